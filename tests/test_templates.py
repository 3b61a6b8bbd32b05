"""Every template that ships: its goldens, what it declares, and what a changed fact changes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.draft import Rendered, Template, find_template, render, templates
from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.actor import ActorKind, ActorRole
from verbale.model.errors import UserError
from verbale.model.evidence import Quantity
from verbale.model.fact import Fact
from verbale.model.finding import Family, Severity
from verbale.model.issuer import Correspondence, Issuer
from verbale.model.ledger import Ledger
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.resources import templates_folder

REWRITE = "VERBALE_REWRITE_GOLDENS"
EXAMPLES = sorted(file.parent for file in templates_folder().glob("*/*/examples/*/ledger.yaml"))
each_template = pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


def template_of(example: Path) -> Template:
    return find_template("/".join(example.parent.parent.parts[-2:]))


def drafted(example: Path, ledger: Ledger | None = None) -> Rendered:
    return render(template_of(example), ledger or read_ledger(example / "ledger.yaml"))


def drafted_if_enough(example: Path, ledger: Ledger) -> Rendered | None:
    """The draft, or None where the ledger has nothing left for a need of the template."""
    try:
        return drafted(example, ledger)
    except UserError as refusal:
        if "still needs" not in str(refusal):
            raise
        return None


@each_template
def test_a_template_has_an_example(template: Template) -> None:
    assert any(template_of(example).id == template.id for example in EXAMPLES)


@each_example
def test_the_draft_is_the_golden_text(example: Path) -> None:
    golden = example / "golden.md"
    text = drafted(example).text
    if os.environ.get(REWRITE):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), f"set {REWRITE}=1 to accept the new text"


@each_template
def test_all_that_is_missing_is_named_at_once_with_guidance(template: Template) -> None:
    example = next(example for example in EXAMPLES if template_of(example).id == template.id)
    ledger = read_ledger(example / "ledger.yaml")
    bare = ledger.model_copy(
        update={
            "facts": (),
            "issuer": Issuer(name="Office"),
            "measures": (),
            "incident": ledger.incident.model_copy(
                update=dict.fromkeys(("next_update_at", "started_at", "ended_at")) | {"corrections": ()}
            ),
            "correspondence": tuple(
                Correspondence(
                    id=letter.id,
                    sender=letter.sender,
                    addressee=letter.addressee,
                    addressee_state=letter.addressee_state,
                )
                for letter in ledger.correspondence
            ),
        }
    )
    with pytest.raises(Exception, match="still needs") as caught:
        render(template, bare)
    always_there = {"sender", "addressee"}
    required = [need for need in (*template.facts, *template.details) if need.required]
    for need in required:
        assert str(need.name) in always_there or need.guidance in str(caught.value)


@each_template
def test_each_fact_that_is_asked_for_is_printed_by_some_example(template: Template) -> None:
    wanted = {
        (category, status)
        for need in template.facts
        for category in need.categories
        for status in need.status
    }
    printed = set()
    for example in EXAMPLES:
        if template_of(example).id == template.id:
            ledger = read_ledger(example / "ledger.yaml")
            told = {slot.fact for slot in drafted(example).slots}
            printed |= {(fact.category, fact.status) for fact in ledger.facts if fact.id in told}
    assert printed & wanted or not wanted
    assert {need.status[0] for need in template.facts} <= {status for _, status in printed} | {Status.REFUTED}


def changes(fact: Fact) -> Iterator[Fact]:
    """The fact as it would be with another label, another status, another figure."""
    yield fact.model_copy(update={"tlp": Tlp.RED})
    if fact.question:
        yield fact.model_copy(update={"status": Status.TO_BE_ESTABLISHED})
    if fact.clause:
        for status in (Status.KNOWN, Status.SUSPECTED, Status.REFUTED):
            yield fact.model_copy(update={"status": status, "history": ()})
        figures = tuple(
            Quantity(low=figure, high=figure, unit="items", source=source)
            for figure, source in ((3, "one source"), (7, "another source"))
        )
        yield fact.model_copy(update={"quantities": figures})


def told(draft: Rendered) -> set[tuple[str, str]]:
    """What each entry says in a draft."""
    return {(slot.fact, slot.span.of(draft.text)) for slot in draft.slots}


def furniture(draft: Rendered) -> set[str]:
    """The words of a draft outside its slots."""
    words, end = [], 0
    for slot in draft.slots:
        words.append(draft.text[end : max(end, slot.span.start)])
        end = max(end, slot.span.end)
    return set(re.findall(r"\w+", "".join((*words, draft.text[end:]))))


@each_example
def test_a_changed_fact_changes_only_what_rests_on_it(example: Path) -> None:
    ledger = read_ledger(example / "ledger.yaml")
    before = drafted(example)
    template = template_of(example)
    constant = furniture(before) | set(re.findall(r"\w+", template.body))
    for fact in ledger.facts:
        for changed in changes(fact):
            facts = tuple(changed if one.id == fact.id else one for one in ledger.facts)
            after = drafted_if_enough(example, ledger.model_copy(update={"facts": facts}))
            if after is None:
                continue
            assert {id for id, _ in told(before) ^ told(after)} <= {fact.id}
            assert furniture(after) <= constant


@each_example
def test_a_fact_that_becomes_secret_leaves_the_text(example: Path) -> None:
    ledger = read_ledger(example / "ledger.yaml")
    for slot in drafted(example).slots:
        facts = tuple(
            fact.model_copy(update={"tlp": Tlp.RED}) if fact.id == slot.fact else fact
            for fact in ledger.facts
        )
        rest = drafted_if_enough(example, ledger.model_copy(update={"facts": facts}))
        told_ids = {one.fact for one in rest.slots} if rest else set()
        assert ledger.fact(slot.fact) is None or slot.fact not in told_ids


@each_example
def test_every_golden_passes_the_linter(example: Path) -> None:
    ledger = read_ledger(example / "ledger.yaml")
    draft = drafted(example, ledger)
    findings = Linter(ledger=ledger).lint(draft.text, slots=draft.slots)
    assert [finding for finding in findings if finding.severity is not Severity.INFO] == []


@each_example
def test_a_golden_that_names_a_state_as_author_is_flagged(example: Path) -> None:
    ledger = read_ledger(example / "ledger.yaml")
    state = next(a for a in ledger.actors if a.kind is ActorKind.STATE and a.role is ActorRole.CONCERNED)
    golden = drafted(example).text
    slots = drafted(example).slots
    place = golden.index("\n", slots[-1].span.end if slots else golden.index("."))
    blame = f" {state.called} was behind {ledger.incident.in_text}."
    mutant = golden[:place] + blame + golden[place:]
    flagged = [
        finding
        for finding in Linter(ledger=ledger).lint(mutant)
        if place <= finding.span.start < place + len(blame)
        and finding.family in (Family.BLAME, Family.ATTRIBUTION)
    ]
    assert any(finding.severity is Severity.ERROR for finding in flagged)
