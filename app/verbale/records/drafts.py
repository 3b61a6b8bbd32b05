"""Drafts: every version is kept, and a later save never overwrites an earlier one."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verbale.model.clearance import Waiver
from verbale.model.digest import text_hash
from verbale.model.draft import Draft, Slot
from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.model.when import When
from verbale.records.database import Database
from verbale.records.difference import Difference, difference
from verbale.records.errors import ConflictError
from verbale.records.incidents import latest_ledger
from verbale.records.moments import restored, stored
from verbale.records.permissions import Right, require
from verbale.records.standing import (
    FINDINGS,
    Standing,
    draft_row,
    standing,
    version_of,
    voided,
)
from verbale.records.tables import DraftRow, VersionRow, WaiverRow, WorkRow
from verbale.records.trail import Act, record
from verbale.records.values import DraftCard, DraftVersion, LedgerRevision, User
from verbale.records.words import storable

_GATE = "gate/"


class Lint(Protocol):
    """What reads a text for findings. It is the desk's own: nobody saves a text with findings made up."""

    def __call__(self, text: str, *, ledger: Ledger, slots: Sequence[Slot]) -> Sequence[Finding]:
        """Findings of a text, in its order."""


class Drafts:
    """Writing drafts and waiving findings."""

    def __init__(self, database: Database, lint: Lint) -> None:
        self._database = database
        self._lint = lint

    def add(self, draft: Draft, *, by: User) -> DraftVersion:
        """A new draft, as version 1; its id gets a number behind it when there is one of that id."""
        require(by, Right.DRAFT)
        storable(draft.text)
        with self._database.read() as session:
            ledger = latest_ledger(session, draft.incident)
        findings = self._findings(draft, ledger)
        now = self._database.now()
        with self._database.write() as session:
            draft = draft.model_copy(
                update={"id": _free_id(session, draft.id), "version": 1, "made_at": When.at(now)}
            )
            row = DraftRow(
                id=draft.id,
                incident=draft.incident,
                template=draft.template,
                version=1,
                text_since=1,
                sent=False,
                embargo_until=str(draft.embargo_until) if draft.embargo_until else None,
                made_at=stored(now),
                made_by=by.name,
                released=False,
            )
            record(session, now, by.name, Act.DRAFT_MADE, row, incident=row.incident, detail=draft.template)
            return self._add_version(session, draft, ledger.revision, findings, by)

    def cards(self, incident: str | None = None) -> tuple[DraftCard, ...]:
        """The drafts of an incident, or all; the newest first."""
        query = select(DraftRow).order_by(DraftRow.made_at.desc())
        if incident is not None:
            query = query.where(DraftRow.incident == incident)
        with self._database.read() as session:
            return tuple(_card(row) for row in session.scalars(query))

    def card(self, id: str) -> DraftCard:
        """Where a draft stands; raises NotFoundError."""
        with self._database.read() as session:
            return _card(draft_row(session, id))

    def get(self, id: str, *, version: int | None = None) -> DraftVersion:
        """A draft as it stands, or as it was saved; raises NotFoundError."""
        with self._database.read() as session:
            return version_of(session, id, version or draft_row(session, id).version)

    def versions(self, id: str) -> tuple[DraftVersion, ...]:
        """Every version, the latest first; raises NotFoundError."""
        with self._database.read() as session:
            last = draft_row(session, id).version
            return tuple(version_of(session, id, number) for number in range(last, 0, -1))

    def compare(self, id: str, earlier: int, later: int) -> Difference:
        """What changed between two versions, by words."""
        return difference(self.get(id, version=earlier).draft.text, self.get(id, version=later).draft.text)

    def save(self, id: str, text: str, *, slots: Sequence[Slot], expected: int, by: User) -> DraftVersion:
        """The next version of a draft. A change of its text voids every clearance.

        ``expected`` is the version that was being written on. When another stands, ConflictError is raised,
        and the text is kept as unsaved work. Saving once more what stands already changes nothing.
        """
        require(by, Right.DRAFT)
        storable(text)
        with self._database.read() as session:
            before = standing(session, id)
        ledger = before.ledger
        draft = _with(before.version.draft, text, slots, ledger).model_copy(
            update={"embargo_until": before.embargo_until}
        )
        findings = self._findings(draft, ledger)
        with self._database.write() as session:
            now = standing(session, id)
            now.expect_unreleased()
            present = now.version
            same = present.draft.text == text
            if same and present.draft.slots == draft.slots and present.ledger_revision == ledger.revision:
                _forget_work(session, id, by)
                return present
            if present.draft.version == expected:
                _forget_work(session, id, by)
                return self._save(session, now, draft, ledger.revision, findings, by)
            if not same:
                keep_work(session, id, by, expected, text, stored(self._database.now()))
        raise ConflictError(present, text, difference(present.draft.text, text))

    def waive(self, id: str, *, rule: str, span: Span, reason: str, expected: int, by: User) -> DraftVersion:
        """Answer one finding of the text with a reason; voids clearances, which were given without it.

        ``gate/<id>`` as the rule answers a gate of the plan instead; the span then says where the text
        begins. ConflictError unless the ``expected`` version stands, UserError when it has no such finding.
        """
        require(by, Right.WAIVE)
        with self._database.write() as session:
            now = standing(session, id)
            now.expect(expected)
            found = [f.text for f in now.version.unwaived if (f.rule, f.span) == (rule, span)]
            if rule.startswith(_GATE):
                found = [span.of(now.version.draft.text)]
            if not found:
                raise UserError(
                    f"This text has no open finding {rule} at that place. Choose one that is shown beside it."
                )
            at = self._database.now()
            waiver = Waiver(
                rule=rule,
                span=span,
                found=found[0],
                text_hash=now.version.text_hash,
                reason=storable(reason).strip() or _no_reason(),
                by=by.name,
                at=When.at(at),
            )
            self._say_voided(session, now, by, "a finding was waived")
            self._add_waiver(session, now.row, waiver, by.name, Act.WAIVED, rule)
            return version_of(session, id, expected)

    def withdraw(self, id: str, number: int, *, by: User) -> DraftVersion:
        """Take a waiver back; voids clearances, which were given with it."""
        require(by, Right.WAIVE)
        with self._database.write() as session:
            now = standing(session, id)
            now.expect_unreleased()
            row = session.get(WaiverRow, (id, number))
            if row is None or number not in {waived.number for waived in now.version.waivers}:
                raise UserError(f"This text has no waiver {number}. Choose one that is shown beside it.")
            self._say_voided(session, now, by, "a waiver was withdrawn")
            row.withdrawn = True
            at = self._database.now()
            record(session, at, by.name, Act.WAIVER_WITHDRAWN, row, incident=now.row.incident)
            return version_of(session, id, now.row.version)

    def _save(
        self,
        session: Session,
        now: Standing,
        draft: Draft,
        ledger: int,
        findings: tuple[Finding, ...],
        by: User,
    ) -> DraftVersion:
        row, old = now.row, now.version.draft
        row.version = draft.version
        if draft.text != old.text:
            self._say_voided(session, now, by, "the text changed")
            row.sent = False
            row.text_since = draft.version
            self._carry_waivers(session, now, draft, findings)
        at = self._database.now()
        record(
            session, at, by.name, Act.DRAFT_SAVED, row, incident=row.incident, detail=f"version {row.version}"
        )
        return self._add_version(session, draft, ledger, findings, by)

    def _add_version(
        self, session: Session, draft: Draft, ledger: int, findings: tuple[Finding, ...], by: User
    ) -> DraftVersion:
        now = self._database.now()
        row = VersionRow(
            draft=draft.id,
            version=draft.version,
            text_hash=text_hash(draft.text),
            ledger_revision=ledger,
            document=draft.model_dump_json(),
            findings=FINDINGS.dump_json(findings).decode(),
            saved_at=stored(now),
            saved_by=by.name,
        )
        record(session, now, by.name, Act.VERSION_KEPT, row, incident=draft.incident)
        return version_of(session, draft.id, draft.version)

    def _carry_waivers(
        self, session: Session, now: Standing, draft: Draft, findings: tuple[Finding, ...]
    ) -> None:
        """A waiver stays with its words while their line is unchanged and the finding still there."""
        if not now.version.waivers:
            return
        changes = difference(now.version.draft.text, draft.text)
        places = {(finding.rule, finding.span) for finding in findings}
        for waived in now.version.waivers:
            span = changes.moved(waived.waiver.span)
            if span is not None and (waived.waiver.rule, span) in places:
                moved = waived.waiver.model_copy(update={"span": span, "text_hash": text_hash(draft.text)})
                detail = f"{moved.rule}, carried over from waiver {waived.number}"
                self._add_waiver(session, now.row, moved, moved.by, Act.WAIVED, detail)

    def _add_waiver(
        self, session: Session, draft: DraftRow, waiver: Waiver, by: str, act: Act, detail: str
    ) -> None:
        last = session.scalar(select(func.max(WaiverRow.number)).where(WaiverRow.draft == draft.id))
        row = WaiverRow(
            draft=draft.id,
            number=(last or 0) + 1,
            text_hash=waiver.text_hash,
            document=waiver.model_dump_json(),
            withdrawn=False,
        )
        record(session, self._database.now(), by, act, row, incident=draft.incident, detail=detail)

    def _say_voided(self, session: Session, now: Standing, by: User, why: str) -> None:
        if cleared := voided(session, now):
            record(
                session,
                self._database.now(),
                by.name,
                Act.CLEARANCES_VOIDED,
                incident=now.row.incident,
                detail=f"{now.row.id}: {cleared}, because {why}",
            )

    def _findings(self, draft: Draft, ledger: LedgerRevision) -> tuple[Finding, ...]:
        return tuple(self._lint(draft.text, ledger=ledger.ledger, slots=draft.slots))


def keep_work(session: Session, id: str, by: User, version: int, text: str, at: str) -> None:
    """Keep what somebody typed and could not save, or has not saved yet."""
    row = session.get(WorkRow, (id, by.name))
    if row is None:
        session.add(WorkRow(draft=id, user=by.name, version=version, text=text, kept_at=at))
    else:
        row.version, row.text, row.kept_at = version, text, at


def _forget_work(session: Session, id: str, by: User) -> None:
    if row := session.get(WorkRow, (id, by.name)):
        session.delete(row)


def _with(draft: Draft, text: str, slots: Sequence[Slot], ledger: LedgerRevision) -> Draft:
    beyond = [slot.fact for slot in slots if slot.span.end > len(text)]
    if beyond:
        raise UserError(f"The slots of {', '.join(beyond)} end beyond the text. Send those of this text.")
    changed = {
        "text": text,
        "slots": tuple(slots),
        "version": draft.version + 1,
        "ledger_hash": ledger.ledger.hash,
    }
    return draft.model_copy(update=changed)


def _free_id(session: Session, wanted: str) -> str:
    number, id = 1, wanted
    while session.get(DraftRow, id) is not None:
        number += 1
        id = f"{wanted[: 63 - len(str(number))]}-{number}"
    return id


def _no_reason() -> str:
    raise UserError("A waiver needs a reason. Say in a sentence why the words stay.")


def _card(row: DraftRow) -> DraftCard:
    return DraftCard(
        id=row.id,
        incident=row.incident,
        template=row.template,
        version=row.version,
        sent=row.sent,
        released=row.released,
        embargo_until=When.parse(row.embargo_until) if row.embargo_until else None,
        made_at=restored(row.made_at),
        made_by=row.made_by,
    )
