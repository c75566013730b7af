"""How the samples are drawn, and the golden files they are held to.

`python tests/formats_drawn.py` draws the golden files again; look at them before committing.
"""

import io
from collections.abc import Callable
from pathlib import Path

from formats_samples import (
    NAMES,
    Sample,
    actions,
    brief,
    details,
    journal,
    progress,
    progress_table,
)
from formats_tasks import SAMPLES, tasks

from tracker import formats
from tracker.formats import Look

GOLDEN = Path(__file__).parent / "fixtures" / "formats"


def journaled(name: str, **options: object) -> str:
    out = io.StringIO(newline="")
    formats.write_history(
        journal(),
        name,
        out,
        Look(**options),  # type: ignore[arg-type]  # options by name
        as_of="2017-04-10",
    )
    return out.getvalue()


def drawn(listing: Sample, name: str, **options: object) -> str:
    out = io.StringIO(newline="")
    formats.write(listing, name, out, Look(**options))  # type: ignore[arg-type]  # by name
    return out.getvalue()


def reported(report: object, name: str, **options: object) -> str:
    out = io.StringIO(newline="")
    formats.write_report(report, name, out, Look(**options))  # type: ignore[arg-type]  # by name
    return out.getvalue()


def itemised(item: object, name: str, **options: object) -> str:
    out = io.StringIO(newline="")
    formats.write_item(
        item,
        name,
        out,
        Look(**options),  # type: ignore[arg-type]  # options by name
        as_of="2017-04-10",
    )
    return out.getvalue()


def _at(size: int) -> dict[str, Callable[[], str]]:
    return {
        f"list-{size}.txt": lambda: drawn(actions(), "table", width=size),
        f"progress-table-{size}.txt": lambda: drawn(
            progress_table(), "table", width=size, group=formats.TABLE_GROUP
        ),
        f"brief-{size}.txt": lambda: reported(brief(), "table", width=size),
        f"progress-{size}.txt": lambda: reported(progress(), "table", width=size),
        f"history-{size}.txt": lambda: journaled("table", width=size),
        f"show-{size}.txt": lambda: itemised(details(), "table", width=size),
    }


DRAWINGS: dict[str, Callable[[], str]] = {
    **_at(80),
    **_at(120),
    "list-plain.txt": lambda: drawn(actions(), "plain"),
    "list.md": lambda: drawn(actions(), "md"),
    "progress-table.md": lambda: drawn(
        progress_table(), "md", title="Progress table", document=True, names=NAMES
    ),
    "brief-plain.txt": lambda: reported(brief(), "plain"),
    "brief.md": lambda: reported(brief(), "md", names=NAMES),
    "brief.json": lambda: reported(brief(), "json"),
    "actions.ics": lambda: drawn(tasks("ics", *SAMPLES), "ics", title="Actions"),
    "taskwarrior.json": lambda: drawn(tasks("taskwarrior", *SAMPLES), "taskwarrior"),
    "todo.txt": lambda: drawn(tasks("todotxt", *SAMPLES), "todotxt"),
    "progress.md": lambda: reported(progress(), "md"),
    "progress.json": lambda: reported(progress(), "json"),
    "show.md": lambda: itemised(details(), "md", names=NAMES),
    "show.json": lambda: itemised(details(), "json"),
}
"""Each golden file, and how it is drawn."""

if __name__ == "__main__":
    for file, draw in DRAWINGS.items():
        (GOLDEN / file).write_text(draw(), encoding="utf-8", newline="")
