"""A ledger's facts as a MISP event: one attribute of the type text for each."""

import json
from uuid import uuid5

from verbale.ledger.exchange.allowed import Leaving
from verbale.ledger.exchange.stix_out import NAMESPACE
from verbale.ledger.exchange.tags import EXERCISE, tags_of
from verbale.ledger.exchange.wording import EXERCISE_MARK, line_of
from verbale.model.ledger import Ledger
from verbale.model.tlp import Tlp

ORGANISATION_ONLY, THREAT_UNDEFINED, ANALYSIS_ONGOING = "0", "4", "1"
"""MISP core format: nobody else sees the event until its owner shares it; no judgement of the threat."""


def to_misp(ledger: Ledger, leaving: Leaving, audience: Tlp) -> str:
    """The event as JSON, marked by machine tags of the MISP taxonomies; sources are not named."""
    incident = ledger.incident
    mark = EXERCISE_MARK if incident.exercise else ""
    latest = max((fact.as_of.earliest for fact in leaving.facts), default=None)
    tags = [_tag_of(audience), *([EXERCISE] if incident.exercise else [])]
    event = {
        "uuid": _uuid(ledger, "event"),
        "info": f"{mark}{incident.title}",
        "date": f"{latest:%Y-%m-%d}" if latest else "1970-01-01",
        "timestamp": str(int(latest.timestamp())) if latest else "0",
        "published": False,
        "distribution": ORGANISATION_ONLY,
        "threat_level_id": THREAT_UNDEFINED,
        "analysis": ANALYSIS_ONGOING,
        "Orgc": {"name": ledger.issuer.name, "uuid": _uuid(ledger, "issuer")},
        "Tag": [{"name": tag} for tag in tags],
        "Attribute": [
            {
                "uuid": _uuid(ledger, f"fact/{fact.id}"),
                "type": "text",
                "category": "Other",
                "value": f"{mark}{line_of(ledger, fact)}",
                "comment": fact.category.meaning,
                "to_ids": False,
                "distribution": ORGANISATION_ONLY,
                "timestamp": str(int(fact.as_of.earliest.timestamp())),
                "Tag": [
                    {"name": tag}
                    for tag in (
                        _tag_of(fact.tlp),
                        *tags_of(fact, incident.yardstick, exercise=incident.exercise),
                    )
                ],
            }
            for fact in leaving.facts
        ],
    }
    return json.dumps({"Event": event}, indent=2, ensure_ascii=False) + "\n"


def _tag_of(label: Tlp) -> str:
    return label.lower()


def _uuid(ledger: Ledger, name: str) -> str:
    return str(uuid5(NAMESPACE, f"{ledger.issuer.name}/{ledger.incident.id}/{name}"))
