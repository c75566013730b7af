"""The order of the rooms, what each command loads, and what only one room may do."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from command_line import Desk

ROOT = Path(__file__).parent.parent
SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "tracker").rglob("*.py"))
}

# A room may import itself and the rooms before it on its own side; the command line sees all.
GROUND = (
    *("tracker", "errors", "words", "vocabularies"),
    *("specificity", "shipped", "text", "dates", "settings", "extras"),
)
INCOMING = ("intake", "intake.documents", "intake.candidates", "intake.records")
READING = (
    "read",
    "read.asof",
    "read.store",
    "read.derived",
    "read.queries",
    "read.reports",
    "read.attribution",
    "formats",
)
WRITING = (
    "write",
    "write.models",
    "write.journal",
    "write.schema",
    "write.migrate",
    "write.session",
    "write.replay",
    "write.deadlines",
    "write.workflow",
    "write.undo",
)
READ_BY_WRITING = ("read", "read.asof", "read.store", "read.derived", "read.queries")


def room(module: str) -> str:
    """Return the room of a module: the longest name of the order that it begins with."""
    inner = module.removeprefix("tracker.")
    known = [
        each
        for each in (*GROUND, *INCOMING, *READING, *WRITING, "cli")
        if inner == each or inner.startswith(f"{each}.")
    ]
    return max(known, key=len) if known else inner


def imports(path: Path, *, at_load: bool = False) -> Iterator[str]:
    """Yield the modules that a file imports; `at_load` leaves out those of functions and types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _imports(tree, at_load=at_load)


def _imports(node: ast.AST, *, at_load: bool) -> Iterator[str]:
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            names = [f"{each.module}.{alias.name}" for alias in each.names]
            yield from (name if name in SOURCES else each.module for name in names)
        elif at_load and isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        elif isinstance(each, ast.If) and ast.unparse(each.test) == "TYPE_CHECKING":
            if not at_load:
                yield from _imports(each, at_load=at_load)
        else:
            yield from _imports(each, at_load=at_load)


def allowed(importer: str) -> tuple[str, ...]:
    """Return the rooms that a room may import."""
    if importer in GROUND:
        return GROUND[: GROUND.index(importer) + 1]
    if importer in READING:
        return GROUND + READING[: READING.index(importer) + 1]
    if importer in INCOMING:
        return GROUND + INCOMING
    if importer in WRITING:
        return GROUND + INCOMING + READ_BY_WRITING + WRITING[: WRITING.index(importer) + 1]
    return (*GROUND, *INCOMING, *READING, *WRITING, "cli", "__main__")


@pytest.mark.parametrize("module", SOURCES)
def test_no_room_imports_one_that_comes_after_it(module: str) -> None:
    may = allowed(room(module))
    for imported in imports(SOURCES[module]):
        if imported.split(".")[0] == "tracker":
            assert room(imported) in may, f"{module} imports {imported}"


def test_no_module_is_outside_the_order() -> None:
    known = {*GROUND, *INCOMING, *READING, *WRITING, "cli", "__main__"}
    assert {room(module) for module in SOURCES} <= known


def test_no_imports_go_round_in_a_circle() -> None:
    graph = {
        module: {each for each in imports(path, at_load=True) if each in SOURCES and each != module}
        for module, path in SOURCES.items()
    }
    list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("rich", ("formats", "cli")),
        ("typer", ("cli",)),
        ("sqlmodel", WRITING),
        ("sqlalchemy", WRITING),
        ("alembic", ("write.migrate",)),
        ("platformdirs", ("settings",)),
        ("pydantic", ()),
    ],
)
def test_a_library_is_known_in_its_rooms_only(library: str, rooms: tuple[str, ...]) -> None:
    found = {
        room(module)
        for module, path in SOURCES.items()
        if library in {each.split(".")[0] for each in imports(path)}
    }
    assert found <= set(rooms)


# -- what only one room does ----------------------------------------------------------------------


_CLOCKS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}


def calls(path: Path) -> set[str]:
    """Return the last names of everything that a file calls or reads as an attribute."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        each.func.id
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    }
    dotted = [each for each in ast.walk(tree) if isinstance(each, ast.Attribute)]
    clocks = {ast.unparse(each) for each in dotted if ast.unparse(each.value) in _CLOCKS}
    return named | {each.attr for each in dotted} | clocks


@pytest.mark.parametrize(
    ("names", "rooms"),
    [
        # The clock, the environment and the streams are inputs from the command line.
        ({"environ", "getenv", "environb"}, {"cli"}),
        ({"datetime.now", "datetime.utcnow", "date.today", "time.time"}, {"cli"}),
        ({"stdin", "stdout", "stderr"}, {"cli", "__main__"}),
        ({"print", "input"}, {"cli"}),
        # Only the session ends a transaction; a migration ends its own.
        ({"commit", "rollback"}, {"write.session"}),
        # These slip past the session, and so past the journal.
        ({"bulk_insert_mappings", "bulk_save_objects", "bulk_update_mappings"}, set()),
        ({"connection"}, {"write.session", "write.journal", "write.migrate"}),
    ],
)
def test_only_one_room_does_that(names: set[str], rooms: set[str]) -> None:
    for module, path in SOURCES.items():
        if room(module) not in rooms:
            used = names & calls(path)
            assert not used, f"{module} uses {used}"


@pytest.mark.parametrize("module", SOURCES)
def test_rooms_are_small_enough_to_be_read_at_once(module: str) -> None:
    text = SOURCES[module].read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (body[-1].end_lineno or 0) - body[0].lineno if body else 0
            assert length < 40, f"{module}.{node.name}"


def test_a_command_is_short() -> None:
    from importlib import import_module
    from inspect import getsource
    from textwrap import dedent

    from tracker.cli import commands

    for entry in commands.TABLE:
        if entry.where:
            module, _, name = entry.where.partition(":")
            function = getattr(import_module(f"tracker.cli.{module}"), name)
            [node] = ast.parse(dedent(getsource(function))).body
            assert isinstance(node, ast.FunctionDef)
            statements = [
                each
                for part in node.body[1:]
                for each in ast.walk(part)
                if isinstance(each, ast.stmt)
            ]
            assert len(statements) <= 15, entry.path


# -- what each command loads ----------------------------------------------------------------------

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "rich", "platformdirs", "dateutil")
NEVER_ON_THE_READING_SIDE = (*HEAVY, "importlib.metadata", "asyncio", "tracker.write")


def loaded(desk: Desk, *args: str, **environ: str) -> set[str]:
    """Return the modules that a command loads, from the interpreter's own account."""
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tracker", *args],
        env={**desk.process_environ(), **environ},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-500:]
    lines = [line for line in found.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    found = Desk(tmp_path_factory.mktemp("desk"))
    found.seed()
    found.do("conversation", "add", "Third", "--on", "2017-04-10")
    return found


@pytest.mark.parametrize(
    "args",
    [
        "--version",
        "--help",
        "party --help",
        "add --help",
        "done --help",
        "help filters",
        "date 2017-06-30",
        "config show",
        "config path",
        "db path",
        "db info",
        "list",
        "list --json",
        "list -f table --overdue",
        "list --text draft",
        "list --as-of 2017-02-20",
        "show A1 --json",
        "party list",
        "recommendation list",
        "conversation list",
        "export",
        "table -f md",
        "progress -f json",
        "brief -f plain",
        "check -f csv",
        "history -f csv",
    ],
)
def test_what_reads_does_not_load_what_writes(desk: Desk, args: str) -> None:
    found = loaded(desk, *args.split())
    heavy = {name for name in found for each in NEVER_ON_THE_READING_SIDE if _is_in(name, each)}
    assert not heavy


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize(
    "words", ["tracker ", "tracker li", "tracker list --ow", "tracker party a"]
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_the_table_of_commands_only(desk: Desk, words: str, shell: str) -> None:
    environ = {
        "_TRACKER_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    found = loaded(desk, **environ)
    assert not {name for name in found for each in HEAVY if _is_in(name, each)}


@pytest.mark.parametrize("args", ["", "--version", "--help", "recommendation --help"])
def test_help_and_version_load_no_command(desk: Desk, args: str) -> None:
    rooms = {name for name in loaded(desk, *args.split()) if name.startswith("tracker.")}
    assert rooms <= {
        "tracker.errors",
        "tracker.settings",
        "tracker.words",
        "tracker.cli",
        "tracker.cli.app",
        "tracker.cli.boundary",
        "tracker.cli.commands",
        "tracker.cli.invocation",
        "tracker.cli.page",
        "tracker.cli.wrapping",
    }


def test_a_list_loads_these_rooms_and_no_more(desk: Desk) -> None:
    rooms = {name for name in loaded(desk, "list") if name.startswith("tracker.")}
    assert not {
        name
        for name in rooms
        if name.startswith(("tracker.write", "tracker.read.reports", "tracker.read.attribution"))
    }


@pytest.mark.parametrize("args", ["add One", "start A2", "note A1 News", "undo"])
def test_what_writes_loads_neither_migrations_nor_drawing(desk: Desk, args: str) -> None:
    found = loaded(desk, *args.split())
    unused = ("alembic", "rich", "platformdirs", "tracker.formats", "tracker.read.reports")
    assert not {name for name in found for each in unused if _is_in(name, each)}


def test_the_environment_of_these_tests_is_theirs(desk: Desk) -> None:
    assert "HOME" in os.environ
    assert desk.process_environ()["XDG_CONFIG_HOME"].startswith(str(desk.folder))
