"""The English words in which a ledger entry is told: they follow its status, and never say more."""

import re

from verbale.draft.escape import on_one_line
from verbale.draft.times import at as at
from verbale.draft.times import moment as moment
from verbale.model.category import Category
from verbale.model.decision import Decision
from verbale.model.evidence import Amount, Quantity, Review, ReviewOutcome
from verbale.model.fact import Fact
from verbale.model.hypothesis import HypothesisKind
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureState
from verbale.model.status import Status
from verbale.model.yardstick import Yardstick

WHO = "who is responsible"
"""The question about the author that names nobody."""

_REVIEWED = {
    ReviewOutcome.CONFIRMS: "came to the same conclusion",
    ReviewOutcome.CONFIRMS_IN_PART: "agreed with it in part",
    ReviewOutcome.INCONCLUSIVE: "could neither confirm nor contradict it",
    ReviewOutcome.CONTRADICTS: "came to a different conclusion",
}

EXPLANATIONS = {
    HypothesisKind.NON_MALICIOUS: "a technical fault, a mistake or a natural event",
    HypothesisKind.INSIDER: "the conduct of a person with internal access",
    HypothesisKind.CRIMINAL: "crime for financial gain",
    HypothesisKind.ACTIVIST: "action for a political or other cause",
    HypothesisKind.PROXY: "action by private persons on behalf, or with the leave, of others",
    HypothesisKind.STATE: "action by a State, or on its behalf",
    HypothesisKind.OTHER: "another explanation",
}
"""Neutral words for each kind of hypothesis: no actor, and no order of likelihood."""


_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six"
    r"|seven|eigh|nine)ty|hundred|thousand|million|billion|dozen)\b",
    re.IGNORECASE,
)


def sentence(words: str) -> str:
    """The words with a capital first letter and one full stop."""
    words = on_one_line(words).rstrip(". ")
    return f"{words[:1].upper()}{words[1:]}."


def fact_sentence(fact: Fact, ledger: Ledger) -> str:
    """The fact as its status allows it to be told, from its ``question`` if open, else its ``clause``."""
    if fact.status is Status.TO_BE_ESTABLISHED:
        return sentence(f"It has not been established {fact.question}")
    clause = (fact.clause or "").rstrip(".")
    if fact.said_by:
        return _said(fact, ledger.name_of(fact.said_by), clause)
    if not fact.quantities_agree and fact.status is not Status.REFUTED:
        return _figures(fact, ledger)
    match fact.status:
        case Status.KNOWN:
            return sentence(clause)
        case Status.REFUTED:
            return sentence(f"Earlier information that {clause} was not correct")
    if fact.likelihood:
        return sentence(f"{_likelihood(fact.likelihood, ledger.incident.yardstick)} that {clause}")
    return sentence(f"There are indications that {clause}, which are being checked")


def report_phrase(fact: Fact, ledger: Ledger) -> str:
    """What somebody said, as a thing and without its content: "the report by the Evening Post"."""
    noun = "report" if fact.category is Category.PRESS_CLAIM else "statement"
    return f"the {noun} by {ledger.name_of(fact.said_by or '')}" if fact.said_by else "the matter"


def listed(words: tuple[str, ...]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def _said(fact: Fact, who: str, clause: str) -> str:
    verb = "reported" if fact.category is Category.PRESS_CLAIM else "stated"
    if fact.status is Status.REFUTED:
        noun = "report" if verb == "reported" else "statement"
        return sentence(f"The earlier {noun} by {who} that {clause} was not correct")
    if fact.status is Status.SUSPECTED:
        return sentence(f"{who} has {verb} that {clause}; this is being checked")
    return sentence(f"{who} has {verb} that {clause}")


def _likelihood(words: str, yardstick: Yardstick) -> str:
    term = yardstick.term(words)
    printed = term.words[0] if term else words
    if printed == "almost no chance":
        return f"There is {printed}"
    if printed.endswith(("chance", "possibility")):
        return f"There is a {printed}"
    return f"It is {printed}"


def _figures(fact: Fact, ledger: Ledger) -> str:
    """A range with who gives which figure, for the units on which sources differ.

    The clause goes before it unless it has a figure, which would be one source's and not another's.
    """
    clause = (fact.clause or "").rstrip(".")
    before = ""
    if clause and not _has_figure(clause):
        if fact.status is Status.SUSPECTED:
            sure = _likelihood(fact.likelihood, ledger.incident.yardstick) if fact.likelihood else None
            clause = f"{sure or 'There are indications'} that {clause}"
        before = f"{clause}; "
    elif fact.question:
        before = f"On the question of {fact.question}, "
    parts = []
    for unit in dict.fromkeys(quantity.unit for quantity in fact.quantities):
        given = [quantity for quantity in fact.quantities if quantity.unit == unit]
        if len({(q.low, q.high) for q in given}) == 1:
            continue
        low, high = min(q.low for q in given), max(q.high for q in given)
        by_source = "; ".join(f"{q.source}: {_figure(q)}" for q in given)
        named = "" if unit in before else unit
        parts.append(f"{_range(low, high, named)} ({by_source})")
    return sentence(f"{before}the figures given range {' and '.join(parts)}, and are being checked")


def _range(low: Amount, high: Amount, unit: str) -> str:
    """``from 30,000 to 45,000 modems``, ``from USD 4.4 million to USD 5 million``."""
    if _is_currency(unit):
        return f"from {unit} {amount(low)} to {unit} {amount(high)}"
    return f"from {amount(low)} to {amount(high)} {unit}".rstrip()


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _has_figure(clause: str) -> bool:
    # "Tens of thousands" is none: it takes no source's side.
    return bool(_FIGURE.search(clause))


def _figure(quantity: Quantity) -> str:
    if quantity.low == quantity.high:
        return amount(quantity.low)
    return f"{amount(quantity.low)} to {amount(quantity.high)}"


def amount(number: Amount) -> str:
    """``45,000``, ``4.4``, ``300 million`` or ``1.2 billion``."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number >= size and number * 100 % size == 0:
            return f"{number / size:,g} {name}"
    return f"{int(number) if float(number).is_integer() else number:,}"


def measure_sentence(measure: Measure) -> str:
    """The measure, told as in force or as decided; no other state is told."""
    if measure.state is MeasureState.ACTIVE:
        return sentence(measure.clause)
    start = f" {at(measure.starts_at)}" if measure.starts_at else ""
    return sentence(f"The following measure has been decided and will start{start}: {measure.clause}")


def decision_sentence(decision: Decision) -> str:
    """The decision in its own words, as the act of whoever took it."""
    when = at(decision.decided_at)
    return sentence(f"{when}, {decision.decided_by} took the following decision: {decision.clause}")


def confidence_sentence(fact: Fact) -> str:
    """How good the ground of an own finding is, in a sentence apart from any likelihood (ICD 203)."""
    if fact.confidence is None or fact.said_by or fact.status in (Status.TO_BE_ESTABLISHED, Status.REFUTED):
        return ""
    return f"Confidence in this finding is {fact.confidence}."


def contested_sentence(others: tuple[str, ...]) -> str:
    """That a statement is contested, and by whom; nothing where nobody has stated otherwise."""
    if not others:
        return ""
    return sentence(
        f"This is contested: {listed(others)} {'have' if len(others) > 1 else 'has'} stated otherwise"
    )


def limits_sentence(fact: Fact) -> str:
    """What the finding does not show, or nothing."""
    return sentence(f"The following limits apply: {fact.limits}") if fact.limits else ""


def review_sentence(fact: Fact, ledger: Ledger) -> str:
    """What each independent reviewer made of the finding or statement."""
    finding = "finding" if fact.status is Status.KNOWN else "indication"
    if fact.said_by:
        finding = f"statement by {ledger.name_of(fact.said_by)}"
    reviews = "; ".join(_review(review) for review in fact.reviews)
    return sentence(f"The {finding} that {fact.clause} has been reviewed independently: {reviews}")


def _review(review: Review) -> str:
    when = f" ({moment(review.at)})" if review.at else ""
    return f"{review.reviewer}{when} {_REVIEWED[review.outcome]}"
