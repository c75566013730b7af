"""Where the files that travel with the program lie: the schema, the migrations, the examples.

In a wheel they are packaged as `tracker/_db` and `tracker/_examples`; in a checkout they are the
folders beside `pyproject.toml`. Plain paths, since importlib.resources costs more than the whole
start-up of a query.
"""

import os

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def folder(name: str) -> str:
    """Return the folder of that name ("db", "examples"): the packaged one, else the checkout's."""
    packaged = os.path.join(_PACKAGE, f"_{name}")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(_PACKAGE), name)
