"""A kept draft as somebody is editing it: what there is to say of it, and what of it still rests on facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.desk import Desk
from verbale.draft import fact_sentence
from verbale.model.draft import Draft, Slot
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.model.status import Status
from verbale.records.difference import difference
from verbale.records.office import Office
from verbale.records.values import DraftVersion, User
from verbale.web.anchor import anchored
from verbale.web.checks import Checked, within_limit


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a text says: its words, in plain words, on which facts, and whether that holds."""

    span: Span
    says: str
    rests: tuple[str, ...]
    holds: bool
    clears: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads the drafts of an office for its pages."""

    desk: Desk
    office: Office

    def check(self, id: str, text: str) -> Checked:
        """What there is to say of ``text``, written over the draft as it stands.

        A waived finding stays answered while the line of its words is unchanged.
        """
        within_limit(text)
        version = self.office.drafts.get(id)
        before = version.draft
        ledger = self.office.incidents.get(before.incident).ledger
        slots = tuple(_slots(before, text, ledger))
        findings = self.office.lint(text, ledger=ledger, slots=slots)
        changes = difference(before.text, text)
        answered = {(waived.waiver.rule, changes.moved(waived.waiver.span)) for waived in version.waivers}
        left = [finding for finding in findings if (finding.rule, finding.span) not in answered]
        return Checked(text, slots, left)

    def says(self, id: str, text: str) -> tuple[Said, ...]:
        """What ``text`` says, in its order: each claim, and each fact that is told without one."""
        within_limit(text)
        before = self.office.drafts.get(id).draft
        ledger = self.office.incidents.get(before.incident).ledger
        slots = tuple(_slots(before, text, ledger))
        with self.office.turn:
            explained = self.desk.explain(text, ledger=ledger).claims
        said = {}
        for one in explained:
            span = one.claim.span
            rests = tuple(dict.fromkeys(slot.fact for slot in slots if slot.span.overlaps(span)))
            fired = any(outcome.fired for outcome in one.outcomes)
            said[span, one.says] = Said(span, one.says, rests, not fired, one.clears)
        claimed = [span for span, _ in said]
        for slot in slots:
            if not any(slot.span.overlaps(span) for span in claimed):
                words = f"“{slot.span.of(text)}”: {_standing(ledger, slot.fact)}"
                said[slot.span, slot.fact] = Said(slot.span, words, (slot.fact,), True, "")
        return tuple(sorted(said.values(), key=lambda one: (one.span.start, one.span.end)))

    def wordings(self, draft: Draft, ledger: Ledger) -> dict[str, str]:
        """The facts that may be put into a draft, each in the words that its status allows."""
        if draft.language != "en":
            return {}
        return {fact.id: fact_sentence(fact, ledger) for fact in ledger.facts if _may_be_told(fact, draft)}

    def save(self, id: str, text: str, *, expected: int, by: User) -> DraftVersion:
        """The next version, with the slots whose words are whole; raises ConflictError."""
        within_limit(text)
        before = self.office.drafts.get(id).draft
        ledger = self.office.incidents.get(before.incident).ledger
        slots = tuple(_slots(before, text, ledger))
        return self.office.drafts.save(id, text, slots=slots, expected=expected, by=by)


def _slots(before: Draft, text: str, ledger: Ledger) -> Iterator[Slot]:
    """Slots of the draft whose words are whole, and facts put in since in just the words of their status.

    Words that somebody has changed rest on nothing any more.
    """
    whole = [one.slot for one in anchored(before.slots, before.text, text) if one.whole]
    here = {slot.fact for slot in whole}
    put_in = []
    for fact in ledger.facts if before.language == "en" else ():
        if fact.id not in here and _may_be_told(fact, before):
            words = fact_sentence(fact, ledger)
            if (start := text.find(words)) >= 0:
                span = Span(start, start + len(words))
                put_in.append(Slot(span=span, fact=fact.id, revision=fact.revision))
    yield from sorted([*whole, *put_in], key=lambda slot: (slot.span.start, slot.span.end))


def _may_be_told(fact: Fact, draft: Draft) -> bool:
    told = fact.question if fact.status is Status.TO_BE_ESTABLISHED else fact.clause
    return bool(told) and not fact.about_author and not fact.release_to and fact.tlp.may_go_to(draft.audience)


def _standing(ledger: Ledger, id: str) -> str:
    fact = ledger.fact(id)
    if fact is None:
        return "recorded in the ledger as it is told."
    grade = f"{fact.source.reliability}{fact.credibility}"
    sure = f", confidence {fact.confidence}" if fact.confidence else ""
    return f"told as {fact.status.replace('_', ' ')}, as the ledger has it ({grade}{sure})."
