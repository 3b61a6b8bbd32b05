"""A claim in token terms, before it is placed in the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.lint.bounds import bounded
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import Scope, scope_of
from verbale.model.claim import Kind, Naming, Standing, Tier

LONGEST = 9


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on the tokens of one reading: ``first`` and ``last`` bound the words shown.

    ``doer`` is whom a message names instead of the actor by which the claim was found.
    """

    kind: Kind
    form: str
    trigger: Seen
    first: int
    last: int
    scope: Scope
    standing: Standing
    tier: Tier = Tier.DEPENDENCY
    actor: Mention | None = None
    incident: int | None = None
    bound: Seen | None = None
    naming: Naming = Naming.SURE
    doer: Mention | None = None


def draft(
    reading: Reading,
    kind: Kind,
    form: str,
    trigger: Seen,
    *,
    tokens: Iterable[int],
    actor: Mention | None = None,
    tier: Tier = Tier.DEPENDENCY,
    incident: int | None = None,
    scope: Scope | None = None,
    standing: Standing | None = None,
) -> Draft:
    """A claim that turns on ``trigger``; its words run over ``tokens``, cut to nine around the trigger."""
    scope = scope or scope_of(reading, trigger.head, trigger)
    first, last = trim(trigger, tokens)
    return Draft(
        kind,
        form,
        trigger,
        first,
        last,
        scope,
        standing or scope.standing,
        tier,
        actor,
        incident,
        bounded(reading, trigger.head),
    )


def trim(trigger: Seen, tokens: Iterable[int]) -> tuple[int, int]:
    """The run from the first to the last token, no longer than nine tokens, the trigger always inside."""
    indexes = sorted({*tokens, trigger.first, trigger.last})
    first, last = indexes[0], indexes[-1]
    while last - first + 1 > LONGEST and (first < trigger.first or last > trigger.last):
        inner = [index for index in indexes if first < index < last]
        left = trigger.first - first
        right = last - trigger.last
        if right >= left:
            last = max([index for index in inner if index >= trigger.last], default=trigger.last)
        else:
            first = min([index for index in inner if index <= trigger.first], default=trigger.first)
    return first, last
