"""Flipping one fact changes the sentences that rest on it and no other, and the stale drafts name them."""

import re
from collections import Counter

import pytest

from drafting import SAMPLE
from verbale.desk import Desk
from verbale.draft import render, templates
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.plan.stale import stale

TEMPLATES = templates()
HEADING = re.compile(r"^(#+ .*|\*\*.*\*\*|[^.]*:)$")
"""A heading or a line that opens a list: it comes and goes with what stands under it."""


INTRODUCTIONS = {"Each statement is that of the party named, and is recorded without comment."}
"""Sentences that, like a heading, come and go with the list under them."""


def all_drafts(facts: Ledger) -> dict[str, Draft]:
    found = {}
    for template in TEMPLATES:
        try:
            found[template.id] = render(template, facts).draft
        except UserError:
            continue  # not fillable from this ledger
    return found


def flips(fact: Fact) -> list[tuple[str, Fact]]:
    changed = [
        (f"status {status}", {"status": status, "history": ()})
        for status in Status
        if status is not fact.status and (status is not Status.TO_BE_ESTABLISHED or fact.question)
    ]
    changed += [("tlp", {"tlp": Tlp.RED if fact.tlp is not Tlp.RED else Tlp.CLEAR})]
    if fact.quantities:
        more = tuple(q.model_copy(update={"low": q.low + 7, "high": q.high + 7}) for q in fact.quantities)
        clause = re.sub(r"\d+", lambda found: str(int(found.group()) + 7), fact.clause or "", count=1)
        changed += [("figure", {"quantities": more, "clause": clause})]
    return [(name, fact.model_copy(update=given)) for name, given in changed]


CASES = [(fact.id, name, flipped) for fact in SAMPLE.facts for name, flipped in flips(fact)]


def resting(draft: Draft, id: str) -> Counter[str]:
    """The lines in which words rest on an entry."""
    return Counter(line for start, line in _lines(draft) if any(_on(draft, id, start, line)))


def other(draft: Draft, ids: set[str]) -> Counter[str]:
    """The lines that rest on none of these entries, without headings."""
    return Counter(
        line
        for start, line in _lines(draft)
        if line.strip()
        and not HEADING.match(line)
        and line not in INTRODUCTIONS
        and not any(hit for id in ids for hit in _on(draft, id, start, line))
    )


def _on(draft: Draft, id: str, start: int, line: str) -> list[bool]:
    end = start + len(line)
    return [
        True for slot in draft.slots if slot.fact == id and slot.span.start < end and start < slot.span.end
    ]


def _lines(draft: Draft) -> list[tuple[int, str]]:
    start, found = 0, []
    for line in draft.text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


BEFORE = all_drafts(SAMPLE)


@pytest.mark.parametrize(("id", "name", "flipped"), CASES, ids=[f"{id}-{name}" for id, name, _ in CASES])
def test_a_flip_changes_only_what_rests_on_the_fact(id: str, name: str, flipped: Fact) -> None:
    facts = tuple(flipped if fact.id == id else fact for fact in SAMPLE.facts)
    after = all_drafts(SAMPLE.model_copy(update={"facts": facts}))
    for template in BEFORE.keys() & after.keys():
        # A statement and its contradiction are told as contested: both rest on either.
        ids = {id, *flipped.conflicts_with, *(f.id for f in SAMPLE.facts if id in f.conflicts_with)}
        assert other(BEFORE[template], ids) == other(after[template], ids), template


@pytest.mark.parametrize(("id", "name", "flipped"), CASES, ids=[f"{id}-{name}" for id, name, _ in CASES])
def test_the_stale_drafts_are_those_that_would_now_tell_the_fact_otherwise(
    id: str, name: str, flipped: Fact
) -> None:
    facts = tuple(flipped if fact.id == id else fact for fact in SAMPLE.facts)
    now = SAMPLE.model_copy(update={"facts": facts})
    after = all_drafts(now)
    named = {one.draft: one for one in stale(tuple(BEFORE.values()), now, Desk().refilled)}
    for template, draft in BEFORE.items():
        told = resting(draft, id)
        would = resting(after[template], id) if template in after else Counter[str]()
        expected = bool(told) and told != would
        found = draft.id in named and id in named[draft.id].facts
        assert found is expected, (template, told, would)


def test_a_draft_from_the_ledger_of_today_is_not_stale() -> None:
    assert stale(tuple(BEFORE.values()), SAMPLE, Desk().refilled) == ()
