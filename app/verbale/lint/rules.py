"""Rules: what is flagged and why. One file each; patterns over claims."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.lint.limits import FAMILIES
from verbale.lint.suggest import Offer, Place
from verbale.model.claim import Claim, Kind, Standing, Tier
from verbale.model.errors import UserError
from verbale.model.finding import Family, Severity
from verbale.model.rulecard import RuleCard
from verbale.resources import lexicons_folder

TEXTS = ("message", "remedy", "why")
KEYS = frozenset({"severity", "weaker", *TEXTS, "sources", "flags", "allows", "match", "suggestions"})
OFFER_KEYS = frozenset({"wording", "replaces", "safe"})
MATCH_KEYS = frozenset({"claim", "forms", "standing", "tiers", "actor_kinds", "bounded"})


@dataclass(frozen=True, slots=True)
class ClaimPattern:
    """Which claims a rule speaks of. An empty set means any."""

    kind: Kind
    forms: frozenset[str]
    standing: frozenset[Standing]
    tiers: frozenset[Tier]
    actor_kinds: frozenset[str]
    """Kinds of actor ("state", "group", ...); with "none" also claims without one."""
    bounded: bool | None
    """False: not when a qualifier such as "to date" bounds the claim."""

    def matches(self, claim: Claim) -> bool:
        """True when the claim is of this pattern."""
        return (
            claim.kind is self.kind
            and (not self.forms or claim.form in self.forms)
            and (not self.standing or claim.standing in self.standing)
            and (not self.tiers or claim.tier in self.tiers)
            and (not self.actor_kinds or (claim.actor_kind or "none") in self.actor_kinds)
            and (self.bounded is None or self.bounded is claim.bounded)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's card and its pattern; ``weaker`` is the severity where the evidence is no dependency."""

    card: RuleCard
    pattern: ClaimPattern
    weaker: Severity
    offers: tuple[Offer, ...] = ()
    """Wordings offered in place of what was found, in the order in which they are shown."""

    def severity_of(self, claim: Claim) -> Severity:
        """The severity for one claim."""
        return self.card.severity if claim.tier is Tier.DEPENDENCY else self.weaker


def read_rules(folder: Path, house: Path | None = None) -> tuple[Rule, ...]:
    """Rules of a language folder, ``<family>/<rule>.toml``; a house's rule of the same id takes its place.

    Raises UserError naming every file and key that is wrong, all at once.
    """
    problems: list[str] = []
    rules: dict[str, Rule] = {}
    for root in (folder, house):
        if root is not None:
            for family in Family:
                for file in sorted((root / family.value).glob("*.toml")):
                    rule = _read(file, family, problems)
                    if rule is not None:
                        rules[rule.card.id] = rule
    if problems:
        raise UserError("\n".join(problems))
    return tuple(rules.values())


def rule_ids(house: Path | None = None) -> frozenset[str]:
    """Every id of a rule that ships or is a house's own, read off the names of the files."""
    return frozenset(
        f"{family}/{file.stem}"
        for root in (lexicons_folder(), house)
        if root is not None
        for family in Family
        for file in (root / family.value).glob("*.toml")
    ) | {f"{family}/second-reader" for family in FAMILIES}


def _read(file: Path, family: Family, problems: list[str]) -> Rule | None:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file}: this is not TOML in UTF-8 ({error}). Correct it at that place.")
        return None
    found = list(_problems(data))
    if found:
        problems.extend(f"{file}: {problem}" for problem in found)
        return None
    severity = Severity(data["severity"])
    card = RuleCard(
        id=f"{family.value}/{file.stem}",
        family=family,
        severity=severity,
        message=data["message"],
        remedy=data["remedy"],
        why=data["why"],
        sources=tuple(data["sources"]),
        flags=tuple(data["flags"]),
        allows=tuple(data["allows"]),
    )
    match = data["match"]
    pattern = ClaimPattern(
        kind=Kind(match["claim"]),
        forms=frozenset(match.get("forms", ())),
        standing=frozenset(Standing(value) for value in match.get("standing", ())),
        tiers=frozenset(Tier(value) for value in match.get("tiers", ())),
        actor_kinds=frozenset(match.get("actor_kinds", ())),
        bounded=match.get("bounded"),
    )
    offers = tuple(
        Offer(offer["wording"], Place(offer["replaces"]), offer["safe"])
        for offer in data.get("suggestions", ())
    )
    return Rule(card, pattern, Severity(data.get("weaker", data["severity"])), offers)


def _problems(data: dict[str, object]) -> Iterator[str]:
    for key in sorted(set(data) - KEYS):
        yield f'there is no key "{key}" in a rule. Use: {", ".join(sorted(KEYS))}.'
    for key in TEXTS:
        if not isinstance(data.get(key), str):
            yield f'"{key}" is missing. Write {key} = "...".'
    for key in ("sources", "flags", "allows"):
        value = data.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f'"{key}" is not a list of texts. Write {key} = ["...", "..."].'
    for key in ("severity", "weaker"):
        if key in data and data[key] not in list(Severity):
            yield f'{key} = "{data[key]}" is no severity. Choose one of: {", ".join(Severity)}.'
    if "severity" not in data:
        yield f'"severity" is missing. Choose one of: {", ".join(Severity)}.'
    yield from _offer_problems(data.get("suggestions", []))
    match = data.get("match")
    if not isinstance(match, dict):
        yield "the table [match] is missing. Say which claims the rule speaks of."
        return
    for key in sorted(set(match) - MATCH_KEYS):
        yield f'there is no key "{key}" in [match]. Use: {", ".join(sorted(MATCH_KEYS))}.'
    for key, values in (("claim", Kind), ("standing", Standing), ("tiers", Tier)):
        given = match.get(key, [])
        for value in given if isinstance(given, list) else [given]:
            if value not in list(values):
                yield f'[match] {key} has "{value}". Choose from: {", ".join(values)}.'


def _offer_problems(offers: object) -> Iterator[str]:
    if not isinstance(offers, list) or not all(isinstance(offer, dict) for offer in offers):
        yield '"suggestions" is not a list of tables. Write [[suggestions]] before each.'
        return
    for offer in offers:
        if set(offer) != OFFER_KEYS:
            yield f"[[suggestions]] has not the keys that it needs. Give: {', '.join(sorted(OFFER_KEYS))}."
        elif not isinstance(offer["wording"], str) or not isinstance(offer["safe"], bool):
            yield '[[suggestions]] is not understood. Write wording = "..." and safe = true or false.'
        elif offer["replaces"] not in list(Place):
            yield f'[[suggestions]] replaces "{offer["replaces"]}". Choose one of: {", ".join(Place)}.'
        elif not offer["wording"] and offer["replaces"] != Place.KEY:
            yield '[[suggestions]] leaves out more than a word. With wording = "", write replaces = "key".'
