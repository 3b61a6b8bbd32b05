"""Facts from a MISP event, as MISP itself exports it in JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from verbale.ledger.exchange.entering import Entering, Recorded, entered
from verbale.ledger.exchange.markings import label_named, narrowest
from verbale.ledger.exchange.outcome import Kept, Taken
from verbale.ledger.exchange.tags import told_by
from verbale.ledger.exchange.wording import stated_words
from verbale.model.category import Category
from verbale.model.digest import text_hash
from verbale.model.fact import Fact
from verbale.model.when import When
from verbale.model.yardstick import Yardstick

Thing = Mapping[str, Any]

CATEGORIES = {
    "Antivirus detection": Category.TECHNICAL,
    "Artifacts dropped": Category.TECHNICAL,
    "Attribution": Category.STATEMENT,
    "Financial fraud": Category.IMPACT,
    "Network activity": Category.TECHNICAL,
    "Other": Category.CONTEXT,
    "Payload delivery": Category.VECTOR,
    "Payload installation": Category.TECHNICAL,
    "Payload type": Category.TECHNICAL,
    "Persistence mechanism": Category.TECHNICAL,
    "Targeting data": Category.VICTIM_IDENTITY,
}
"""MISP core format: categories of attributes that a fact has a place for."""
ABOUT_AUTHOR = frozenset({"threat-actor", "campaign-id", "campaign-name"})
"""Types of attributes that bear on the author, beside those of the category Attribution."""
USED = frozenset({"uuid", "id", "type", "category", "value", "timestamp", "Tag", "name", "Attribute", "info"})


@dataclass(frozen=True, slots=True)
class MispEvent:
    """One event."""

    event: Thing
    entering: Entering
    yardstick: Yardstick

    def outcomes(self) -> Iterator[tuple[Fact | None, Taken | Kept]]:
        """Each attribute and object with the fact that it became, if it did; then what stays beside."""
        for attribute in _listed(self.event, "Attribute"):
            yield self._attribute(attribute)
        for thing in _listed(self.event, "Object"):
            yield self._object(thing)
        for galaxy in _listed(self.event, "Galaxy"):
            yield None, _kept(galaxy, "Galaxy", "a person decides who is concerned, and in which role")
        for name in ("EventReport", "RelatedEvent", "ShadowAttribute"):
            for thing in _listed(self.event, name):
                yield None, _kept(thing, name, "has no place in a ledger")
        rest = {
            name: value
            for name, value in self.event.items()
            if value and name not in ("Attribute", "Object", "Galaxy", "EventReport", "RelatedEvent", "Tag")
        }
        rest["Tag"] = list(told_by(_tags(self.event), self.yardstick).placeless)
        yield None, _kept(rest, "Event", "the frame of the event: its makers, dates, distribution and tags")

    def _attribute(self, thing: Thing) -> tuple[Fact | None, Taken | Kept]:
        kind, value = str(thing.get("type", "?")), " ".join(str(thing.get("value", "")).split())
        category = CATEGORIES.get(str(thing.get("category")))
        ours = stated_words(value) if kind in ("comment", "text") else None
        if thing.get("deleted"):
            return None, _kept(thing, kind, "was deleted by its maker")
        if not value or (category is None and ours is None):
            return None, _kept(thing, kind, f"has no place: category {thing.get('category')}")
        if ours is not None:
            return self._taken(thing, ours.clause, Category.CONTEXT, said_by=ours.said_by)
        author = category is Category.STATEMENT or kind in ABOUT_AUTHOR
        clause = (
            f"there are links to “{value[:2000]}” ({kind})"
            if author
            else f"the {kind} “{value[:2000]}” was recorded"
        )
        return self._taken(thing, clause, category or Category.CONTEXT, author=author)

    def _object(self, thing: Thing) -> tuple[Fact | None, Taken | Kept]:
        kind = str(thing.get("name", "?"))
        values = [
            f"{one.get('object_relation')} “{one.get('value')}”"
            for one in _listed(thing, "Attribute")
            if one.get("value") and not one.get("deleted")
        ]
        if thing.get("deleted") or not values:
            return None, _kept(
                thing, kind, "was deleted by its maker" if thing.get("deleted") else "is empty"
            )
        clause = f"a {kind} was recorded with {', '.join(values)}"[:3000]
        return self._taken(thing, clause, Category.TECHNICAL)

    def _taken(
        self,
        thing: Thing,
        clause: str,
        category: Category,
        *,
        author: bool = False,
        said_by: str | None = None,
    ) -> tuple[Fact, Taken]:
        within = [tag for one in _listed(thing, "Attribute") for tag in _tags(one)]
        tags = [*_tags(thing), *within, *_tags(self.event)]
        labels = [label for tag in tags if (label := label_named(tag)) and tag.lower().startswith("tlp:")]
        told = told_by(tags, self.yardstick)
        id = str(thing.get("uuid") or thing.get("id") or text_hash(_json(thing))[:32])
        fact = entered(
            Recorded(
                id=f"misp-{id}"[:64],
                clause=clause,
                category=category,
                producer=self._producer(),
                said_by=said_by,
                at=_when(thing, self.event),
                tlp=narrowest(labels, unmarked=self.entering.unmarked),
                ref=f"{self.event.get('uuid')}/{id}",
                stated=said_by is not None,
                author=author,
                told=told,
            ),
            self.entering,
        )
        own = told_by(_tags(thing), self.yardstick).placeless
        kept = [name for name, value in thing.items() if name not in USED and value]
        kept += [f"tag {tag}" for tag in own]
        return fact, Taken(
            id, fact.id, (f"{fact.category}, {fact.status}", fact.tlp), tuple(kept), _json(thing)
        )

    def _producer(self) -> str:
        organisation = self.event.get("Orgc") or self.event.get("Org")
        name = organisation.get("name") if isinstance(organisation, dict) else None
        return " ".join(str(name).split()) if name else self.entering.sender


def _listed(thing: Thing, name: str) -> list[Thing]:
    found = thing.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _tags(thing: Thing) -> list[str]:
    return [str(tag.get("name", "")) for tag in _listed(thing, "Tag")]


def _when(thing: Thing, event: Thing) -> When:
    for seconds in (thing.get("timestamp"), event.get("timestamp")):
        if str(seconds).isdecimal():
            return When.at(datetime.fromtimestamp(int(str(seconds)), UTC))
    return When.parse(str(event.get("date", "1970-01-01")))


def _kept(thing: Thing, kind: str, reason: str) -> Kept:
    return Kept(str(thing.get("uuid") or thing.get("id") or "?"), kind, reason, _json(thing))


def _json(thing: Thing) -> str:
    return json.dumps(thing, ensure_ascii=False)
