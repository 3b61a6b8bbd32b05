"""What a word on a draft rests on, read within a session: the text, its waivers, and facts of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from verbale.model.clearance import Clearance, ClearanceOutcome, Waiver
from verbale.model.draft import Draft, Slot
from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.ledger import Ledger
from verbale.model.record import Record
from verbale.model.when import When
from verbale.records.difference import difference
from verbale.records.errors import ConflictError, NotFoundError
from verbale.records.incidents import latest_ledger, ledger_at
from verbale.records.moments import restored
from verbale.records.tables import ClearanceRow, DraftRow, VersionRow, WaiverRow, digest
from verbale.records.values import DraftVersion, LedgerRevision, Waived

FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(tuple[Finding, ...])


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft as it stands now: its row, its last version, and its incident's ledger."""

    row: DraftRow
    version: DraftVersion
    ledger: LedgerRevision

    @property
    def basis(self) -> str:
        """Hash of all that a clearance rests on; it changes with the text even when words come back."""
        slots = self.version.draft.slots
        entries = [_document(entry(self.ledger.ledger, id)) for id in sorted({slot.fact for slot in slots})]
        waivers = [_document(waived.waiver) for waived in self.version.waivers]
        return digest([self.row.id, self.row.text_since, self.version.text_hash, waivers, entries])

    @property
    def embargo_until(self) -> When | None:
        """Before when it must not be released."""
        return When.parse(self.row.embargo_until) if self.row.embargo_until else None

    def expect(self, version: int) -> None:
        """Raise ConflictError unless this version stands, and UserError when it has been released."""
        self.expect_unreleased()
        if self.row.version != version:
            text = self.version.draft.text
            raise ConflictError(self.version, text, difference(text, text))

    def expect_unreleased(self) -> None:
        """Raise UserError when the draft has been released."""
        if self.row.released:
            raise UserError(
                "This text has been released and is frozen. Draft an update or a correction instead."
            )


def standing(session: Session, id: str) -> Standing:
    """The draft as it stands; raises NotFoundError."""
    row = draft_row(session, id)
    return Standing(row, version_of(session, id, row.version), latest_ledger(session, row.incident))


def draft_row(session: Session, id: str) -> DraftRow:
    """The row of a draft; raises NotFoundError."""
    row = session.get(DraftRow, id)
    if row is None:
        raise NotFoundError(f'There is no draft "{id}". Look at the drafts of its incident.')
    return row


def version_of(session: Session, id: str, number: int) -> DraftVersion:
    """One version of a draft, with the waivers that stand for its text; raises NotFoundError."""
    row = session.get(VersionRow, (id, number))
    if row is None:
        raise NotFoundError(f'Draft "{id}" has no version {number}. Look at its versions.')
    return DraftVersion(
        draft=Draft.model_validate_json(row.document),
        text_hash=row.text_hash,
        ledger_revision=row.ledger_revision,
        findings=FINDINGS.validate_json(row.findings),
        waivers=waivers_of(session, id, row.text_hash),
        saved_at=restored(row.saved_at),
        saved_by=row.saved_by,
    )


def waivers_of(session: Session, id: str, text_hash: str) -> tuple[Waived, ...]:
    """The waivers given for a text of a draft and not withdrawn."""
    query = (
        select(WaiverRow)
        .where(WaiverRow.draft == id, WaiverRow.text_hash == text_hash, WaiverRow.withdrawn.is_(False))
        .order_by(WaiverRow.number)
    )
    return tuple(
        Waived(row.number, Waiver.model_validate_json(row.document)) for row in session.scalars(query)
    )


def clearances_on(session: Session, now: Standing) -> tuple[Clearance, ...]:
    """Each role's last word, where it was given on just what stands now."""
    query = (
        select(ClearanceRow)
        .where(ClearanceRow.draft == now.row.id, ClearanceRow.basis == now.basis)
        .order_by(ClearanceRow.seq)
    )
    last = {row.role: Clearance.model_validate_json(row.document) for row in session.scalars(query)}
    return tuple(last.values())


def voided(session: Session, now: Standing) -> str:
    """The clearances that any change now makes void, for the audit trail; empty when there are none."""
    cleared = [c for c in clearances_on(session, now) if c.outcome is ClearanceOutcome.CLEARED]
    return ", ".join(f"{clearance.role.value} ({clearance.by})" for clearance in cleared)


def revised(session: Session, now: Standing) -> tuple[str, ...]:
    """Ids of the entries under the text that changed or went since it was saved."""
    then = ledger_at(session, now.row.incident, now.version.ledger_revision)
    return changed_entries(then.ledger, now.ledger.ledger, now.version.draft.slots)


def changed_entries(then: Ledger, now: Ledger, slots: Iterable[Slot]) -> tuple[str, ...]:
    """Ids under slots whose entry differs between two revisions of a ledger."""
    return tuple(id for id in sorted({slot.fact for slot in slots}) if entry(then, id) != entry(now, id))


def entry(ledger: Ledger, id: str) -> Record | None:
    """The fact, decision or measure of this id, or None."""
    entries: tuple[Record, ...] = (*ledger.facts, *ledger.decisions, *ledger.measures)
    return next((one for one in entries if getattr(one, "id", None) == id), None)


def _document(record: Record | None) -> str | None:
    return record.model_dump_json() if record is not None else None
