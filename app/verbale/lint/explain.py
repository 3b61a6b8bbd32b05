"""Explains a sentence in words a press officer follows."""

from verbale.lint.rules import ClaimPattern, Rule
from verbale.model.claim import Claim, Kind, Standing
from verbale.model.explanation import ExplainedClaim, RuleOutcome

SAID = {
    Kind.LINK: "{actor} is tied to the incident",
    Kind.ACCUSATION: "somebody is accused",
    Kind.CONDEMNATION: "an act or actor is condemned",
    Kind.DEMAND: "{actor} is asked to stop, as if it were doing it",
    Kind.DEROGATION: "a named party is run down",
    Kind.FAULT: "somebody is said to be at fault",
    Kind.BOOSTER: "a statement is put beyond doubt",
    Kind.ABSOLUTE: "scope, cause or safety is stated without a bound",
    Kind.GUARANTEE: "something is vouched for",
    Kind.THREAT: "a punitive or coercive response is threatened or announced",
    Kind.THRESHOLD: "a term of war, force or legal threshold is used",
    Kind.ALARM: "the matter is magnified",
    Kind.ESTIMATE: "a likelihood or confidence is given",
    Kind.STRUCTURE: "the text lacks something that its readers look for, or is hard to read",
    Kind.AGREEMENT: "something is told otherwise than in a released text",
    Kind.FACT: "a recorded fact is told, otherwise than the ledger has it",
}
PUT = {
    Standing.FLAT: "as a plain fact",
    Standing.ASSESSED: "as an assessment",
    Standing.HEDGED: "with a hedge",
    Standing.REPORTED: "on another’s word",
    Standing.CONDITIONAL: "under a condition",
    Standing.ASKED: "as a question",
    Standing.NORM: "as a rule of conduct",
    Standing.OPEN: "as not established",
    Standing.NEGATED: "as not so",
    Standing.DENIED: "as denied",
}
CLEARS = {
    Kind.LINK: "Say that it has not been established who is responsible, or leave the name out.",
    Kind.ACCUSATION: "State the facts without the charge.",
    Kind.CONDEMNATION: "Describe the act and its effects without judging it.",
    Kind.DEMAND: "Ask for information or cooperation instead of a stop.",
    Kind.DEROGATION: "Leave the description out.",
    Kind.FAULT: "Say what happened and what was changed, without whose fault it was.",
    Kind.BOOSTER: "Leave the word out, or say what the statement rests on.",
    Kind.ABSOLUTE: "Bound it: “at this stage”, “so far as we have checked”, “we have found no sign that”.",
    Kind.GUARANTEE: "Say what is being done, not what will never happen.",
    Kind.THREAT: "Say which steps protect systems, or leave the response out.",
    Kind.THRESHOLD: "Describe the effects and leave the legal term to counsel.",
    Kind.ALARM: "Give the figure instead.",
    Kind.ESTIMATE: "Use one term of the chosen yardstick, and give confidence in another sentence.",
    Kind.STRUCTURE: "Add what is missing, or cut the sentence in two.",
    Kind.AGREEMENT: "Say it as before, or say what has changed since.",
    Kind.FACT: "Say it as the ledger has it.",
}
EXCLUDED = frozenset({Standing.NORM, Standing.OPEN, Standing.NEGATED, Standing.DENIED})


def explain_claim(claim: Claim, rules: tuple[Rule, ...], text: str) -> ExplainedClaim:
    """The claim in plain words, with what each rule of its kind made of it."""
    said = SAID[claim.kind].format(actor=claim.party or "an actor")
    bound = ", with a bound" if claim.bounded else ""
    outcomes = tuple(_outcome(rule, claim) for rule in rules if rule.pattern.kind is claim.kind)
    fired = any(outcome.fired for outcome in outcomes)
    return ExplainedClaim(
        claim=claim,
        says=f"“{claim.span.of(text)}”: {said}, {PUT[claim.standing]}{bound}.",
        decided_by=tuple(f"“{cue.span.of(text)}” ({cue.role})" for cue in claim.cues),
        outcomes=outcomes,
        clears=CLEARS[claim.kind] if fired else "Nothing needs clearing.",
    )


def _outcome(rule: Rule, claim: Claim) -> RuleOutcome:
    if rule.pattern.matches(claim):
        return RuleOutcome(rule.card.id, True, rule.card.message.split(".")[0])
    return RuleOutcome(rule.card.id, False, _why_not(rule.pattern, claim))


def _why_not(pattern: ClaimPattern, claim: Claim) -> str:
    if pattern.bounded is False and claim.bounded:
        return "a qualifier bounds it"
    if pattern.standing and claim.standing not in pattern.standing:
        return f"it is put {PUT[claim.standing]}"
    if pattern.forms and claim.form not in pattern.forms:
        return "it is put in another form"
    if pattern.tiers and claim.tier not in pattern.tiers:
        return "actor and link stand too far apart"
    return "no actor of the kind it looks for"
