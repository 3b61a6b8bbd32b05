"""Words that magnify by emotion rather than by figures."""

from collections.abc import Iterator

from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind

NEAR = 4

NEEDS: Needs = (
    ("alarm.strong",),
    ("alarm.superlative",),
    ("alarm.figurative",),
    ("alarm.intensifier", "alarm.target"),
    ("alarm.intensifier", "incident.noun"),
)


def alarms(reading: Reading) -> Iterator[Draft]:
    """Every alarmist word of the sentence, with what it magnifies."""
    exempt = [(seen.first, seen.last) for seen in reading.all("alarm.exempt")]
    for seen in reading.all("alarm.strong", "alarm.superlative", "alarm.figurative", "alarm.intensifier"):
        if any(first <= seen.first and seen.last <= last for first, last in exempt):
            continue
        target = _target(reading, seen)
        if seen.plays("alarm.intensifier") and target is None:
            continue
        tokens = [seen.first, seen.last] + ([target] if target is not None else [])
        yield draft(reading, Kind.ALARM, seen.cue.role.split(".")[1], seen, tokens=tokens)


def _target(reading: Reading, seen: Seen) -> int | None:
    """The word that an intensifier or adjective magnifies, when it is about the threat."""
    head = reading.doc[seen.head]
    candidates = [head.head, head.head.head]
    for token in candidates:
        if (
            token.i != head.i
            and 0 < token.i - seen.last <= NEAR
            and reading.at(token.i, "alarm.target", "incident.noun", "threat.noun")
        ):
            return token.i
    for other in reading.all("alarm.target", "incident.noun"):
        if 0 < other.first - seen.last <= 1:
            return other.last
    return None
