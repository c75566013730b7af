"""The commands `config show`, `config path` and `config set`."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from tracker import settings, words
from tracker.cli import changing, showing
from tracker.cli.changing import Answers
from tracker.cli.invocation import Invocation
from tracker.cli.options import Output, argument

if TYPE_CHECKING:
    from tracker.write.session import Work

Name = Annotated[str, argument("NAME", "A setting, or a threshold of the file.")]
Value = Annotated[str, argument("VALUE", "Its new value.")]


def show(run: Invocation, output: Output) -> None:
    """Show each setting with its value and where it comes from.

    Settings are yours; thresholds (due-soon-days, unconfirmed-days) belong to the tracker file.

    Examples:
      tracker config show
    """
    showing.show_list(run, showing.rows_of(run, ("setting", "value", "origin"), _rows(run)), output)


def _rows(run: Invocation) -> Iterator[tuple[str, str, str]]:
    for name in settings.KNOWN:
        setting = run.settings.get(name)
        is_login = name == "by" and not setting.value
        value, origin = (run.by, "login name") if is_login else (setting.value, setting.origin)
        yield name, value or "false", origin
    yield from _thresholds(run)


def _thresholds(run: Invocation) -> Iterator[tuple[str, str, str]]:
    """Yield the thresholds of the file; before there is one, what it would begin with."""
    values, own = dict(words.THRESHOLDS), frozenset[str]()
    if os.path.lexists(run.db):
        with run.reader() as reader:
            values = dict(reader.settings)
            own = frozenset(row[0] for row in reader.rows("SELECT name FROM setting"))
    for name, days in values.items():
        yield name.replace("_", "-"), str(days), run.db if name in own else "default"


def path(run: Invocation) -> None:
    """Print the path of your settings file, whether it is there yet or not.

    Examples:
      tracker config path
    """
    print(run.settings.user_file)


def set_(run: Invocation, name: Name, value: Value) -> None:
    """Set one of your settings, or a threshold of the tracker file.

    Examples:
      tracker config set by "Ana"
      tracker config set due-soon-days 21
    """
    if name.strip().casefold().replace("-", "_") in words.THRESHOLDS:
        _set_threshold(run, name, value)
        return
    known = settings.check_name(name)
    if known.name == "format":
        from tracker import formats

        value = formats.check(value)
    settings.store_value(run.settings.user_file, known, value)
    run.remark(f"{known.name} is now {value} ({run.settings.user_file})")


def _set_threshold(run: Invocation, name: str, value: str) -> None:
    def verb(work: "Work", _: Answers) -> None:
        from tracker.write.workflow import settings as verbs

        verbs.set_threshold(work, name, value)

    changing.change(run, verb)
