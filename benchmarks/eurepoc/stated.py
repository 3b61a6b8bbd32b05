"""Who has attributed a coded incident to whom, as their statement."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
KINDS: dict[str, str] = tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))[
    "kinds"
]
NOBODY = ("", "Not available", "Unknown", "None", "nan", "none", "NaT")
OWN = "Attacker confirms"
OF_THE_STATE = "Attribution by receiver government / state entity"
INSTITUTION = re.compile(
    r"\b(?:Department|Bureau|Agency|Centre|Center|Ministry|Council|Police|[Gg]overnment|Service|Services"
    r"|Organi[sz]ation|Command|Force|Union|Office|Group|Team|Establishment|White House|agencies"
    r"|Army|Treasury|Representative|Prosecutor)\b"
)
COLUMNS = (
    "attribution_basis",
    "attributing_actor",
    "attribution_it_company",
    "attributing_country",
    "attributed_initiator",
    "attributed_initiator_country",
    "attributed_initiator_category",
    "attributed_initiator_subcategory",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement: whose, about whom, and whether it is marked as contested."""

    party: str
    name: str
    country: str
    clause: str
    own: bool
    contested: bool


def stated(row: Row, place: Callable[[str], str]) -> tuple[Stated, ...]:
    """The statements of parties that the record names; each once."""
    columns = {name: entries(row[name]) for name in COLUMNS}
    count = max(map(len, columns.values()), default=0)
    found: dict[tuple[str, str], Stated] = {}
    for number in range(count):
        cell = {name: _cell(values, number, count) for name, values in columns.items()}
        one = _statement(cell, place)
        if one and (one.party, one.clause) not in found:
            found[one.party, one.clause] = one
    return tuple(found.values())


def entries(given: str) -> list[str]:
    """The values of a cell, parted by semicolons outside brackets."""
    return [one.strip() for one in re.split(r";(?![^()]*\))", given)] if given else []


def _cell(values: list[str], number: int, count: int) -> str:
    """The value that belongs to one statement: its own, or the only one there is."""
    value = values[number] if len(values) == count else values[0] if len(values) == 1 else ""
    return "" if value in NOBODY else " ".join(value.split())


def _statement(cell: dict[str, str], place: Callable[[str], str]) -> Stated | None:
    name = cell["attributed_initiator"].split("/")[0].strip()
    name = name if name.count("(") == name.count(")") else name.split("(")[0].strip()
    country = place(cell["attributed_initiator_country"])
    own = cell["attribution_basis"] == OWN
    party = _party(cell, place, own, name)
    if not party:
        return None
    if own and name in (party, ""):
        clause = "it was responsible"
    else:
        clause = f"{_described(cell, name, country)} was responsible"
    contested = cell["attribution_basis"] == "Contested attribution"
    return Stated(party, name, country, clause, own, contested)


def _party(cell: dict[str, str], place: Callable[[str], str], own: bool, name: str) -> str:
    party = cell["attributing_actor"] or cell["attribution_it_company"]
    if party:
        party = party.split(" (today")[0]
        return (
            f"the {party}"
            if INSTITUTION.search(party) and "(" not in party[:1] and not _is_person(party)
            else party
        )
    if own:
        return name
    if country := cell["attributing_country"]:
        kind = "authorities" if cell["attribution_basis"] == OF_THE_STATE else "an unnamed party"
        return f"{kind} in {place(country)}"
    return ""


def _is_person(party: str) -> bool:
    """True for a person with an office in brackets: the office takes no article before the name."""
    return bool(re.match(r"[^(]+\([^)]*(?:,|Minister|Head|Director|President|Secretary|Commissioner)", party))


def _described(cell: dict[str, str], name: str, country: str) -> str:
    kind = KINDS.get(cell["attributed_initiator_subcategory"]) or KINDS.get(
        cell["attributed_initiator_category"], ""
    )
    if country:
        if "a State" in kind:
            kind = kind.replace("a State", country)
        elif kind == "a state body":
            kind = f"a state body of {country}"
        else:
            kind = f"{kind or 'an actor'} in {country}"
    if not name:
        return kind or "an actor that was not identified further"
    return f"{name}, described as {kind}," if kind else name
