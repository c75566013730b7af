"""What a shell may complete the value of an option to: words of a vocabulary, names in the file.

Completion says nothing and fails silently: whatever is wrong is told when the command is run.
"""

from collections.abc import Callable, Iterable

import typer

Completer = Callable[[typer.Context, str], list[str]]


def words(known: Iterable[str]) -> Completer:
    """Complete to words that are known beforehand."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:  # noqa: ARG001 - typer's
        return [word for word in known if word.startswith(incomplete.casefold())]

    return complete


def names(kind: str) -> Completer:
    """Complete to the names of the parties, series or themes that the file holds."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        from tracker.read.queries import names as queries

        try:
            with ctx.find_root().obj.reader() as reader:
                known = queries.known(reader, kind)
        except Exception:  # noqa: BLE001 - see above
            return []
        return [each for each in known if each.casefold().startswith(incomplete.casefold())]

    return complete
