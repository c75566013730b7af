"""Undo a whole command, as a new command that can itself be undone.

commands   which commands are meant, and what is said of each
reverting  one command taken back, or refused where something is in the way
rows       the rows that are met on the way
"""

from tracker.write.undo.commands import undo, undo_last

__all__ = ["undo", "undo_last"]
