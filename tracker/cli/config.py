"""The commands `config show`, `config path` and `config set`."""

from typing import Annotated

from tracker.cli import options
from tracker.cli.invocation import Invocation

Name = Annotated[str, options.argument("NAME", "A setting, or a threshold of the file.")]
Value = Annotated[str, options.argument("VALUE", "Its new value.")]


def path(run: Invocation) -> None:
    """Print the path of your settings file, whether it is there yet or not.

    Examples:
      tracker config path
    """
    print(run.settings.user_file)
