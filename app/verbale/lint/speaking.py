"""From claims to findings: which rule says what, in which words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbale.lint.claims.parties import NAMED
from verbale.lint.rules import Rule
from verbale.lint.sentences import Sentence
from verbale.lint.suggest import suggestions
from verbale.model.claim import Claim, Naming, Tier
from verbale.model.finding import Finding
from verbale.model.lines import Lines
from verbale.model.span import Span

FIRMNESS = {tier: place for place, tier in enumerate(Tier)}


def spoken(rules: Iterable[Rule], claims: Iterable[Claim]) -> list[tuple[Rule, Claim]]:
    """What each rule says; of overlapping claims of one rule the firmest and shortest only."""
    claims = tuple(claims)
    if not claims:
        return []
    said: list[tuple[Rule, Claim]] = []
    for rule in rules:
        kept: list[Claim] = []
        matched = [claim for claim in claims if rule.pattern.matches(claim)]
        for claim in sorted(matched, key=lambda c: (FIRMNESS[c.tier], len(c.span), c.span)):
            if not any(claim.span.overlaps(other.span) for other in kept):
                kept.append(claim)
        said += [(rule, _naming_the_doer(claim, claims)) for claim in kept]
    return said


def _naming_the_doer(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The claim, naming whom another reading of the same words names more surely."""
    if claim.actor_kind is None or claim.naming is Naming.SURE:
        return claim
    surer = [
        other
        for other in claims
        if (other.kind, other.key) == (claim.kind, claim.key) and _is_surer(other, claim)
    ]
    best = max(surer, key=lambda other: other.naming, default=claim)
    return claim if best is claim else replace(claim, actor=best.actor, naming=best.naming)


def _is_surer(other: Claim, claim: Claim) -> bool:
    """True where the other claim names by name whom this one names less surely or not at all."""
    if other.naming <= claim.naming or other.actor is None or other.actor[:1].islower():
        return False
    return claim.naming is Naming.NOBODY or (other.form == claim.form and other.actor_kind in NAMED)


def order_of(finding: Finding) -> tuple[Span, str]:
    """What findings are put in order by."""
    return finding.span, finding.rule


def finding_of(
    text: str, lines: Lines, rule: Rule, claim: Claim, sentence: Sentence | None = None
) -> Finding:
    """What a rule says of a claim; ``sentence`` is where it may offer other wordings."""
    found = claim.span.of(text)
    line, column = lines.at(claim.span.start)
    words = {"found": " ".join(found.split()), "actor": claim.party or "an actor", "key": claim.key.of(text)}
    words |= {"fact": claim.fact or "", "detail": claim.detail or ""}
    words |= {"release": claim.release or "", "earlier": claim.source or ""}
    return Finding(
        rule=rule.card.id,
        family=rule.card.family,
        severity=rule.severity_of(claim),
        span=claim.span,
        line=line,
        column=column,
        text=found,
        message=_fill(rule.card.message, words),
        remedy=_fill(rule.card.remedy, words),
        suggestions=suggestions(text, sentence, claim, rule.offers) if sentence else (),
        cues=tuple(cue.words for cue in claim.cues),
        release=claim.release,
    )


def _fill(sentence: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence
