"""How help is laid out: what it does, examples first, then usage, arguments and options.

A command's docstring is its page: the prose, and after a line `Examples:` the lines to show.
No command is known here.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer
    from typer._click.formatting import HelpFormatter

    from tracker.cli.commands import Entry

GLOBAL_PANEL = "Options that stand anywhere"
_EXAMPLES = "Examples:"
_HELP_OPTION = ("-h, --help", "Show this page.")


def write(ctx: "typer.Context", formatter: "HelpFormatter", params: Sequence[Any]) -> None:
    """Write the page of a command or group, without the commands of a group."""
    prose, examples = _parts(ctx.command.help or "")
    for paragraph in prose.split("\n\n"):
        formatter.write_text(" ".join(paragraph.split()))
        formatter.write_paragraph()
    if examples:
        formatter.write("Examples:\n" + "".join(map(_example, examples)) + "\n")
    arguments = [each for each in params if each.param_type_name == "argument"]
    needed = [each for each in params if each.param_type_name == "option" and each.required]
    named = [f"{max(each.opts, key=len)} {each.metavar}" for each in needed]
    usage = " ".join([*map(argument_usage, arguments), *named, "[OPTIONS]"])
    if hasattr(ctx.command, "list_commands"):
        usage += " COMMAND …"
    formatter.write_usage(ctx.command_path, usage, prefix="Usage: ")
    described = [(argument_usage(each).strip("[]"), each.help) for each in arguments if each.help]
    _section(formatter, "Arguments", described)


def _example(line: str) -> str:
    """Return a command as it is shown: on one line, or broken where a shell lets it go on."""
    import shutil

    width, shown = shutil.get_terminal_size().columns, f"  {line}"
    if len(shown) > width:
        from tracker.cli import wrapping

        shown = wrapping.broken_command(shown, width)
    return f"{shown}\n"


def write_options(ctx: "typer.Context", formatter: "HelpFormatter", params: Sequence[Any]) -> None:
    """Write the options of a command, in the panels that they were declared under."""
    panels: dict[str, list[tuple[str, str]]] = {"Options": []}
    for each in params:
        record = each.get_help_record(ctx) if each.param_type_name == "option" else None
        if record is not None and "--help" not in each.opts:
            panels.setdefault(each.rich_help_panel or "Options", []).append(record)
    panels["Options"].append(_HELP_OPTION)
    anywhere = panels.pop(GLOBAL_PANEL, [])
    for title, records in panels.items():
        _section(formatter, title, records)
    if ctx.parent is None:
        _section(formatter, GLOBAL_PANEL, anywhere)
    else:
        formatter.write_paragraph()
        formatter.write_text("Options that stand anywhere, such as --json and --db: tracker --help")


def write_commands(formatter: "HelpFormatter", entries: Iterable["Entry"]) -> None:
    """Write the commands of a group by their sections, in the order of the table."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        sections.setdefault(entry.section or "Commands", []).append((entry.name, entry.help))
    widest = max(len(name) for rows in sections.values() for name, _ in rows)
    for title, rows in sections.items():
        _section(formatter, title, [(name.ljust(widest), text) for name, text in rows])


def argument_usage(argument: Any) -> str:  # noqa: ANN401 - of whichever typer this is
    """Return an argument as the usage line shows it: `REF…`, or `[REF…]` if it may be missing."""
    shown = str(argument.metavar or argument.name).strip("[]")
    if argument.nargs == -1 and not shown.endswith("…"):
        shown += "…"
    return shown if argument.required else f"[{shown}]"


def _section(formatter: "HelpFormatter", title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _parts(text: str) -> tuple[str, list[str]]:
    """Part a docstring into its prose and its example lines."""
    prose, found, rest = text.partition(_EXAMPLES)
    lines = [line.strip() for line in rest.splitlines()] if found else []
    return prose.strip(), [line for line in lines if line]
