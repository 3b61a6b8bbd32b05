"""A ledger's facts as a STIX 2.1 bundle: the incident, and a note for each fact."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from verbale.ledger.exchange.allowed import Leaving
from verbale.ledger.exchange.markings import TLP2_CREATED, TLP2_EXTENSION, TLP2_IDS
from verbale.ledger.exchange.scales import number_of
from verbale.ledger.exchange.stix_in import stix_library
from verbale.ledger.exchange.tags import EXERCISE, tags_of
from verbale.ledger.exchange.wording import line_of
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp

NAMESPACE = UUID("7a4c1d1e-53a0-4c86-9d86-0f5c3b5e9a11")
"""From which ids are derived (RFC 9562, version 5), so that the same fact keeps its id in every export."""


def to_stix(ledger: Ledger, leaving: Leaving, audience: Tlp) -> str:
    """The bundle as JSON, marked with TLP 2.0 by its published definitions.

    Identity and incident are marked like the audience; each note like its fact. Sources are not named.
    """
    library = stix_library()
    made = [_marking(label) for label in Tlp if label in {audience, *(fact.tlp for fact in leaving.facts)}]
    times = [_time(fact) for fact in leaving.facts]
    common = {
        "spec_version": "2.1",
        "created": min(times, default=TLP2_CREATED),
        "modified": max(times, default=TLP2_CREATED),
        "object_marking_refs": [TLP2_IDS[audience]],
    }
    exercise = ledger.incident.exercise
    identity = {
        "type": "identity",
        "id": _id(ledger, "identity", ledger.issuer.name),
        "name": ledger.issuer.name,
        "identity_class": "organization",
        **common,
    }
    incident = {
        "type": "incident",
        "id": _id(ledger, "incident", ledger.incident.id),
        "created_by_ref": identity["id"],
        "name": f"EXERCISE: {ledger.incident.title}" if exercise else ledger.incident.title,
        **common,
        **({"labels": [EXERCISE]} if exercise else {}),
    }
    made += [identity, incident]
    made += [_note(ledger, fact, str(identity["id"]), str(incident["id"])) for fact in leaving.facts]
    things = [library.parse(one, allow_custom=False) for one in made]
    bundle = library.Bundle(things, id=_id(ledger, "bundle", f"{audience}:{max(times, default='')}"))
    return str(bundle.serialize(pretty=True)) + "\n"


def _note(ledger: Ledger, fact: Fact, maker: str, incident: str) -> dict[str, Any]:
    number = number_of(fact, ledger.incident.yardstick)
    exercise = ledger.incident.exercise
    line = line_of(ledger, fact)
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": _id(ledger, "note", fact.id),
        "created": _first(fact),
        "modified": _time(fact),
        "created_by_ref": maker,
        "abstract": "EXERCISE EXERCISE EXERCISE" if exercise else fact.category.meaning,
        "content": line,
        "object_refs": [incident],
        "labels": list(tags_of(fact, ledger.incident.yardstick, exercise=exercise)),
        "object_marking_refs": [TLP2_IDS[fact.tlp]],
        **({"confidence": number[0]} if number else {}),
    }


def _marking(label: Tlp) -> dict[str, Any]:
    level = label.removeprefix("TLP:").lower()
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP2_IDS[label],
        "created": TLP2_CREATED,
        "name": str(label),
        "extensions": {TLP2_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level}},
    }


def _id(ledger: Ledger, kind: str, name: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, f'{ledger.issuer.name}/{ledger.incident.id}/{kind}/{name}')}"


def _time(fact: Fact) -> str:
    return _written(fact.as_of.earliest)


def _first(fact: Fact) -> str:
    return _written(min([fact.as_of.earliest, *(change.at.earliest for change in fact.history)]))


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
