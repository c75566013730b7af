"""Where made-up files are kept between runs, and the copies that measured commands may change.

A file is known by its size and by what makes it: a change to the generator or to the schema makes
a new one. Making happens in processes of their own, so that the runner stays small.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence

_HERE = os.path.dirname(os.path.abspath(__file__))
_MAKERS = ("corpus", "drawing", "drawn_actions", "drawn_ground", "generate", "rival_file", "spread")
_SCHEMA = os.path.join(_HERE, os.pardir, os.pardir, "db", "schema.sql")


class MakingFailedError(Exception):
    """A file could not be made; what the maker said is on stderr already."""


class Cache:
    """A folder of made-up files, each made when it is first asked for."""

    def __init__(self, folder: str, *, verify: bool) -> None:
        self.folder = os.path.abspath(folder)
        self.verify = verify
        os.makedirs(self.folder, exist_ok=True)
        self._mark = _fingerprint()

    def tracker_file(self, size: int) -> str:
        """Return the path of a tracker file of so many actions."""
        path = os.path.join(self.folder, f"tracker-{size}-{self._mark}.db")
        if not os.path.exists(path):
            options = ["--verify"] if self.verify else []
            _make("generate.py", str(size), path, *options)
        return path

    def rival_folder(self, size: int) -> str:
        """Return a folder with the same actions as Taskwarrior keeps them, for today's clock."""
        day = time.strftime("%Y%m%d")
        path = os.path.join(self.folder, f"task-{size}-{self._mark}-{day}")
        if not os.path.exists(path):
            _make("rival_file.py", self.tracker_file(size), path)
        return path


def _make(maker: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, os.path.join(_HERE, maker), *arguments], check=False)
    if done.returncode:
        raise MakingFailedError(f"{maker} {' '.join(arguments)} failed ({done.returncode}).")


def copy(source: str, target: str) -> None:
    """Copy a file or a folder, so that the original stays as it was made."""
    if os.path.isdir(source):
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def _fingerprint() -> str:
    import hashlib

    whole = hashlib.sha256()
    for path in [*(os.path.join(_HERE, f"{each}.py") for each in _MAKERS), _SCHEMA]:
        with open(path, "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()[:10]


def compile_all(folders: Sequence[str]) -> None:
    """Write the bytecode of whole folders, so that no measured process has to."""
    command = [sys.executable, "-m", "compileall", "-q", *folders]
    environment = {name: value for name, value in os.environ.items() if not _forbids(name)}
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)


def _forbids(name: str) -> bool:
    return name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
