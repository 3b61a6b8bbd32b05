"""What gates look at, and what they answer."""

from dataclasses import dataclass
from datetime import datetime

from verbale.model.actor import Actor, ActorRole
from verbale.model.clearance import Waiver
from verbale.model.decision import Decision
from verbale.model.digest import text_hash
from verbale.model.draft import Draft, Slot
from verbale.model.fact import Fact
from verbale.model.finding import Finding, Severity
from verbale.model.issuer import Correspondence
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure
from verbale.model.span import Span
from verbale.model.template import Template
from verbale.plan.names import names_in
from verbale.plan.records import Records

SPOKEN_OF = (ActorRole.CONCERNED, ActorRole.CLAIMANT)
"""Roles of actors that have been spoken of in connection with an incident."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a gate is open, why, and what would open it."""

    open: bool
    why: str
    opens: str = ""


def stands_open(why: str) -> Verdict:
    """An open gate."""
    return Verdict(True, why)


def stays_closed(why: str, opens: str) -> Verdict:
    """A closed gate, with what would open it."""
    return Verdict(False, why, opens)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One stage with its text: the one that people work on, and the one that its template gives today.

    ``lacking`` says why the template gives none.
    """

    template: Template
    letter: Correspondence | None
    draft: Draft | None
    fresh: Draft | None
    lacking: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a gate may ask about one text."""

    stage: Prepared
    draft: Draft
    ledger: Ledger
    records: Records
    now: datetime

    @property
    def hash(self) -> str:
        """SHA-256 of the text."""
        return text_hash(self.draft.text)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers given for this exact text."""
        return self.records.waivers_of(self.hash)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the linter says and nobody has waived, without what is for information only."""
        waived = {(waiver.rule, waiver.span) for waiver in self.waivers}
        return tuple(
            finding
            for finding in self.stage.findings
            if finding.severity is not Severity.INFO and (finding.rule, finding.span) not in waived
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts on which the text rests, each once."""
        found = (self.ledger.fact(id) for id in dict.fromkeys(slot.fact for slot in self.draft.slots))
        return tuple(fact for fact in found if fact is not None)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that the text tells of."""
        told = {slot.fact for slot in self.draft.slots}
        return tuple(measure for measure in self.ledger.measures if measure.id in told)

    @property
    def decision(self) -> Decision | None:
        """The attribution decision that the text tells, or None."""
        decision = self.ledger.attribution
        told = decision and any(slot.fact == decision.id for slot in self.draft.slots)
        return decision if told else None

    def words(self, slot: Slot) -> str:
        """The words of a slot."""
        return slot.span.of(self.draft.text)

    def slots_over(self, span: Span) -> tuple[Slot, ...]:
        """The slots that cover a span."""
        return tuple(slot for slot in self.draft.slots if slot.span.covers(span))

    def is_addressee(self, actor: Actor) -> bool:
        """True when the text is addressed to this actor, or to the state it belongs to."""
        letter = self.stage.letter
        return letter is not None and letter.addressee_state in (actor.id, actor.state)

    def named(self) -> tuple[tuple[Actor, Span], ...]:
        """Every place at which an actor spoken of stands, but for the one addressed."""
        return tuple(
            (actor, span)
            for actor in self.ledger.actors
            if actor.role in SPOKEN_OF and not self.is_addressee(actor)
            for span in names_in(self.draft.text, actor)
        )

    def waived_gate(self, gate: str) -> Waiver | None:
        """The waiver of a gate for this exact text, or None; its rule is ``gate/<id>``."""
        return next((waiver for waiver in self.waivers if waiver.rule == f"gate/{gate}"), None)
