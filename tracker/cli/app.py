"""The root of the program: groups that load a command only when it runs, and global options.

Groups answer for names, help and completion from `commands.TABLE` alone. The global options are
added to every command, so that they may stand before or after it. What a command does is in its
own module; how failures are told is in `boundary`.
"""

import os
import sys
from collections.abc import Mapping
from typing import Any

import typer
import typer.main
from typer._click import exceptions as usage
from typer.core import TyperCommand, TyperGroup, TyperOption

from tracker import __version__, words
from tracker.cli import commands, page
from tracker.cli.boundary import boundary
from tracker.cli.invocation import COMPLETING, Invocation, present_folder
from tracker.errors import Unreadable
from tracker.settings import COLOURING

_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


# -- the options that stand anywhere -------------------------------------------------------------


def _anywhere(*names: str, **described: Any) -> TyperOption:
    """Make a global option; what is typed for it goes to the invocation, not to a command."""
    long = next(each for each in names if each.startswith("--"))
    word = long.removeprefix("--")

    # For ruff: typer calls it so.
    def take(ctx: typer.Context, param: object, value: Any) -> None:  # noqa: ARG001
        is_typed = value is not None and value is not False
        if is_typed and (word == "db" or not ctx.resilient_parsing):  # what completes reads it
            invocation(ctx).typed(word, "true" if value is True else value)

    return TyperOption(
        param_decls=[f"global_{word.replace('-', '_')}", *names],
        callback=described.pop("callback", take),
        expose_value=False,
        rich_help_panel=page.GLOBAL_PANEL,
        **described,
    )


# For ruff: typer calls it so.
def _say_version(ctx: typer.Context, param: object, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        print(f"tracker {__version__}")
        raise typer.Exit


def _flag(*names: str, **described: Any) -> TyperOption:
    return _anywhere(*names, is_flag=True, default=False, **described)


ANYWHERE = (
    _anywhere("--db", metavar="PATH", help="The tracker file (TRACKER_DB)."),
    _anywhere("--by", metavar="NAME", help="Who records (TRACKER_BY; else your login name)."),
    _anywhere("--format", "-f", metavar="FORMAT", help="table, plain, tsv, csv, md, json, …"),
    _flag("--json", help="The same as --format json."),
    _flag("--no-input", help="Never ask a question (TRACKER_NO_INPUT)."),
    _anywhere("--color", metavar="WHEN", help=f"{words.one_of(COLOURING)}."),
    _flag("--quiet", "-q", help="Print data and errors only; of a change, the references."),
    _flag("--debug", help="Show the traceback of an unforeseen failure."),
    _flag("--version", help="Print the version.", is_eager=True, callback=_say_version),
    _anywhere("--today", metavar="DAY", hidden=True),
)


def invocation(ctx: typer.Context) -> Invocation:
    """Return the invocation that a context belongs to."""
    found = ctx.find_root().obj
    assert isinstance(found, Invocation)  # noqa: S101 - made by the root group
    return found


# -- commands and groups -------------------------------------------------------------------------


class Leaf(TyperCommand):
    """A command: its own options and those that stand anywhere, and our page of help."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [*super().get_params(ctx), *ANYWHERE]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except usage.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser knows of none, and the way to help needs it
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        params = self.get_params(ctx)
        page.write(ctx, formatter, params)
        page.write_options(ctx, formatter, params)


class Noun(TyperGroup):
    """A group whose commands are those of the table below its noun, each loaded when it runs."""

    noun = ""

    def get_params(self, ctx: Any) -> list[Any]:
        return [*super().get_params(ctx), *ANYWHERE]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        params = self.get_params(ctx)
        page.write(ctx, formatter, params)
        page.write_commands(formatter, commands.entries(self.noun))
        page.write_options(ctx, formatter, params)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click calls it so
        return [entry.name for entry in commands.entries(self.noun)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - click calls it so
        entry = commands.find(f"{self.noun} {cmd_name}".lstrip())
        return entry and (_load(entry) if entry.where else _group(entry))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if ctx.resilient_parsing or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        if args[0].startswith("-"):
            self.parse_args(ctx, args)  # an unknown option, which the parser names
        raise usage.UsageError(self._no_such_command(args[0]), ctx)

    def _no_such_command(self, typed: str) -> str:
        names = self.list_commands(None)
        folded = typed.casefold()
        near = [commands.SYNONYMS[folded]] if commands.SYNONYMS.get(folded) in names else []
        near += [each for each in words.nearest(typed, names, count=2) if each not in near]
        path = f"tracker {self.noun}".rstrip()
        hint = f" Did you mean: {words.one_of(f'{path} {each}' for each in near)}?" if near else ""
        return f"There is no command '{path} {typed}'.{hint}"

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        from typer._click.shell_completion import CompletionItem

        found = [
            entry for entry in commands.entries(self.noun) if entry.name.startswith(incomplete)
        ]
        options = super().shell_complete(ctx, incomplete) if incomplete.startswith("-") else []
        return [*(CompletionItem(each.name, help=each.help) for each in found), *options]

    def invoke(self, ctx: Any) -> Any:
        if not ctx._protected_args:  # noqa: SLF001 - as TyperGroup asks it
            print(ctx.get_help())
            return None
        return super().invoke(ctx)


class Root(Noun):
    """The root group, inside the boundary that turns failures into sentences and exit codes."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Any = None,
        **extra: Any,
    ) -> Any:
        run = extra.pop("obj", None) or Invocation(args, os.environ, present_folder())
        with boundary(run):
            _refuse_bytes(args)
            return super().make_context(info_name, args, parent, obj=run, **extra)

    def invoke(self, ctx: Any) -> Any:
        with boundary(invocation(ctx)):
            return super().invoke(ctx)

    def _main_shell_completion(self, *args: Any, **named: Any) -> None:
        # The help of a candidate passes through rich's markup, which costs more than all the rest.
        from typer import _completion_classes

        # For ruff: typer has no setting for it.
        _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001
        super()._main_shell_completion(*args, **named)


def _refuse_bytes(args: list[str]) -> None:
    """Raise Unreadable for bytes on the command line that are no text in the locale's encoding."""
    for arg in args:
        if not arg.isascii() and any("\ud800" <= char <= "\udfff" for char in arg):
            shown = arg.encode("utf-8", "backslashreplace").decode()
            raise Unreadable(
                f"'{shown}' is not text in {sys.getfilesystemencoding()}. Type it anew."
            )


def _load(entry: commands.Entry) -> Any:
    """Import the module of a command and make the command from its function."""
    from importlib import import_module

    from tracker.cli import options

    module, _, function = entry.where.partition(":")
    maker = typer.Typer(**_PLAIN)
    found = getattr(import_module(f"tracker.cli.{module}"), function)
    maker.command(entry.name, cls=Leaf, short_help=entry.help)(
        options.as_typer(found, completes=COMPLETING in os.environ)
    )
    return typer.main.get_command(maker)


def _group(entry: commands.Entry) -> Noun:
    group = Noun(name=entry.name, help=entry.help, rich_markup_mode=None)
    group.noun = entry.path
    return group


def run_again(args: list[str], environ: Mapping[str, str]) -> None:
    """Run one more command in this process, in an environment of its own, naming no file.

    Raises typer.Exit, after the sentence on stderr, if it fails.
    """
    group = typer.main.get_command(app)
    run = Invocation(args, environ, names_file=False)
    with group.make_context("tracker", list(args), obj=run) as ctx:
        group.invoke(ctx)


app = typer.Typer(
    name="tracker",
    cls=Root,
    context_settings={"help_option_names": ["-h", "--help"]},
    **{**_PLAIN, "add_completion": True},
)


@app.callback(invoke_without_command=True)
def root() -> None:
    """Turn what conversations recommended into actions with an owner, a status and a deadline.

    Examples:
      tracker demo
      tracker conversation add "Third conversation" --on +3w --series Prevention --create
      tracker recommendation add "Design mandates realistically" --from C1 --to DPKO --create
      tracker add "Draft the lessons from Haiti" --for R1 --owner DPKO --due "end of June"
      tracker list --overdue
      tracker brief
    """
