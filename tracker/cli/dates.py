"""The command `date`, which says how an expression is read."""

from typing import Annotated

from tracker import dates
from tracker.cli import days
from tracker.cli.invocation import Invocation
from tracker.cli.options import argument

Expression = Annotated[str, argument("EXPRESSION", "Such as 'end of June', +6w or 2017-W26.")]


def read(run: Invocation, expression: Expression) -> None:
    """Say which day an expression means as a deadline: the day on stdout, in words on stderr.

    Examples:
      tracker date "end of June"
      tracker date "today+5d"
      tracker date "30d before UNOCI:expiry"
    """
    day = days.meant(run, expression)
    print(f'{{"date": "{day}"}}' if run.is_json else day)
    run.remark(dates.echo(day, today=run.today))
