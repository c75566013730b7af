"""Local time as the system tells it, for formats in which a day is an instant.

By the zone of the process (TZ), each day under the rules that held or will hold on it. What day it
is today is said by `invocation`.
"""

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The zone that the program runs in; in years that the system does not know, it is UTC."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far local time is ahead of UTC at a local moment."""
        if moment is None:
            return None
        local = moment.replace(tzinfo=None)
        try:
            # Of a midnight that summer time skips, what `astimezone` says differs by version.
            instant = datetime.fromtimestamp(local.timestamp(), UTC)
        except (OverflowError, OSError, ValueError):
            return timedelta(0)
        return local - instant.replace(tzinfo=None)

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - as datetime asks
        """Return None: nobody asks how much of the offset is summer time."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:  # noqa: ARG002 - as datetime asks
        """Return None: the name of a zone is never shown."""
        return None
