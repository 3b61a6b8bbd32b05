"""Threats, announced or demanded punishment, and terms of war, force or legal threshold."""

from collections.abc import Iterator

from verbale.lint.claims.draft import Draft, draft
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind

CONTEXT = ("incident.noun.strong", "incident.noun.plain", "hostile.noun", "agent.bare", "malware.noun", "response.reserve")


def escalations(reading: Reading) -> Iterator[Draft]:
    """Every threat and threshold term of the sentence."""
    for seen in reading.all("threat", "response.reserve"):
        if seen.plays("threat.weak", "threat.verb.weak", "threat.noun.weak") and not _in_context(reading, seen):
            continue
        form = "reserve" if seen.plays("response.reserve") else "threat"
        yield draft(reading, Kind.THREAT, form, seen, tokens=_around(reading, seen))
    for seen in reading.all("threshold"):
        if seen.plays("threshold.weak") and not _in_context(reading, seen):
            continue
        yield draft(reading, Kind.THRESHOLD, "threshold", seen, tokens=[seen.first, seen.last])


def _in_context(reading: Reading, seen: Seen) -> bool:
    """A weak word threatens only beside an actor or an incident."""
    return bool(reading.mentions) or any(other.first != seen.first for other in reading.all(*CONTEXT))


def _around(reading: Reading, seen: Seen) -> list[int]:
    """The cue and the nearest object, so that the words shown make sense."""
    head = reading.doc[seen.head]
    objects = [c.i for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and abs(c.i - head.i) <= 4]
    return [seen.first, seen.last, *objects[:1]]
