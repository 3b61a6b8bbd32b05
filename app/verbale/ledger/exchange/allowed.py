"""Which facts may leave in an exchange file, and why the others may not."""

import re
from dataclasses import dataclass

from verbale.model.actor import ActorRole
from verbale.model.category import Category
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.model.tlp import Tlp


@dataclass(frozen=True, slots=True)
class Withheld:
    """A fact that stays, and why."""

    fact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an audience may have of a ledger."""

    facts: tuple[Fact, ...]
    withheld: tuple[Withheld, ...]


def allowed(ledger: Ledger, audience: Tlp, *, to: str | None = None) -> Leaving:
    """The facts that ``audience`` may read, in the order of telling; ``to`` is an actor's id or name.

    A finding of ours about the author never leaves this way: a file carries no decision, and no gate.
    """
    facts, withheld = [], []
    for fact in ledger.facts_with():
        reason = _reason(ledger, fact, audience, to)
        if reason is None:
            facts.append(fact)
        else:
            withheld.append(Withheld(fact.id, reason))
    return Leaving(tuple(facts), tuple(withheld))


def _reason(ledger: Ledger, fact: Fact, audience: Tlp, to: str | None) -> str | None:
    if not fact.tlp.may_go_to(audience):
        return f"is marked {fact.tlp}, above the audience's {audience}"
    if fact.release_to and not _is_told(ledger, fact, to):
        return f"may be told only to {', '.join(map(ledger.name_of, fact.release_to))}"
    is_open = fact.status is Status.TO_BE_ESTABLISHED
    words = fact.question if is_open else fact.clause
    if not words:
        return "has no words"
    if fact.said_by:
        return None
    if fact.category.is_said:
        return "is a statement, and `said_by` does not say whose"
    if (named := _named(ledger, words)) is not None:
        return f"names {named}, and is nobody's statement"
    about = fact.about_author or fact.relation or fact.category.is_about_author
    if not is_open and (about or fact.category in (Category.CLAIM, Category.DENIAL)):
        return "is about the author, and nobody's statement"
    return None


def _is_told(ledger: Ledger, fact: Fact, to: str | None) -> bool:
    actor = next((one for one in ledger.actors if to in (one.id, one.name, one.called)), None)
    names = {to, actor.id, actor.name, actor.called} if actor else {to}
    return bool(names & set(fact.release_to))


def _named(ledger: Ledger, words: str) -> str | None:
    """The first name in the words of an actor spoken of in connection with the incident."""
    spoken_of = (ActorRole.CONCERNED, ActorRole.CLAIMANT)
    names = (name for actor in ledger.actors if actor.role in spoken_of for name in actor.names)
    return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)), None)
