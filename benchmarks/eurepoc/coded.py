"""A coded record as a ledger: the coded columns only, in the plain words of ``codes.toml``."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.eurepoc.stated import Stated, entries, stated

from verbale.model.actor import Actor, ActorKind, ActorRole
from verbale.model.category import Category
from verbale.model.cause import CauseClass
from verbale.model.evidence import Source, SourceType
from verbale.model.fact import Fact
from verbale.model.hypothesis import Hypothesis, HypothesisKind
from verbale.model.incident import Incident
from verbale.model.issuer import Audience, Contact, Correspondence, Issuer
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.when import Precision, When

Row = dict[str, str]
CODES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
)
NOT_CODED = ("", "Not available", "Unknown", "None", "nan", "none")
LAST_YEAR = "2022"
"""The last year of the database, for a record without any date."""
AT_ONCE = 6
"""How many countries one sentence names."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What a record has coded, in plain words, and its ledger."""

    id: str
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    effects: tuple[str, ...]
    stated: tuple[Stated, ...]
    contested: bool
    ledger: Ledger


def coded(row: Row) -> Coded:
    """The record in plain words, with its ledger."""
    places = tuple(dict.fromkeys(code for code in _codes(row["receiver_country"]) if code not in NOT_CODED))
    regions = tuple(CODES["regions"][code] for code in places if code in CODES["regions"])
    bodies = tuple(CODES["bodies"][code] for code in places if code in CODES["bodies"])
    countries = tuple(place(code) for code in places if is_state(code))
    sectors = tuple(dict.fromkeys((*_sectors(row), *bodies)))
    effects = tuple(_effects(row))
    said = stated(row, place)
    contested = "Contested attribution" in row["attribution_basis"]
    began = _when(row["start_date"] or row["end_date"])
    facts = (*_facts(began, countries, regions, sectors, effects), *_author_facts(began, said, contested))
    victims = tuple(_state(name, ActorRole.VICTIM) for name in countries)
    actors = (*victims, CASTELLON, *_spoken_of(said, victims))
    return Coded(
        row["ID"], countries, regions, sectors, effects, said, contested, _ledger(row, began, facts, actors)
    )


def place(code: str) -> str:
    """A country or region as it stands in a sentence."""
    return CODES["places"].get(code) or CODES["regions"].get(code) or code


def is_state(code: str) -> bool:
    """True for a country, false for a region or a body."""
    return code not in (*CODES["regions"], *CODES["bodies"], *NOT_CODED, "ISIS") and "(region)" not in code


def _sectors(row: Row) -> Iterator[str]:
    """The parts of a sector where they are coded, else the sector."""
    sectors, parts = _nested(row["receiver_category"]), _nested(row["receiver_category_subcode"])
    for number, sector in enumerate(sectors):
        part = parts[number] if number < len(parts) else ""
        words = CODES["parts"].get(part) or CODES["sectors"].get(sector)
        if words:
            yield words


def _effects(row: Row) -> Iterator[str]:
    for code in entries(row["incident_type"]):
        if code in CODES["effects"]:
            yield CODES["effects"][code]
    for column, table in (("disruption", "durations"), ("physical_effects_spatial", "physical")):
        yield from (words for code, words in CODES[table].items() if row[column].startswith(code))


def _facts(
    began: When, countries: tuple[str, ...], regions: tuple[str, ...], sectors: tuple[str, ...], effects: Any
) -> Iterator[Fact]:
    who = listed(sectors) or "organisations"
    where = (*countries, *regions)
    for number in range(0, max(len(where), 1), AT_ONCE):
        named = listed(where[number : number + AT_ONCE])
        first = f"systems of {who}" if number == 0 else "systems"
        clause = f"{first} in {named} are affected" if named else f"{first} are affected"
        yield _fact(f"effect-{number}", Category.EFFECT, began, clause=clause)
    for number, effect in enumerate(effects):
        yield _fact(f"what-{number}", Category.EFFECT, began, clause=effect)
    yield _fact(
        "response", Category.RESPONSE, began, clause="the competent authorities are examining what happened"
    )
    yield _fact(
        "advice",
        Category.ADVICE,
        began,
        clause="operators should report similar observations to the contact point",
    )
    yield _fact(
        "how",
        Category.VECTOR,
        began,
        status=Status.TO_BE_ESTABLISHED,
        question="how the systems were reached",
    )


def _author_facts(began: When, said: tuple[Stated, ...], contested: bool) -> Iterator[Fact]:
    yield _fact(
        "who",
        Category.ATTRIBUTION_POLITICAL,
        began,
        status=Status.TO_BE_ESTABLISHED,
        question="who is responsible",
        about_author=True,
    )
    for number, one in enumerate(said):
        yield _fact(
            f"said-{number}",
            Category.CLAIM if one.own else Category.STATEMENT,
            began,
            said_by=one.party,
            clause=one.clause,
            about_author=True,
            limits="this attribution is recorded as contested" if one.contested else None,
        )
    if contested:
        yield _fact(
            "contested",
            Category.LIMITS,
            began,
            clause="what has been said about responsibility is recorded as contested",
        )


def _fact(id: str, category: Category, as_of: When, **given: Any) -> Fact:
    fields = {"status": Status.KNOWN, "source": Source(type=SourceType.OPEN), "tlp": Tlp.CLEAR} | given
    return Fact(id=id, category=category, as_of=as_of, **fields)


def _spoken_of(said: tuple[Stated, ...], victims: tuple[Actor, ...]) -> Iterator[Actor]:
    """Those whom somebody has named; a state that is affected itself stays that."""
    known = {actor.name for actor in victims}
    for one in said:
        for name, kind in ((one.country, ActorKind.STATE), (one.name, ActorKind.GROUP)):
            if name and name not in known and (kind is ActorKind.GROUP or is_state_name(name)):
                known.add(name)
                yield Actor(id=_slug(name), kind=kind, role=ActorRole.CONCERNED, name=name)


def is_state_name(name: str) -> bool:
    """True unless the name is that of a region."""
    return name not in CODES["regions"].values() and "(region)" not in name


def _ledger(row: Row, began: When, facts: tuple[Fact, ...], actors: tuple[Actor, ...]) -> Ledger:
    home = next((actor.name for actor in actors if actor.role is ActorRole.VICTIM), "the region")
    year = began.earliest.year
    next_day = When.parse(
        f"{year + 1}-01-02T12:00Z" if began.precision is Precision.YEAR else f"{_day_after(began)}T12:00Z"
    )
    return Ledger(
        incident=Incident(
            id=f"E{row['ID']}",
            title=f"Incident of {_spoken(began)}",
            called=f"the incident of {_spoken(began)}",
            cause_class=CauseClass.MALICIOUS,
            started_at=began,
            next_update_at=next_day,
            hypotheses=HYPOTHESES,
        ),
        issuer=Issuer(
            name=f"National contact point of {home}",
            place="The capital",
            contacts=(
                Contact(audience=Audience.PRESS, name="Press desk", email="press@office.example"),
                Contact(audience=Audience.PUBLIC, name="Information line", phone="+999 20 555 0111"),
            ),
        ),
        actors=actors,
        facts=facts,
        correspondence=(
            Correspondence(
                id="n1",
                sender=f"the Ministry of Foreign Affairs of {home}",
                addressee="the Embassy of Castellon",
                addressee_state=CASTELLON.id,
                number="1",
                dated=began,
                place="The capital",
                channel="the operations room of the Ministry",
            ),
        ),
    )


CASTELLON = Actor(id="castellon", kind=ActorKind.STATE, role=ActorRole.PARTNER, name="Castellon")
HYPOTHESES = tuple(
    Hypothesis(id=f"h-{kind}", kind=kind, text=kind.meaning.rstrip("."))
    for kind in (HypothesisKind.STATE, HypothesisKind.PROXY, HypothesisKind.CRIMINAL, HypothesisKind.ACTIVIST)
)


def _state(name: str, role: ActorRole) -> Actor:
    return Actor(id=_slug(name), kind=ActorKind.STATE, role=role, name=name)


def _when(given: str) -> When:
    """The day; 1 January is the whole year, since the database often knows no more."""
    day = given[:10] or LAST_YEAR
    return When.parse(day[:4] if day.endswith("-01-01") else day)


def _day_after(day: When) -> str:
    return day.latest.date().isoformat()


def _spoken(day: When) -> str:
    from verbale.draft.times import moment

    return moment(day)


def _slug(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()
    return (plain or "unnamed")[:60]


def _codes(given: str) -> list[str]:
    read = ast.literal_eval(given) if given.startswith("[") else []
    return [str(one) for one in read]


def _nested(given: str) -> list[str]:
    read = ast.literal_eval(given) if given.startswith("[") else []
    return [str(one) for inner in read for one in (inner if isinstance(inner, list) else [inner])]


def listed(words: tuple[str, ...]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
