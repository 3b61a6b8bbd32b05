"""Links between an incident and an actor: who is said to have done it, and how the two hang together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.lint.claims.acts import NEEDS as ACTS_NEED
from verbale.lint.claims.acts import SOFT, acts, nominal_acts
from verbale.lint.claims.characterised import NEEDS as CHARACTERISED_NEED
from verbale.lint.claims.characterised import characterised
from verbale.lint.claims.deeds import NEEDS as DEEDS_NEED
from verbale.lint.claims.deeds import deeds
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.events import PLAIN
from verbale.lint.claims.hearsay import NEEDS as HEARSAY_NEEDS
from verbale.lint.claims.hearsay import hearsay, insinuations
from verbale.lint.claims.imputation import NEEDS as IMPUTATIONS_NEED
from verbale.lint.claims.imputation import imputations
from verbale.lint.claims.naming import naming
from verbale.lint.claims.parties import Bound, bindings
from verbale.lint.claims.ties import ASSERTED, ties
from verbale.lint.claims.ties import NEEDS as TIES_NEED
from verbale.lint.gate import ON_TOPIC, Needs, also
from verbale.lint.reading import Reading, Topic
from verbale.model.claim import Standing

ACTS = frozenset({"act", "possessive", "modifier", "by"})
NEEDS: Needs = (
    *ACTS_NEED,
    *TIES_NEED,
    *also((*DEEDS_NEED, *CHARACTERISED_NEED, *HEARSAY_NEEDS, *IMPUTATIONS_NEED), ON_TOPIC),
)


def links(reading: Reading) -> Iterator[Draft]:
    """Every link of the sentence, one for each actor and trigger.

    Where no incident is spoken of, only what is flatly said to be somebody's doing: every word of doubt
    beside a name would have to be read there, and none of them is of an author.
    """
    bound = bindings(reading)
    firm = [*acts(reading, bound), *nominal_acts(reading, bound), *ties(reading, bound)]
    if reading.topic is Topic.OTHER:
        yield from _named(reading, bound, [draft for draft in firm if _asserts(reading, draft)])
        return
    firm += characterised(reading, bound)
    firm += hearsay(reading, bound)
    named = {draft.actor.first for draft in firm if draft.actor is not None and _tells(draft)}
    firm += [
        draft
        for draft in imputations(reading, bound)
        if draft.actor is not None and draft.actor.first not in named
    ]
    yield from _named(reading, bound, [*firm, *deeds(reading, bound)])
    yield from insinuations(reading, linked=bool(firm))


def _named(reading: Reading, bound: Bound, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, each knowing whether a message may name its actor."""
    for draft in drafts:
        surety, doer = naming(reading, bound, draft)
        yield replace(draft, naming=surety, doer=doer)


def _asserts(reading: Reading, draft: Draft) -> bool:
    """Whether it is flatly said that the actor did it, or answers for an incident of the sentence."""
    answers = draft.trigger.plays(*ASSERTED) and reading.any(*PLAIN) is not None
    by_event = draft.incident is not None or not draft.trigger.plays("hostile.verb.weak")
    told = (draft.form in ACTS and by_event) or (answers and draft.form != "class")
    return told and draft.standing is Standing.FLAT


def _tells(draft: Draft) -> bool:
    """Whether the draft says by itself that the actor did it, so that nothing weaker need be said."""
    return draft.standing in {*SOFT, Standing.ASKED} or draft.form in ACTS
