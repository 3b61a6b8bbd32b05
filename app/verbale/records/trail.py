"""The audit trail: one chain of entries, each holding the hash of the one before.

An entry about a row holds the row's seal, so that the chain vouches for ledgers, drafts, clearances and
releases as well as for itself.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from verbale.model.record import Label
from verbale.records.moments import restored, stored
from verbale.records.tables import RECORDED, AuditRow, Base, Recorded, digest
from verbale.records.values import AuditEntry, Verdict

START = "0" * 64
"""What stands for the hash before the first entry."""
_SIGNED = ("seq", "at", "by", "act", "incident", "subject", "seal", "detail", "previous")
_TOGETHER = 1000


class Act(Label):
    """What was done."""

    INCIDENT_OPENED = "incident opened"
    LEDGER_SAVED = "ledger saved"
    FACT_SAVED = "fact saved"
    DRAFT_MADE = "draft made"
    DRAFT_SAVED = "draft saved"
    VERSION_KEPT = "version kept"
    CLEARANCES_VOIDED = "clearances voided"
    WAIVED = "finding waived"
    WAIVER_WITHDRAWN = "waiver withdrawn"
    SENT = "sent for clearance"
    RECALLED = "recalled from clearance"
    CLEARED = "cleared"
    RETURNED = "returned"
    EMBARGOED = "embargo set"
    REFUSED = "release refused"
    RELEASED = "released"
    FROZEN = "draft frozen"
    USER_SAVED = "user saved"
    PASSWORD_SET = "password set"
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    TOKEN_MADE = "token made"
    TOKEN_REVOKED = "token revoked"
    LINK_MADE = "link made"
    LINK_USED = "link used"
    RESTORED = "records restored"


def record(
    session: Session,
    at: datetime,
    by: str,
    act: Act,
    row: Base | None = None,
    *,
    incident: str | None = None,
    detail: str = "",
) -> AuditEntry:
    """Append an entry, and store the row that it is about; only within a write."""
    session.flush()
    last = _last(session)
    entry = AuditRow(
        seq=last.seq + 1 if last else 1,
        at=stored(at),
        by=by,
        act=act.value,
        incident=incident,
        detail=detail,
        previous=last.hash if last else START,
    )
    if isinstance(row, Recorded):
        row.seq = entry.seq
        entry.subject, entry.seal = row.subject, row.seal
        session.add(row)
    entry.hash = _hash(entry)
    session.add(entry)
    session.flush()
    return _value(entry)


def head(session: Session) -> str:
    """The hash of the last entry: whoever knows it can prove later that nothing before it was changed."""
    last = _last(session)
    return last.hash if last else START


def entries(
    session: Session, *, incident: str | None = None, before: int | None = None, limit: int = 100
) -> tuple[AuditEntry, ...]:
    """The latest entries first, at most ``limit``; ``before`` (a number) turns the page."""
    query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(limit)
    if incident is not None:
        query = query.where(AuditRow.incident == incident)
    if before is not None:
        query = query.where(AuditRow.seq < before)
    return tuple(_value(row) for row in session.scalars(query))


def verify(session: Session, *, known_head: str | None = None) -> Verdict:
    """Check the chain link by link, then every row that it vouches for.

    ``known_head`` is a hash noted earlier, from a release for example: it must stand in the chain.
    """
    problems: list[str] = []
    seals: dict[str, tuple[str | None, int]] = {}
    previous, expected, seen = START, 1, known_head in (None, START)
    for row in session.scalars(
        select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=_TOGETHER)
    ):
        if row.seq != expected:
            problems.append(f"audit/{expected}: missing; the next entry there is audit/{row.seq}.")
        elif row.previous != previous:
            problems.append(f"audit/{row.seq}: does not follow the entry before it.")
        if _hash(row) != row.hash:
            problems.append(f"audit/{row.seq}: altered; its hash no longer fits what it says.")
        seen = seen or row.hash == known_head
        previous, expected = row.hash, row.seq + 1
        if row.subject:
            seals[row.subject] = (row.seal, row.seq)
    if not seen:
        problems.append(f"audit: no entry has the hash {known_head}; entries were cut off or rewritten.")
    problems.extend(_altered(session, seals))
    return Verdict(entries=expected - 1, head=previous, problems=tuple(problems))


def _altered(session: Session, seals: dict[str, tuple[str | None, int]]) -> Iterator[str]:
    for row in _recorded(session):
        seal, seq = seals.pop(row.subject, (None, 0))
        if seq == 0:
            yield f"{row.subject}: no entry of the audit trail tells of it; it was put in by other means."
        elif seal != row.seal:
            yield f"{row.subject}: altered since audit/{seq} recorded it."
    for subject, (_, seq) in seals.items():
        yield f"{subject}: missing, though audit/{seq} recorded it."


def _recorded(session: Session) -> Iterable[Recorded]:
    for table in RECORDED:
        for row in session.scalars(select(table).execution_options(yield_per=_TOGETHER)):
            assert isinstance(row, Recorded)
            yield row


def _last(session: Session) -> AuditRow | None:
    return session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()


def _hash(row: AuditRow) -> str:
    return digest({name: getattr(row, name) for name in _SIGNED})


def _value(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        at=restored(row.at),
        by=row.by,
        act=row.act,
        incident=row.incident,
        subject=row.subject,
        seal=row.seal,
        detail=row.detail,
        previous=row.previous,
        hash=row.hash,
    )
