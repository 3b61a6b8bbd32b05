"""Embargo and next update as calendar entries (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from verbale.model.errors import UserError
from verbale.model.when import Precision, When
from verbale.papers.paper import Paper

_OCTETS = 75
"""What a line may have before it is folded (RFC 5545, section 3.1)."""
_WARNING = timedelta(minutes=30)


def to_ics(paper: Paper) -> str:
    """A calendar of the embargo's end and of the time at which the next update is due.

    Raises UserError when neither is set to at least a day.
    """
    draft, incident = paper.draft, paper.ledger.incident
    entries = [
        (name, words, when)
        for name, words, when in (
            ("embargo", "Embargo ends", draft.embargo_until),
            ("next-update", "Next update is due", incident.next_update_at),
        )
        if when and when.precision not in (Precision.YEAR, Precision.MONTH)
    ]
    if not entries:
        raise UserError(
            "There is no time to put into a calendar. Set incident.next_update_at in the ledger, or "
            "embargo_until in the draft, to a day or a time of day."
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Verbale//Verbale//EN", "METHOD:PUBLISH"]
    for name, words, when in entries:
        lines += _event(paper, name, words, when)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(paper: Paper, name: str, words: str, when: When) -> Iterator[str]:
    draft = paper.draft
    marks = "".join(f"[{mark}] " for mark in (paper.label, paper.exercise_mark) if mark)
    yield "BEGIN:VEVENT"
    yield f"UID:{name}.{draft.id}@verbale.invalid"
    yield f"SEQUENCE:{draft.version}"
    yield f"DTSTAMP:{_stamp(paper)}"
    if when.has_clock:
        yield f"DTSTART:{when.earliest.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    else:
        yield f"DTSTART;VALUE=DATE:{when.earliest:%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{marks}{words}: {paper.title}')}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    if when.has_clock:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-PT{int(_WARNING.total_seconds() // 60)}M"
        yield f"DESCRIPTION:{_escaped(f'{marks}{words}: {paper.title}')}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _stamp(paper: Paper) -> str:
    """When it was last true: the draft's own time, or that of the newest fact, so that no clock is asked."""
    times = [fact.as_of for fact in paper.ledger.facts]
    made = paper.draft.made_at or max(times, key=lambda when: when.earliest, default=None)
    at = made.earliest.astimezone(UTC) if made else None
    return f"{at:%Y%m%dT%H%M%SZ}" if at else "19700101T000000Z"


def _escaped(words: str) -> str:
    for char, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(char, written)
    return words


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, all but the first set in by a space; no character is cut."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
