"""Make one tracker file of a size, through the journal: `generate.py SIZE FILE [--verify]`.

It runs as a process of its own, so that what it loads does not weigh on what is measured.
"""

import os
import resource
import sys
import time
from datetime import date

import spread
from drawing import FIRST, stamp

from tracker.write import replay, session
from tracker.write.models import JOURNALED


def make(size: int, path: str) -> None:
    """Write a new file of `size` actions; whatever was at the path is replaced when it is done."""
    made = f"{path}.making"
    if os.path.exists(made):
        os.unlink(made)
    line = f"import the made-up file of {size} actions"
    with session.begin(made, today=FIRST, now=stamp(FIRST), by="keeper", line=line) as work:
        for day, rows in spread.batches(size):
            _set_clock(work, day)
            for entity, each in rows.items():
                work.insert_many(JOURNALED[entity], each)
            work.record()
    os.replace(made, path)


def _set_clock(work: session.Work, day: date) -> None:
    work.today, work.now = day, stamp(day)


def main(size: str, path: str, *options: str) -> None:
    """Make the file, say how long it took, and check it when asked to."""
    start = time.perf_counter()
    make(int(size), path)
    _say(f"{size} actions: made {os.path.getsize(path) >> 20} MB", start)
    if "--verify" in options:
        start = time.perf_counter()
        found = replay.verify(path)
        _say(f"{size} actions: verified {found.rows} rows, {found.commands} commands", start)


def _say(what: str, start: float) -> None:
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stderr.write(f"{what} in {seconds:.1f} s, peak {peak} MB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
