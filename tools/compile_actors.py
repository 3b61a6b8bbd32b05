"""Compiles the actors that the linter knows from maintained packages and our own lists. For developers.

    python tools/compile_actors.py    writes lexicons/en/actors/compiled.json

Packages: pymispgalaxies (groups, services, capitals), Babel and pycountry (names of states), pyspellchecker
(how usual a word is, so that groups named by ordinary words are told apart), pinned in the lock file.
"""

import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pycountry
import pymispgalaxies
from babel import Locale
from spellchecker import SpellChecker

from verbale.lint.fold import fold

FOLDER = Path(__file__).parent.parent / "lexicons" / "en" / "actors"
TARGET = FOLDER / "compiled.json"
CLUSTERS = Path(pymispgalaxies.__file__).parent / "data" / "misp-galaxy" / "clusters"
GROUPS = (
    "threat-actor",
    "microsoft-activity-group",
    "mitre-enterprise-attack-intrusion-set",
    "mitre-intrusion-set",
    "tidal-groups",
    "360net",
)
PACKAGES = ("babel", "pycountry", "pymispgalaxies", "pyspellchecker")
USUAL = 900
"""A word counted this often in the spelling list is an everyday word: a name needs a telling neighbour."""
EVERYDAY_NAMES = (
    "play",
    "hive",
    "maze",
    "royal",
    "conti",
    "medusa",
    "anonymous",
    "akira",
    "sandman",
    "lazarus",
)
NUMBERED = re.compile(
    r"(APT|FIN|TA|UNC|UAC|UNK|TEMP|ATK|ITG|TAG|DEV|Storm|GTG|CTG|TG|Group)[ ._-]?(\d[\w]*)", re.I
)
LATIN = re.compile(r"[\x20-\x7eÀ-ſ‘’$]+")

Row = tuple[str, str, str]
"""A form, whether it counts only as capitalised ("exact" or "any"), and the context it needs."""


@dataclass
class Compiled:
    """An actor with its forms, as it is written to the file."""

    id: str
    name: str
    kind: str
    state: str | None
    forms: list[Row] = field(default_factory=list)


class Register:
    """All actors so far; a form belongs to the first that claims it."""

    def __init__(self, dropped: set[str]) -> None:
        self.actors: dict[str, Compiled] = {}
        self._taken = {fold(word) for word in dropped}

    def add(self, actor: Compiled, forms: Iterator[Row] | list[Row]) -> None:
        kept = self.actors.setdefault(actor.id, actor)
        for form, case, context in forms:
            if fold(form) not in self._taken and len(form) > 1:
                self._taken.add(fold(form))
                kept.forms.append((form, case, context))


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def cluster(name: str) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = json.loads((CLUSTERS / f"{name}.json").read_text(encoding="utf-8"))[
        "values"
    ]
    return values


def slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def add_states(register: Register, ambiguity: dict[str, set[str]]) -> None:
    babel = Locale("en").territories
    capitals = {
        v["meta"]["ISO"]: v["meta"]["Capital"] for v in cluster("country") if v.get("meta", {}).get("Capital")
    }
    adjectives: list[tuple[str, str, str]] = []
    for code, own in table("states.toml")["states"].items():
        short = babel[code].replace(" SAR China", "").replace("&", "and")
        if " - " in short:
            short = {"CD": "Congo", "CG": "Congo-Brazzaville"}[code]
        names = [part.strip(" )") for part in short.split("(")]
        country = pycountry.countries.get(alpha_2=code)
        for key in ("common_name", "name", "official_name"):
            name = getattr(country, key, "") if country else ""
            if name and "," not in name and "(" not in name:
                names.append(name)
        names += own.get("names", [])
        main = names[0]
        state = Compiled(code, main, "state", code)
        people = own.get("people", [a + "s" for a in own.get("adjectives", ()) if re.search(r"(?:an|i)$", a)])
        register.add(state, [name_row(n, ambiguity) for n in [*names, *people]])
        seats = [*([capitals[code]] if code in capitals else []), *own.get("seats", ())]
        capital = Compiled(f"{code}/capital", main, "capital", code)
        register.add(
            capital,
            [(s, "exact", "homonym" if s in ambiguity["homonyms"] else "place") for s in seats if s != main],
        )
        register.add(
            Compiled(f"{code}/leader", main, "organ", code),
            [(w, "exact", "") for w in own.get("leaders", ())],
        )
        adjectives += [(code, main, a) for a in own.get("adjectives", ())]
    for code, main, adjective in adjectives:
        register.add(
            Compiled(f"{code}/adjective", main, "state_adjective", code), [name_row(adjective, ambiguity)]
        )


def name_row(name: str, ambiguity: dict[str, set[str]]) -> Row:
    exact = len(name) < 6 or name in ambiguity["words"] or name in ambiguity["persons"]
    context = "person" if name in ambiguity["persons"] else ""
    return (name.removeprefix("the "), "exact" if exact else "any", context)


def add_organs(register: Register) -> None:
    tables = table("organs.toml")
    unclear = set(tables["unclear"]["words"])
    for state, words in tables["organs"].items():
        for word in words:
            actor = Compiled(f"{state}/{slug(word)}", word, "organ", state)
            register.add(actor, [(word, "exact", "topic" if word in unclear else "")])
    listed: dict[str, set[str]] = {}
    for value in cluster("intelligence-agencies"):
        name = re.sub(r"\s*[(\[].*", "", value["value"]).strip()
        if " " in name and LATIN.fullmatch(name):
            listed.setdefault(name, set()).add(value["meta"].get("country") or "")
    for word in tables["shared"]["words"]:
        register.add(Compiled(f"organ/{slug(word)}", word, "organ", None), [(word, "exact", "")])
    for name, states in sorted(listed.items()):
        state = next(iter(states)) if len(states) == 1 else ""
        register.add(
            Compiled(f"{state or 'organ'}/{slug(name)}", name, "organ", state or None), [(name, "exact", "")]
        )


def group_forms(alias: str, spelling: SpellChecker) -> Iterator[Row]:
    alias = re.sub(
        r"\s+-\s+G\d{4}$|\s*\((?:Deprecated|G\d{4}|Group|IBM|NHSC|QiAnXin)\)$|\s*\[.*\]$", "", alias
    ).strip()
    alias = re.sub(r"^Subgroup: ", "", alias)
    if (
        not LATIN.fullmatch(alias)
        or alias.startswith("Operation ")
        or re.search(r"[(),/&]|campaign|\d{2} ?/ ?\d", alias)
    ):
        return
    numbered = NUMBERED.fullmatch(alias)
    if numbered:
        for joint in ("", " ", "-"):
            yield f"{numbered[1]}{joint}{numbered[2]}", "any", ""
        return
    if re.search(r"\d", alias):
        yield alias, "exact" if len(alias) < 6 else "any", "topic" if len(alias) < 5 else ""
        return
    letters = alias.replace(" ", "")
    if len(letters) < 4:
        return
    if alias.isupper() and (" " in alias or len(alias) > 5):
        alias = alias.title()
    words = [word.lower() for word in re.split(r"[\s-]", alias)]
    counts = [spelling.word_frequency[w] if w in spelling else 0 for w in words]
    if len(words) == 1 and (counts[0] >= USUAL or words[0] in EVERYDAY_NAMES):
        yield alias, "exact", "neighbour"
    elif all(counts) or len(letters) == 4:
        yield alias, "exact", "topic"
    else:
        yield alias, "exact", ""


def add_groups(register: Register) -> None:
    spelling = SpellChecker(language="en")
    own = table("groups.toml")["group"]
    known = {g["name"].lower(): g.get("state") for g in own}
    for group in own:
        actor = Compiled(f"group/{slug(group['name'])}", group["name"], "group", group.get("state"))
        register.add(
            actor,
            itertools.chain(*(group_forms(a, spelling) for a in [group["name"], *group.get("aliases", ())])),
        )
    for name in GROUPS:
        for value in cluster(name):
            meta = value.get("meta", {})
            aliases = [value["value"], *meta.get("synonyms", ())]
            state = meta.get("country") or None
            forms = list(itertools.chain(*(group_forms(alias, spelling) for alias in aliases)))
            if forms and forms[0][0].lower() not in known:
                register.add(Compiled(f"group/{slug(forms[0][0])}", forms[0][0], "group", state), forms)


def add_classes(register: Register) -> None:
    tables = table("classes.toml")
    for name, context in (("alone", "class"), ("vague", "topic")):
        for pattern in tables[name]["patterns"]:
            for words in itertools.product(*(place.split("/") for place in pattern.split())):
                add_class(register, " ".join(words), context)
    attached = tables["attached"]
    for head, joint, tail in itertools.product(attached["heads"], "- ", attached["tails"]):
        add_class(register, f"{head}{joint}{tail}", "attached")


def add_class(register: Register, form: str, context: str) -> None:
    register.add(Compiled(f"class/{slug(form)}", form, "class", None), [(form, "any", context)])


def compiled() -> str:
    """The file's text: one actor a line, in an order that does not depend on the machine."""
    tables = table("ambiguity.toml")
    ambiguity = {name: set(values["words"]) for name, values in tables.items()}
    register = Register(ambiguity["dropped"])
    add_states(register, ambiguity)
    add_organs(register)
    add_groups(register)
    add_classes(register)
    rows = [
        json.dumps([a.id, a.name, a.kind, a.state, a.forms], ensure_ascii=False)
        for a in sorted(register.actors.values(), key=lambda a: a.id)
        if a.forms
    ]
    made_from = json.dumps({package: version(package) for package in PACKAGES})
    return f'{{"made_from": {made_from},\n"actors": [\n' + ",\n".join(rows) + "\n]}\n"


if __name__ == "__main__":
    TARGET.write_text(compiled(), encoding="utf-8")
