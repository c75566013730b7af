"""Deadlines: setting, moving and correcting them, and letting them hang on the world.

    rules     what a deadline is meant to be: a day, or a distance from a milestone or conversation
    ledger    every move that a deadline made, read and written for many actions at once
    moving    one action's deadline set, moved, cleared or corrected by a person
    following deadlines that hang on something follow it when it moves

The first deadline is kept for ever. Names are not looked up here: see `workflow.anchoring`.
"""

from tracker.write.deadlines.following import catch_up, follow
from tracker.write.deadlines.ledger import copy_ledger
from tracker.write.deadlines.moving import move
from tracker.write.deadlines.rules import CLEARED, Meant, set_first, told

__all__ = ["CLEARED", "Meant", "catch_up", "copy_ledger", "follow", "move", "set_first", "told"]
