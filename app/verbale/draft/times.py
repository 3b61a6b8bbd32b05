"""Times in words, as exactly as they are known and no more; a time of day in UTC."""

from datetime import UTC

from verbale.model.when import Precision, When

# Not from strftime, which follows the machine's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def moment(when: When) -> str:
    """``09:40 UTC on 7 May 2031``, ``7 May 2031``, ``May 2031`` or ``2031``."""
    at = when.earliest.astimezone(UTC) if when.has_clock else when.earliest
    month = f"{MONTHS[at.month - 1]} {at.year}"
    match when.precision:
        case Precision.YEAR:
            return str(at.year)
        case Precision.MONTH:
            return month
        case Precision.DAY:
            return f"{at.day} {month}"
        case _:
            return f"{at:%H:%M} UTC on {at.day} {month}"


def at(when: When) -> str:
    """The moment with its preposition: ``at 09:40 UTC on 7 May 2031``, ``on 7 May 2031``, ``in 2031``."""
    if when.has_clock:
        return f"at {moment(when)}"
    return f"{'on' if when.precision is Precision.DAY else 'in'} {moment(when)}"
