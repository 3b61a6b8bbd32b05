"""An incident of ``scenarios.yaml`` at one of its snapshots, as a ledger, in the words of ``words/``."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from verbale.ledger import parse_ledger
from verbale.model.incident import ReleasedText
from verbale.model.ledger import Ledger

WORDS = Path(__file__).with_name("words")
CATEGORIES = {
    "claim_attribution": "claim",
    "claim_press": "press_claim",
    "measure_other": "partner_measure",
    "statement_other": "statement",
    "advisory": "advice",
}
LINKS = ("supported_by", "contradicted_by", "neutral", "supersedes", "conflicts_with")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One incident: what the file has of it, and our words for that."""

    given: dict[str, Any]
    words: dict[str, Any]

    @property
    def id(self) -> str:
        """Its id in the file."""
        return str(self.given["id"])

    @property
    def title(self) -> str:
        """What our words call it."""
        return str(self.words["title"])

    @property
    def snapshots(self) -> tuple[str, ...]:
        """The names of its snapshots, in order."""
        return tuple(self.given["snapshots"])

    def date(self, snapshot: str) -> dt.date:
        """The day of a snapshot."""
        day = self.given["snapshots"][snapshot]
        assert isinstance(day, dt.date)
        return day

    def by(self, snapshot: str) -> tuple[str, ...]:
        """The snapshots up to this one, and it."""
        return self.snapshots[: self.snapshots.index(snapshot) + 1]


def scenarios(file: Path) -> tuple[Scenario, ...]:
    """Every incident of the file with its words."""
    documents = yaml.safe_load_all(file.read_text(encoding="utf-8"))
    return tuple(
        Scenario(one, yaml.safe_load((WORDS / f"{one['id']}.yaml").read_text(encoding="utf-8")))
        for one in documents
    )


def ledger_at(scenario: Scenario, snapshot: str, released: tuple[ReleasedText, ...] = ()) -> Ledger:
    """The ledger as it stood at a snapshot, after ``released`` had gone out."""
    words, date = scenario.words, scenario.date(snapshot)
    facts = [f for raw in scenario.given["facts"] if (f := _fact(raw, scenario, snapshot))]
    facts += [f for added in words["added"] if (f := _added(added, scenario, snapshot))]
    known = {fact["id"] for fact in facts}
    cause = [words["cause"][name] for name in scenario.by(snapshot) if name in words["cause"]][-1]
    actors = [{"id": id, "kind": "state", **fields} for id, fields in words["actors"].items()]
    content = {
        "incident": {
            "id": f"{scenario.id}-{snapshot}",
            **{name: words[name] for name in ("title", "called", "rsit", "sectors", "severity", "yardstick")},
            "cause_class": cause,
            "started_at": str(scenario.date(scenario.snapshots[0])),
            "aware_at": str(scenario.date(scenario.snapshots[0])),
            "next_update_at": f"{_next(scenario, snapshot)}T12:00Z",
            "hypotheses": [
                _linked({"id": f"{scenario.id}-{id}", **fields}, known)
                for id, fields in words["hypotheses"].items()
            ],
            "released_texts": [json.loads(one.model_dump_json()) for one in released],
            "corrections": [
                {"known_since": str(date), **{k: v for k, v in one.items() if k != "from"}}
                for one in words.get("corrections", ())
                if one["from"] in scenario.by(snapshot)
            ],
        },
        "issuer": _issuer(words, actors[0]),
        "actors": actors,
        "facts": [_linked(fact, known) for fact in facts],
        "correspondence": [_letter(one, actors, date) for one in _letters(words, actors)],
        "translations": words.get("translations", []),
    }
    return parse_ledger(yaml.safe_dump(content, sort_keys=False), name=f"{scenario.id} at {snapshot}")


def _fact(raw: dict[str, Any], scenario: Scenario, snapshot: str) -> dict[str, Any] | None:
    """A fact of the file as it stood then, or None where it was not there yet."""
    past = scenario.by(snapshot)
    steps = [(name, raw["status"][name]) for name in past if name in raw["status"]]
    if not steps:
        return None
    words = dict(scenario.words["facts"][raw["id"]])
    for name, more in words.pop("at", {}).items():
        words |= more if name in past else {}
    category = CATEGORIES.get(raw["cat"], raw["cat"])
    fact = {
        "id": raw["id"],
        "category": category,
        "status": steps[-1][1],
        "history": [{"status": status, "at": str(scenario.date(name))} for name, status in steps],
        "as_of": str(scenario.date(snapshot)),
        "source": {"type": _source(category), "reliability": raw["adm"][0], "ref": raw.get("url", "none")},
        "credibility": raw["adm"][1],
        "origin": f"{scenario.id}-{raw['origin']}",
        "tlp": raw.get("tlp", "TLP:CLEAR"),
    }
    if raw.get("supersedes"):
        fact["supersedes"] = [raw["supersedes"]]
    fact |= words
    if fact["status"] == "to_be_established":
        fact.pop("said_by", None)
    return fact


def _added(added: dict[str, Any], scenario: Scenario, snapshot: str) -> dict[str, Any] | None:
    """A fact that was added on conversion."""
    words = dict(added)
    if words.pop("from", scenario.snapshots[0]) not in scenario.by(snapshot):
        return None
    grade = words.pop("adm", "A1")
    return {
        "status": "known",
        "as_of": str(scenario.date(snapshot)),
        "source": {"type": "own", "reliability": grade[0]},
        "credibility": grade[1],
        "tlp": "TLP:CLEAR",
        **words,
    }


def _next(scenario: Scenario, snapshot: str) -> dt.date:
    """The day of the next snapshot, so that what is promised is kept; after the last, the day after."""
    later = scenario.snapshots[len(scenario.by(snapshot)) :]
    return scenario.date(later[0]) if later else scenario.date(snapshot) + dt.timedelta(days=1)


def _source(category: str) -> str:
    return {"press_claim": "press", "denial": "actor"}.get(category, "authority")


def _linked(entry: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """The entry with its links to facts, less those that are not there yet."""
    return {k: [id for id in v if id in known] if k in LINKS else v for k, v in entry.items()}


def _issuer(words: dict[str, Any], victim: dict[str, Any]) -> dict[str, Any]:
    name = words["issuer"]["name"]
    ministry = f"Operations room of the Ministry of Foreign Affairs of {victim['short_name']}"
    desk = {"audience": "press", "name": f"Press desk of the {name}", "email": "press@office.example"}
    return {
        **words["issuer"],
        "state": victim["id"],
        "place": victim["capital"],
        "contacts": [
            {**desk, "phone": "+999 20 555 0100", "hours": "at all hours"},
            {"audience": "public", "name": "Information line", "phone": "+999 20 555 0111"},
            {"audience": "technical", "name": "National CERT", "email": "cert@office.example"},
            {"audience": "diplomatic", "name": ministry, "email": "operations@mfa.example"},
        ],
    }


def _letters(words: dict[str, Any], actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letters of our words, or else one to the state that has been spoken of, or to the next after."""
    if "letters" in words:
        return list(words["letters"])
    states = [one for one in actors[1:] if one["kind"] == "state"]
    spoken_of = [one for one in states if one["role"] == "concerned"]
    return [{"state": (spoken_of or states)[0]["id"]}]


def _letter(one: dict[str, Any], actors: list[dict[str, Any]], date: dt.date) -> dict[str, Any]:
    to = next(actor for actor in actors if actor["id"] == one["state"])
    more = {k: v for k, v in one.items() if k != "state"}
    return {
        "id": f"n-{to['id']}",
        "sender": f"the Ministry of Foreign Affairs of {actors[0]['short_name']}",
        "addressee": f"the Embassy of {to['short_name']}",
        "addressee_state": to["id"],
        "number": f"1/{date.year}",
        "dated": str(date),
        "place": actors[0]["capital"],
        "asks": ["observations of the same kind", "an office that can be reached for technical questions"],
        "reply_by": str(date + dt.timedelta(days=3)),
        "channel": "the operations room of the Ministry",
        **more,
    }
