"""The command `show`, for records of every kind."""

from tracker.cli import days, showing
from tracker.cli.invocation import Invocation
from tracker.cli.options import AsOf, Ref


def show(run: Invocation, ref: Ref, as_of: AsOf = None) -> None:
    """Show everything about one record: an action, or whatever the reference or name means.

    Examples:
      tracker show A3
      tracker show PBSO
      tracker show R5 --as-of 2017-03-31
    """
    from tracker.read.queries.references import ANY

    showing.record(run, ref, ANY, as_of=days.happened(run, as_of))
