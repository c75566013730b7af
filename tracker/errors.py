"""Every failure that a user can meet: a class, its sentence, its exit code.

    TrackerError          1  something failed that nobody foresaw, or a question was declined
    ├── Declined          1  the user answered no; nothing was changed
    ├── Unreadable        2  input or usage that cannot be read with certainty
    │   └── MissingExtra  2  a format whose library is not installed; names the extra
    ├── NotFound          3  no such record; names the nearest
    │   └── UnknownName   3  a party, series or theme that could be created
    ├── NotAllowed        4  a rule of the workflow forbids it; says what is allowed
    │   ├── NeedsOption   4  it is allowed once an option, such as a reason, is given
    │   └── Findings      4  a strict check found something
    ├── Conflict          4  the data changed, or already holds something else
    └── DatabaseError     5  locked, newer, foreign, damaged, missing, read-only

The message of an error is the sentence that the user reads: what went wrong, why, and the
remedy. Only the boundary in `cli.boundary` prints one, on stderr and without a traceback.

This module holds no wording of its own and imports nothing.
"""


class TrackerError(Exception):
    """A failure whose message is a whole sentence for the user, ending with the remedy."""

    exit_code = 1


class Declined(TrackerError):
    """A question was answered with no; nothing was changed."""


class Unreadable(TrackerError):
    """Text, a date, an option or a file that cannot be read with certainty."""

    exit_code = 2


class MissingExtra(Unreadable):
    """A format was asked for whose library is an extra that is not installed."""


class NotFound(TrackerError):
    """A reference, name or column that does not exist."""

    exit_code = 3


class UnknownName(NotFound):
    """A party, series or theme that is not known yet, and that `--create` would make.

    `kind` is the word for the record ("party"), `name` what was typed.
    """

    def __init__(self, message: str, *, kind: str, name: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.name = name


class NotAllowed(TrackerError):
    """A step that the rules of the workflow forbid; the message says what is allowed."""

    exit_code = 4


class NeedsOption(NotAllowed):
    """A step that is allowed once something more is said; on a terminal it can be asked for.

    `option` is the one that says it: "--why".
    """

    def __init__(self, message: str, *, option: str) -> None:
        super().__init__(message)
        self.option = option


class Findings(NotAllowed):
    """A strict check found something; what it is has been printed."""


class Conflict(TrackerError):
    """The data changed meanwhile, or something of that name or content is there already."""

    exit_code = 4


class DatabaseError(TrackerError):
    """The file or server: locked, newer, not a tracker file, damaged, missing or read-only."""

    exit_code = 5
