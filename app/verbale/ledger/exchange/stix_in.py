"""Facts from a STIX 2.1 bundle."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.ledger.exchange.entering import Entering, Recorded, entered
from verbale.ledger.exchange.markings import label_named, label_of_marking, narrowest
from verbale.ledger.exchange.outcome import Kept, Taken
from verbale.ledger.exchange.scales import Grade, grade
from verbale.ledger.exchange.tags import told_by
from verbale.ledger.exchange.wording import stated_words
from verbale.model.category import Category
from verbale.model.errors import UserError
from verbale.model.evidence import Quantity
from verbale.model.fact import Fact
from verbale.model.tlp import Tlp
from verbale.model.when import When
from verbale.model.yardstick import Yardstick

Thing = Mapping[str, Any]

NOUNS = {
    "indicator": "indicator",
    "malware": "malware",
    "tool": "tool",
    "vulnerability": "vulnerability",
    "infrastructure": "infrastructure",
    "attack-pattern": "technique",
    "incident": "incident",
    "threat-actor": "threat actor",
    "intrusion-set": "intrusion set",
    "campaign": "campaign",
    "identity": "organisation",
    "location": "location",
    "course-of-action": "course of action",
    "report": "report",
    "observed-data": "observation",
}
"""What a sentence calls a thing; “attack” is no word for what nobody has established."""
RECORDED = {
    "indicator": Category.TECHNICAL,
    "malware": Category.TECHNICAL,
    "tool": Category.TECHNICAL,
    "vulnerability": Category.TECHNICAL,
    "infrastructure": Category.TECHNICAL,
    "attack-pattern": Category.VECTOR,
    "incident": Category.EFFECT,
}
AUTHORS = frozenset({"threat-actor", "intrusion-set", "campaign"})
VERBS = {
    "uses": "uses",
    "indicates": "points to",
    "targets": "is aimed at",
    "attributed-to": "is attributed to",
    "exploits": "exploits",
    "variant-of": "is a variant of",
    "impersonates": "impersonates",
    "mitigates": "mitigates",
    "compromises": "compromises",
    "originates-from": "originates from",
    "located-at": "is located at",
    "delivers": "delivers",
    "drops": "drops",
    "controls": "controls",
}
ABOUT_AUTHOR = frozenset({"attributed-to", "originates-from", "impersonates"})
SAID = frozenset({"note", "report"})
USED = frozenset(
    {
        *("type", "spec_version", "id", "created", "modified", "created_by_ref", "name", "confidence"),
        *("revoked", "object_marking_refs", "granular_markings", "labels", "content", "object_refs"),
        *("source_ref", "target_ref", "relationship_type", "sighting_of_ref", "count", "number_observed"),
    }
)


@dataclass(frozen=True, slots=True)
class StixBundle:
    """A bundle's things by their ids."""

    things: tuple[Thing, ...]
    by_id: Mapping[str, Thing]
    entering: Entering
    yardstick: Yardstick

    def outcomes(self) -> Iterator[tuple[Fact | None, Taken | Kept]]:
        """Each thing with the fact that it became, if it did."""
        for thing in self.things:
            yield self._outcome(thing)

    def _outcome(self, thing: Thing) -> tuple[Fact | None, Taken | Kept]:
        id, kind = str(thing.get("id", "?")), str(thing.get("type", "?"))
        reason = _invalid(thing)
        recorded = None if reason else self._recorded(thing, kind)
        if recorded is None:
            return None, Kept(id, kind, reason or self._why_kept(thing, kind), _json(thing))
        fact = entered(recorded, self.entering)
        kept = [name for name in thing if name not in USED]
        kept += [f"label {tag}" for tag in recorded.told.placeless]
        kept += [f"marking {one}" for one in self._markings(thing) if self._label(one) is None]
        if "confidence" in thing and recorded.grade.words is None:
            kept.append(f"confidence {thing['confidence']}")
        mapped = [f"{fact.category}, {fact.status}", fact.tlp]
        mapped += (
            [f"confidence {thing['confidence']} as {recorded.grade.words}"] if recorded.grade.words else []
        )
        return fact, Taken(id, fact.id, tuple(mapped), tuple(kept), _json(thing))

    def _recorded(self, thing: Thing, kind: str) -> Recorded | None:
        words = self._words(thing, kind)
        if words is None:
            return None
        told = told_by(thing.get("labels", ()), self.yardstick)
        return Recorded(
            id=f"stix-{thing['id'].replace('--', '-')}"[:64],
            clause=words.clause,
            category=words.category,
            producer=self._producer(thing),
            said_by=words.said_by,
            at=When.parse(_second(str(thing.get("modified") or thing["created"]))),
            tlp=self._tlp(thing),
            ref=str(thing["id"]),
            stated=words.stated,
            author=words.author,
            revoked=bool(thing.get("revoked")),
            quantities=words.quantities,
            told=told,
            grade=self._grade(thing),
        )

    def _words(self, thing: Thing, kind: str) -> "_Words | None":
        if kind == "relationship":
            return self._related(thing)
        if kind == "sighting":
            return self._seen(thing)
        if kind == "observed-data":
            number = int(thing["number_observed"])
            noun = "observation was" if number == 1 else "observations were"
            return _Words(
                f"{number} {noun} recorded from {_second(str(thing['first_observed']))} "
                f"to {_second(str(thing['last_observed']))}",
                Category.EVIDENCE,
                quantities=(Quantity(low=number, high=number, unit="observations"),),
            )
        if kind == "note":
            return self._noted(thing)
        if kind == "report":
            return _Words(
                f"there is a report with the title {self._called(thing)}", Category.STATEMENT, stated=True
            )
        if kind in AUTHORS:
            clause = f"there are links to the {self._phrase(thing).removeprefix('the ')}"
            return _Words(clause, Category.STATEMENT, stated=True, author=True)
        if kind in RECORDED:
            return _Words(f"{self._phrase(thing)} was recorded", RECORDED[kind])
        return None

    def _related(self, thing: Thing) -> "_Words | None":
        ends = [self.by_id.get(thing["source_ref"]), self.by_id.get(thing["target_ref"])]
        if ends[0] is None or ends[1] is None:
            return None
        kind = str(thing["relationship_type"])
        verb = VERBS.get(kind, f"is recorded as “{kind}” of")
        author = kind in ABOUT_AUTHOR or any(end and end["type"] in AUTHORS for end in ends)
        clause = f"{self._phrase(ends[0])} {verb} {self._phrase(ends[1])}"
        return _Words(clause, Category.TECHNICAL, stated=author, author=author)

    def _seen(self, thing: Thing) -> "_Words | None":
        what = self.by_id.get(thing["sighting_of_ref"])
        if what is None:
            return None
        count = thing.get("count")
        times = "" if count is None else " once" if count == 1 else f" {count} times"
        author = what["type"] in AUTHORS
        quantities = () if count is None else (Quantity(low=count, high=count, unit="sightings"),)
        return _Words(
            f"{self._phrase(what)} was seen{times}",
            Category.TECHNICAL,
            stated=author,
            author=author,
            quantities=quantities,
        )

    def _noted(self, thing: Thing) -> "_Words":
        content = " ".join(str(thing["content"]).split())
        ours = stated_words(content)
        if ours is not None and told_by(thing.get("labels", ()), self.yardstick).status is not None:
            return _Words(ours.clause, Category.CONTEXT, stated=bool(ours.said_by), said_by=ours.said_by)
        about = [self.by_id.get(id, {}).get("type") for id in thing.get("object_refs", ())]
        author = any(kind in AUTHORS for kind in about)
        return _Words(f"“{content[:2000]}”", Category.STATEMENT, stated=True, author=author)

    def _called(self, thing: Thing) -> str:
        name = " ".join(str(thing.get("name") or thing["id"]).split())
        return f"“{name[:200]}”"

    def _phrase(self, thing: Thing) -> str:
        kind = str(thing["type"])
        return f"the {NOUNS.get(kind, kind.replace('-', ' '))} {self._called(thing)}"

    def _producer(self, thing: Thing) -> str:
        maker = self.by_id.get(str(thing.get("created_by_ref")))
        name = " ".join(str(maker.get("name", "")).split()) if maker else ""
        return name or self.entering.sender

    def _markings(self, thing: Thing) -> list[str]:
        granular = [
            str(one["marking_ref"]) for one in thing.get("granular_markings", ()) if "marking_ref" in one
        ]
        return list(dict.fromkeys([*map(str, thing.get("object_marking_refs", ())), *granular]))

    def _label(self, marking: str) -> Tlp | None:
        known = label_of_marking(marking)
        definition = self.by_id.get(marking, {})
        if known or definition.get("definition_type") != "tlp":
            return known
        return label_named(str(definition.get("definition", {}).get("tlp", "")))

    def _tlp(self, thing: Thing) -> Tlp:
        """The narrowest label of the thing, of any part of it, and of what its words name."""
        named = [
            self.by_id.get(str(thing.get(ref)), {}) for ref in ("source_ref", "target_ref", "sighting_of_ref")
        ]
        labels = [self._label(marking) for one in (thing, *named) for marking in self._markings(one)]
        return narrowest([label for label in labels if label], unmarked=self.entering.unmarked)

    def _grade(self, thing: Thing) -> Grade:
        value = thing.get("confidence")
        return grade(value, self.entering.scale, self.yardstick) if isinstance(value, int) else Grade()

    def _why_kept(self, thing: Thing, kind: str) -> str:
        if kind in ("relationship", "sighting"):
            return "refers to something that is not in the bundle"
        if kind == "identity" and any(one.get("created_by_ref") == thing.get("id") for one in self.things):
            return "named as the source of what it made"
        return WHY_KEPT.get(kind, "has no place in a ledger")


WHY_KEPT = {
    "identity": "a person decides who is concerned, and in which role",
    "location": "a person decides which states are concerned",
    "course-of-action": "advice is worded by a person",
    "opinion": "belongs in a review, which a person records",
    "marking-definition": "read as the label of what it marks, where it is a TLP label",
}


@dataclass(frozen=True, slots=True)
class _Words:
    clause: str
    category: Category
    stated: bool = False
    author: bool = False
    said_by: str | None = None
    quantities: tuple[Quantity, ...] = ()


def read_stix(bundle: Thing, entering: Entering, yardstick: Yardstick) -> StixBundle:
    """The bundle; UserError when it is none, or when what checks it is not installed."""
    things = bundle.get("objects")
    if not isinstance(things, list) or not all(isinstance(one, dict) for one in things):
        raise UserError("The bundle has no list of objects. Give a STIX 2.1 bundle as its producer wrote it.")
    stix_library()
    return StixBundle(tuple(things), {str(one.get("id")): one for one in things}, entering, yardstick)


def stix_library() -> Any:
    """The library that checks STIX; raises UserError with the command that installs it."""
    try:
        import stix2
    except ImportError:
        raise UserError(
            'STIX is read and written with a library of its own. Install it with: pip install "verbale[stix]"'
        ) from None
    return stix2


def _invalid(thing: Thing) -> str | None:
    try:
        stix_library().parse(dict(thing), allow_custom=True)
    except Exception as error:  # the library has a dozen kinds, and lets those of Python through
        return f"is not valid STIX: {' '.join(str(error).split())[:200]}"
    if thing.get("type") not in ("marking-definition", "bundle") and "created" not in thing:
        return "has no time of its own; what refers to it says more"
    return None


def _second(time: str) -> str:
    """A STIX timestamp without parts of a second."""
    return time.partition(".")[0].rstrip("Z") + "Z"


def _json(thing: Thing) -> str:
    return json.dumps(thing, ensure_ascii=False)
