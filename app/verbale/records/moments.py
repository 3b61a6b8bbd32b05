"""Times as the tables keep them: UTC, always with microseconds, so that text sorts as time does."""

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    """``2031-05-07T09:40:12.000000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def restored(text: str) -> datetime:
    """The moment behind a stored text."""
    return datetime.fromisoformat(text)
