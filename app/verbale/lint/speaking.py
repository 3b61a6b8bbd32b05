"""From claims to findings: which rule says what, in which words."""

from collections.abc import Iterable

from verbale.lint.rules import Rule
from verbale.lint.sentences import Sentence
from verbale.lint.suggest import suggestions
from verbale.model.claim import Claim, Tier
from verbale.model.finding import Finding
from verbale.model.lines import Lines
from verbale.model.span import Span

FIRMNESS = {tier: place for place, tier in enumerate(Tier)}


def spoken(rules: Iterable[Rule], claims: Iterable[Claim]) -> list[tuple[Rule, Claim]]:
    """What each rule says; of overlapping claims of one rule the firmest and shortest only."""
    said: list[tuple[Rule, Claim]] = []
    for rule in rules:
        kept: list[Claim] = []
        matched = [claim for claim in claims if rule.pattern.matches(claim)]
        for claim in sorted(matched, key=lambda c: (FIRMNESS[c.tier], len(c.span), c.span)):
            if not any(claim.span.overlaps(other.span) for other in kept):
                kept.append(claim)
        said += [(rule, claim) for claim in kept]
    return said


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
