"""Fault of a victim, employee, vendor or third party, told as fault."""

from collections.abc import Iterator

from verbale.lint.arguments import agents_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs
from verbale.lint.reading import Reading, Seen
from verbale.model.claim import Kind, Tier

NEAR = 6

NEEDS: Needs = (("fault.verb",), ("fault.noun",))


def faults(reading: Reading) -> Iterator[Draft]:
    """ "failed to patch", "due to the vendor's negligence", "a human error by the contractor"."""
    for seen in reading.all("fault.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        agents = [agent for agent in agents_of(reading, verb)]
        if not agents and seen.plays("fault.verb.weak"):
            continue
        party = _party(reading, [agent.i for agent in agents])
        if seen.plays("fault.verb.weak") and party is None:
            continue
        tokens = [seen.first, seen.last, *(agent.i for agent in agents if abs(agent.i - seen.first) <= NEAR)]
        yield draft(
            reading, Kind.FAULT, "verb", seen, tokens=tokens, tier=Tier.DEPENDENCY if party else Tier.CLAUSE
        )
    for seen in reading.all("fault.noun"):
        cause = _cause(reading, seen)
        party = _owner(reading, seen)
        if cause is None and party is None and seen.plays("fault.noun.weak"):
            continue
        tokens = [seen.first, seen.last]
        if party is not None:
            tokens.append(party)
        elif cause is not None:
            tokens.append(cause.first)
        yield draft(
            reading,
            Kind.FAULT,
            "noun",
            seen,
            tokens=tokens,
            tier=Tier.DEPENDENCY if party or cause else Tier.SENTENCE,
        )


def _party(reading: Reading, indexes: list[int]) -> int | None:
    for index in indexes:
        if (
            reading.at(index, "fault.party", "agent.noun")
            or reading.mention_at(index)
            or reading.doc[index].pos_ == "PROPN"
        ):
            return index
    return None


def _cause(reading: Reading, seen: Seen) -> Seen | None:
    return next(
        (
            c
            for c in reading.all("fault.cause")
            if 0 < seen.first - c.last <= NEAR or 0 < c.first - seen.last <= 3
        ),
        None,
    )


def _owner(reading: Reading, seen: Seen) -> int | None:
    """The party in the possessive, as modifier or in a by- or of-phrase."""
    head = reading.doc[seen.head]
    for child in head.subtree:
        if child.i == head.i or abs(child.i - head.i) > NEAR:
            continue
        if child.dep_ in {"poss", "compound", "amod", "pobj"} and _party(reading, [child.i]) is not None:
            return child.i
    return None
