"""The French words in which a ledger entry is told; each clause must stand after "que" and after a colon.

The frames take the indicative throughout, so that a clause is written once and fits every status. A term of
the yardstick stands in front of a colon, because "il est improbable que" would ask for another mood.
"""

import re
from datetime import UTC

from verbale.draft.escape import on_one_line
from verbale.model.category import Category
from verbale.model.decision import Decision
from verbale.model.evidence import Amount, Quantity, Review, ReviewOutcome
from verbale.model.fact import Fact
from verbale.model.hypothesis import HypothesisKind
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureState
from verbale.model.status import Confidence, Status
from verbale.model.when import Precision, When
from verbale.model.yardstick import Yardstick

WHO = "qui est responsable"
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
TERMS = {
    Yardstick.ICD203: (
        "presque aucune chance",
        "très improbable",
        "improbable",
        "chances à peu près égales",
        "probable",
        "très probable",
        "presque certain",
    ),
    Yardstick.PHIA: (
        "chance infime",
        "hautement improbable",
        "improbable",
        "possibilité réelle",
        "probable",
        "hautement probable",
        "presque certain",
    ),
}
"""The yardsticks' terms from the least to the most likely, in the order of `model.yardstick.TERMS`."""
EXPLANATIONS = {
    HypothesisKind.NON_MALICIOUS: "une défaillance technique, une erreur ou un phénomène naturel",
    HypothesisKind.INSIDER: "le fait d'une personne disposant d'un accès interne",
    HypothesisKind.CRIMINAL: "une infraction commise à des fins de gain",
    HypothesisKind.ACTIVIST: "une action menée pour une cause politique ou autre",
    HypothesisKind.PROXY: "l'action de particuliers pour le compte d'autrui, ou avec son accord",
    HypothesisKind.STATE: "l'action d'un État, ou pour son compte",
    HypothesisKind.OTHER: "une autre explication",
}
_CONFIDENCE = {Confidence.LOW: "faible", Confidence.MODERATE: "modéré", Confidence.HIGH: "élevé"}
_REVIEWED = {
    ReviewOutcome.CONFIRMS: "est parvenu à la même conclusion",
    ReviewOutcome.CONFIRMS_IN_PART: "y souscrit en partie",
    ReviewOutcome.INCONCLUSIVE: "n'a pu ni la confirmer ni la contredire",
    ReviewOutcome.CONTRADICTS: "est parvenu à une conclusion différente",
}


_FIGURE = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
    r"|trente|quarante|cinquante|soixante|cents?|mille|millions? de|milliards? de|douzaine)\b",
    re.IGNORECASE,
)


def sentence(words: str) -> str:
    """The words with a capital first letter and one full stop."""
    words = on_one_line(words).rstrip(". ")
    return f"{words[:1].upper()}{words[1:]}."


def fact_sentence(fact: Fact, ledger: Ledger) -> str:
    """The fact as its status allows it to be told, from its ``question`` if open, else its ``clause``."""
    if fact.status is Status.TO_BE_ESTABLISHED:
        return sentence(f"il reste à établir {fact.question}")
    clause = (fact.clause or "").rstrip(".")
    if fact.said_by:
        return _said(fact, ledger.name_of(fact.said_by), clause)
    if not fact.quantities_agree and fact.status is not Status.REFUTED:
        return _figures(fact, ledger)
    match fact.status:
        case Status.KNOWN:
            return sentence(clause)
        case Status.REFUTED:
            return sentence(f"l'information donnée précédemment, selon laquelle {clause}, était inexacte")
    if fact.likelihood:
        return sentence(f"appréciation ({_term(fact.likelihood, ledger.incident.yardstick)}) : {clause}")
    return sentence(f"des indices, en cours de vérification, donnent à penser {that(clause)}")


def report_phrase(fact: Fact, ledger: Ledger) -> str:
    """What somebody said, as a thing and without its content."""
    noun = "l'information publiée par" if fact.category is Category.PRESS_CLAIM else "la déclaration de"
    return contracted(f"{noun} {ledger.name_of(fact.said_by or '')}") if fact.said_by else "la question"


def listed(words: tuple[str, ...]) -> str:
    """``a``, ``a et b``, ``a, b et c``."""
    return " et ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def that(clause: str) -> str:
    """The clause after "que", elided before a vowel."""
    return f"qu'{clause}" if clause[:1].lower() in "aeiouyâàéèêëîïôûh" else f"que {clause}"


def contracted(words: str) -> str:
    """ "À le" and "de le" made one word, as the language asks."""
    for loose, tight in (
        (" à le ", " au "),
        (" à les ", " aux "),
        (" de le ", " du "),
        (" de les ", " des "),
    ):
        words = words.replace(loose, tight)
    return words


def _said(fact: Fact, who: str, clause: str) -> str:
    if fact.status is Status.REFUTED:
        return sentence(contracted(f"l'affirmation de {who} selon laquelle {clause} était inexacte"))
    verb = "a rapporté" if fact.category is Category.PRESS_CLAIM else "a déclaré"
    tail = " ; ce point est en cours de vérification" if fact.status is Status.SUSPECTED else ""
    return sentence(f"{who} {verb} {that(clause)}{tail}")


def _term(words: str, yardstick: Yardstick) -> str:
    term = yardstick.term(words)
    return TERMS[yardstick][yardstick.terms.index(term)] if term else words


def _figures(fact: Fact, ledger: Ledger) -> str:
    parts = []
    for unit in dict.fromkeys(quantity.unit for quantity in fact.quantities):
        given = [quantity for quantity in fact.quantities if quantity.unit == unit]
        if len({(q.low, q.high) for q in given}) == 1:
            continue
        low, high = min(q.low for q in given), max(q.high for q in given)
        by_source = " ; ".join(f"{q.source} : {_figure(q)}" for q in given)
        parts.append(f"de {amount(low)} à {amount(high)} {unit} ({by_source})")
    of = "les chiffres disponibles"
    if fact.clause and not _FIGURE.search(fact.clause):
        clause = fact.clause.rstrip(".")
        if fact.status is Status.SUSPECTED:
            sure = fact.likelihood and _term(fact.likelihood, ledger.incident.yardstick)
            clause = (
                f"appréciation ({sure}) : {clause}"
                if sure
                else f"des indices donnent à penser {that(clause)}"
            )
        of = f"{clause} ; {of}"
    return sentence(f"{of} vont {' et '.join(parts)} et sont en cours de vérification")


def _figure(quantity: Quantity) -> str:
    if quantity.low == quantity.high:
        return amount(quantity.low)
    return f"{amount(quantity.low)} à {amount(quantity.high)}"


def amount(number: Amount) -> str:
    """``45 000``, ``4,4``, ``300 millions``: thousands by a no-break space, decimals by a comma."""
    for size, name in ((10**9, "milliard"), (10**6, "million")):
        if number >= size and number * 100 % size == 0:
            count = f"{number / size:g}".replace(".", ",")
            return f"{count} {name}{'s' if number >= 2 * size else ''}"
    whole = int(number) if float(number).is_integer() else number
    return f"{whole:,}".replace(",", "\u00a0").replace(".", ",")


def measure_sentence(measure: Measure) -> str:
    """The measure, told as in force or as decided; no other state is told."""
    if measure.state is MeasureState.ACTIVE:
        return sentence(measure.clause)
    start = f" {at(measure.starts_at)}" if measure.starts_at else ""
    return sentence(f"la mesure suivante a été décidée et prendra effet{start} : {measure.clause}")


def decision_sentence(decision: Decision) -> str:
    """The decision in its own words, as the act of whoever took it."""
    when = at(decision.decided_at)
    return sentence(f"{when}, {decision.decided_by} a pris la décision suivante : {decision.clause}")


def confidence_sentence(fact: Fact) -> str:
    """How good the ground of an own finding is, in a sentence apart from any likelihood (ICD 203)."""
    if fact.confidence is None or fact.said_by or fact.status in (Status.TO_BE_ESTABLISHED, Status.REFUTED):
        return ""
    return f"Le degré de confiance dans cette constatation est {_CONFIDENCE[fact.confidence]}."


def contested_sentence(others: tuple[str, ...]) -> str:
    """That a statement is contested, and by whom; nothing where nobody has stated otherwise."""
    if not others:
        return ""
    verb = "ont" if len(others) > 1 else "a"
    return sentence(f"cette déclaration est contestée : {listed(others)} {verb} déclaré le contraire")


def limits_sentence(fact: Fact) -> str:
    """What the finding does not show, or nothing."""
    return sentence(f"les limites suivantes s'appliquent : {fact.limits}") if fact.limits else ""


def review_sentence(fact: Fact, ledger: Ledger) -> str:
    """What each independent reviewer made of the finding or statement."""
    reviews = " ; ".join(_review(review) for review in fact.reviews)
    return sentence(
        f"l'élément selon lequel {fact.clause} a fait l'objet d'un examen indépendant : {reviews}"
    )


def _review(review: Review) -> str:
    when = f" ({moment(review.at)})" if review.at else ""
    return f"{review.reviewer}{when} {_REVIEWED[review.outcome]}"


def moment(when: When) -> str:
    """``7 mai 2031 à 9 h 40 UTC``, ``7 mai 2031``, ``mai 2031`` or ``2031``."""
    at = when.earliest.astimezone(UTC) if when.has_clock else when.earliest
    day = "1er" if at.day == 1 else str(at.day)
    month = f"{MONTHS[at.month - 1]} {at.year}"
    match when.precision:
        case Precision.YEAR:
            return str(at.year)
        case Precision.MONTH:
            return month
        case Precision.DAY:
            return f"{day} {month}"
        case _:
            return f"{day} {month} à {at.hour} h {at.minute:02} UTC"


def at(when: When) -> str:
    """The moment with its article or preposition: ``le 7 mai 2031 à 9 h 40 UTC``, ``en 2031``."""
    is_day = when.has_clock or when.precision is Precision.DAY
    return f"{'le' if is_day else 'en'} {moment(when)}"
