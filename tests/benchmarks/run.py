"""Measure every command as a whole process, on files of several sizes: `run.py --help`.

Rounds are interleaved (A B C A B C …), medians are compared with the floor of the same run, and
nothing is asserted: machines differ. Files are made once and kept.
"""

import argparse
import os
import sys
import tempfile
import time

import cache
import desks
import probes
import processes
import report

_FLOOR = [sys.executable, "-c", "import sqlite3"]
_FLOOR_EVERY = 6
_LEAST_ROUNDS = 3
_MOST_FOR_TASKWARRIOR = 100_000
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

Key = tuple[str, str]


def main() -> None:
    """Read the options, measure each size, and print the table."""
    options = _options()
    chosen = probes.chosen(options.only)
    kept = cache.Cache(options.cache, verify=options.verify)
    cache.compile_all([os.path.join(_ROOT, "tracker")])
    columns = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="tracker-benchmark-", dir=options.cache) as folder:
            columns.append(_measure(size, chosen, kept, folder, options))
    names = [probe.name for probe in chosen]
    sys.stdout.write(report.table(columns, names, markdown=options.markdown))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure tracker as people start it.")
    default = os.path.join(tempfile.gettempdir(), "tracker-benchmarks")
    parser.add_argument("--sizes", type=_sizes, default="100,1000,10000", help="actions in a file")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each command")
    parser.add_argument("--seconds", type=float, default=30, help="most for one command and size")
    parser.add_argument("--only", help="commands whose names begin so, separated by commas")
    parser.add_argument("--cache", default=default, help="folder where made files are kept")
    parser.add_argument("--without-taskwarrior", action="store_true")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--verify", action="store_true", help="check each file that is made")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(each.replace("_", "")) for each in text.split(",")]


def _measure(
    size: int,
    chosen: list[probes.Probe],
    kept: cache.Cache,
    folder: str,
    options: argparse.Namespace,
) -> report.Column:
    tracker_file = kept.tracker_file(size)
    at: list[desks.Desk] = [desks.Tracker(tracker_file, folder)]
    if (
        not options.without_taskwarrior
        and size <= _MOST_FOR_TASKWARRIOR
        and desks.has_taskwarrior()
    ):
        at.append(desks.Taskwarrior(tracker_file, kept.rival_folder(size), folder))
    race = Race(at, chosen, os.path.join(folder, "errors"))
    _tell(f"{size:,} actions: warming up")
    race.warm_up()
    for number in range(1, options.rounds + 1):
        _tell(f"{size:,} actions: round {number} of {options.rounds}")
        race.round(options.seconds)
    return race.column(size)


class Race:
    """Rounds of all commands of all programs on their files of one size."""

    def __init__(self, at: list[desks.Desk], chosen: list[probes.Probe], errors: str) -> None:
        self._entrants = [
            (desk, probe)
            for probe in chosen
            for desk in at
            if desk.name == "tracker" or probe.taskwarrior
        ]
        self._errors = errors
        self._environment = at[0].environment
        self._floor: list[float] = []
        self._seconds: dict[Key, list[float]] = {}
        self._megabytes: dict[Key, float] = {}
        self._failed: dict[Key, str] = {}

    def warm_up(self) -> None:
        """Run every command once, to fill the caches and to see how much memory it needs."""
        for desk, probe in self._entrants:
            outcome = self._run(desk, probe, for_memory=True)
            self._megabytes[desk.name, probe.name] = outcome.megabytes

    def round(self, most_seconds: float) -> None:
        """Run every command once, those that took long already less often, and the floor."""
        for place, (desk, probe) in enumerate(self._entrants):
            if place % _FLOOR_EVERY == 0:
                floor = processes.run(_FLOOR, self._environment, self._errors)
                self._floor.append(floor.seconds)
            key = (desk.name, probe.name)
            done = self._seconds.setdefault(key, [])
            is_spent = sum(done) > most_seconds and len(done) >= _LEAST_ROUNDS
            if key not in self._failed and not is_spent:
                done.append(self._run(desk, probe).seconds)

    def _run(
        self, desk: desks.Desk, probe: probes.Probe, *, for_memory: bool = False
    ) -> processes.Outcome:
        argv, environment = desk.command(probe)
        outcome = processes.run(argv, environment, self._errors, for_memory=for_memory)
        if outcome.code:
            self._failed[desk.name, probe.name] = f"exit {outcome.code}: {outcome.error}"
        return outcome

    def column(self, size: int) -> report.Column:
        """Return what was measured."""
        cells = {
            key: report.Measured(tuple(seconds), self._megabytes[key], self._failed.get(key, ""))
            for key, seconds in self._seconds.items()
        }
        floor = processes.run(_FLOOR, self._environment, self._errors, for_memory=True)
        least = processes.least_megabytes(self._errors)
        return report.Column(
            size, report.Measured(tuple(self._floor), floor.megabytes), least, cells
        )


def _tell(sentence: str) -> None:
    clock = time.strftime("%H:%M:%S")
    sys.stderr.write(f"{clock} {sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
