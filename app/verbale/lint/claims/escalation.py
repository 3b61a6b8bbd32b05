"""Threats, announced or demanded punishment, and terms of war, force or legal threshold."""

from collections.abc import Iterator

from verbale.lint.arguments import objects_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import Needs
from verbale.lint.reading import Mention, Reading, Seen
from verbale.model.claim import Kind

PLAIN = ("threat.phrase", "threat.gap", "threat.noun", "response.reserve")
WRONGDOER = ("agent.bare",)
PARTIES = frozenset({"state", "state_adjective", "capital", "organ", "group", "class", "pointing"})
TOWARDS = frozenset({"on", "against", "for", "to", "of", "from"})

NEEDS: Needs = (
    ("threat.phrase",),
    ("threat.gap",),
    ("threat.noun",),
    ("threat.weak",),
    ("response.reserve",),
    ("threshold",),
)


def escalations(reading: Reading) -> Iterator[Draft]:
    """Every threat and threshold term of the sentence."""
    calm = reading.any("deescalation")
    for seen in reading.all("threat", "response.reserve"):
        if seen.plays("threat.exempt"):
            continue
        if not seen.plays(*PLAIN) or seen.plays("threat.noun.weak"):
            party = _party(reading, seen)
            if party is None or calm is not None:
                continue
        form = "reserve" if seen.plays("response.reserve") else "threat"
        yield draft(reading, Kind.THREAT, form, seen, tokens=_around(reading, seen))
    for seen in reading.all("threshold"):
        if seen.plays("threshold.exempt") or (seen.plays("threshold.weak") and not _cyber(reading, seen)):
            continue
        yield draft(reading, Kind.THRESHOLD, "threshold", seen, tokens=[seen.first, seen.last])


def _party(reading: Reading, seen: Seen) -> int | None:
    """Whom a weak word is turned against: a state, a group or "those responsible" as its object."""
    head = reading.doc[seen.head]
    targets = list(objects_of(head)) if head.pos_ == "VERB" else []
    if head.pos_ != "VERB":
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in TOWARDS:
                targets += [c for c in prep.children if c.dep_ == "pobj"]
    for target in targets:
        if reading.at(target.i, *WRONGDOER) or target.lower_ in {"those", "anyone", "whoever"}:
            return target.i
        for token in target.subtree:
            mention = reading.mention_at(token.i)
            if mention is not None and _is_party(mention) and token.i - target.i <= 3:
                return token.i
    return None


def _is_party(mention: Mention) -> bool:
    return mention.kind in PARTIES


def _cyber(reading: Reading, seen: Seen) -> bool:
    """A word of war counts where a neighbour says that it is about computers."""
    near = reading.doc[max(0, seen.first - 3) : seen.last + 3]
    return any(token.lower_.startswith("cyber") for token in near)


def _around(reading: Reading, seen: Seen) -> list[int]:
    """The cue and the nearest object, so that the words shown make sense."""
    head = reading.doc[seen.head]
    objects = [c.i for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and abs(c.i - head.i) <= 4]
    return [seen.first, seen.last, *objects[:1]]
