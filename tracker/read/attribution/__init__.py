"""What may leave: the safe form of lists and reports, under each conversation's rule.

    safe        fields that stand in place of others, in SQL, so that no name is read
    names       where a text names somebody
    persons     who there is, and of whom it may be said in which conversations
    guard       between what was asked and `formats`: finds names, and blanks or counts them

Which options ask for what, and what is said of a name that is found, is the command line's.
"""

from tracker.read.attribution.safe import OWNER_WITHHELD, WITHHELD, view, with_withheld
from tracker.read.reports.view import KEEPER, View

__all__ = ["KEEPER", "OWNER_WITHHELD", "WITHHELD", "View", "view", "with_withheld"]
