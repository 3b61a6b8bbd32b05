"""Facts that do not agree with themselves."""

from collections.abc import Iterator
from itertools import pairwise

from verbale.ledger.problem import Place, Problem, shown
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Status


def check_facts(ledger: Ledger) -> Iterator[Problem]:
    """Each fact by itself: its words, its history, its figures, its evidence."""
    for index, fact in enumerate(ledger.facts):
        place: Place = ("facts", index)
        yield from _words(fact, place)
        yield from _author(fact, place)
        yield from _history(fact, place)
        yield from _figures(fact, place)
        yield from _evidence(fact, place, _collectors(fact, ledger))


def check_conflicts(ledger: Ledger) -> Iterator[Problem]:
    """Of two facts that contradict each other, at most one can be known."""
    known = {fact.id for fact in ledger.facts if fact.status is Status.KNOWN}
    for index, fact in enumerate(ledger.facts):
        both = [id for id in fact.conflicts_with if id in known and fact.id in known and id != fact.id]
        if both:
            place = ("facts", index, "conflicts_with")
            message = f"This fact and {shown(both[0])} contradict each other, and both are known."
            yield Problem(place, message, "Set one to suspected or refuted.", value=both[0], warning=True)


def _words(fact: Fact, place: Place) -> Iterator[Problem]:
    if fact.status is Status.TO_BE_ESTABLISHED:
        if not fact.question:
            message = "A fact to be established has no question."
            yield Problem(place, message, 'Add it: question: "how many systems are affected".')
    elif fact.status and not fact.clause:
        message = f"A fact that is {fact.status} has no clause."
        yield Problem(place, message, 'Add it: clause: "port services stopped at 09:40 UTC".')
    if fact.clause and fact.clause.endswith((".", "!", "?", ";")):
        message = "The clause ends like a sentence; templates put it inside one."
        yield Problem((*place, "clause"), message, f"Remove the {shown(fact.clause[-1])}.", value=fact.clause)
    if fact.question and fact.question.endswith((".", "!", "?", ";")):
        message = "The question ends like a sentence; templates put it inside one."
        yield Problem(
            (*place, "question"), message, f"Remove the {shown(fact.question[-1])}.", value=fact.question
        )
    if fact.category and fact.category.is_said and not fact.said_by:
        message = f"A fact of the category {fact.category} does not say who said it."
        yield Problem(place, message, "Add said_by: the id of an actor, or a name as it may be printed.")


def _author(fact: Fact, place: Place) -> Iterator[Problem]:
    if fact.category and fact.category.is_about_author and not fact.about_author:
        message = f"A fact of the category {fact.category} bears on the author."
        yield Problem((*place, "category"), message, "Add about_author: true.", value=fact.category)
    if fact.about_author and not fact.question:
        message = "A fact about the author has no question to print while its clause may not be."
        yield Problem(place, message, 'Add it: question: "who is responsible".')
    if fact.relation and not fact.actor:
        message = "The relation does not say to whom."
        yield Problem((*place, "relation"), message, "Add actor: the id of an actor.", value=fact.relation)


def _history(fact: Fact, place: Place) -> Iterator[Problem]:
    timed = [(index, change.at) for index, change in enumerate(fact.history) if change.at]
    for (_, earlier), (index, later) in pairwise(timed):
        if later.surely_before(earlier):
            message = f"This change ({later}) is listed after a later one ({earlier})."
            yield Problem(
                (*place, "history", index), message, "Put the history in order of time.", value=str(later)
            )
    last = fact.history[-1].status if fact.history else None
    if last and fact.status and last is not fact.status:
        message = f"The status is {fact.status}, and the history ends with {last}."
        yield Problem((*place, "status"), message, "Add the last change to the history.", value=fact.status)


def _figures(fact: Fact, place: Place) -> Iterator[Problem]:
    for index, quantity in enumerate(fact.quantities):
        if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
            message = f"The lowest value {quantity.low} is above the highest, {quantity.high}."
            yield Problem((*place, "quantities", index), message, "Exchange or correct them.")


def _evidence(fact: Fact, place: Place, collectors: frozenset[str]) -> Iterator[Problem]:
    timed = [(index, event.at) for index, event in enumerate(fact.custody) if event.at]
    for (_, earlier), (index, later) in pairwise(timed):
        if later.surely_before(earlier):
            message = f"This event ({later}) is listed after a later one ({earlier})."
            yield Problem((*place, "custody", index), message, "Put the custody in order.", value=str(later))
    for index, review in enumerate(fact.reviews):
        if review.reviewer and _plain_name(review.reviewer) in collectors:
            message = f"{shown(review.reviewer)} collected this evidence and cannot review it."
            yield Problem(
                (*place, "reviews", index), message, "Name an independent reviewer.", value=review.reviewer
            )


def _collectors(fact: Fact, ledger: Ledger) -> frozenset[str]:
    """Who gathered or kept the evidence of a fact, or of another that goes back to the same origin."""
    akin = [one for one in ledger.facts if one is fact or (fact.origin and one.origin == fact.origin)]
    names = [event.by for one in akin for event in one.custody]
    names += [one.source.name for one in akin if one.source and one.source.name]
    return frozenset(_plain_name(name) for name in names if name)


def _plain_name(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")
