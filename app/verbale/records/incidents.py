"""Incidents: each is its ledger, and every revision of it is kept."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.when import When
from verbale.records.database import Database
from verbale.records.errors import LedgerConflictError, NotFoundError
from verbale.records.moments import restored, stored
from verbale.records.permissions import Right, require
from verbale.records.tables import FactRow, LedgerRow
from verbale.records.trail import Act, record
from verbale.records.values import FactRevision, IncidentCard, LedgerRevision, User


class Incidents:
    """Opening incidents, and keeping their ledgers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, ledger: Ledger, *, by: User) -> LedgerRevision:
        """Start an incident from its ledger; UserError when one of that id is open already."""
        require(by, Right.KEEP_LEDGER)
        _check_ids(ledger)
        with self._database.write() as session:
            if _latest(session, ledger.incident.id) is not None:
                raise UserError(
                    f'There is an incident "{ledger.incident.id}" already. '
                    "Save this ledger as its next revision, or give incident.id another name."
                )
            return self._add(session, ledger, revision=1, by=by.name, act=Act.INCIDENT_OPENED)

    def save(self, ledger: Ledger, *, expected: int, by: User) -> LedgerRevision:
        """The next revision of a ledger; a fact that changed gets its next number.

        Raises LedgerConflictError, with the revision that stands, unless that is the ``expected`` one.
        """
        require(by, Right.KEEP_LEDGER)
        _check_ids(ledger)
        with self._database.write() as session:
            present = latest_ledger(session, ledger.incident.id)
            numbered = _numbered(session, ledger)
            if numbered == present.ledger:
                return present
            if present.revision != expected:
                raise LedgerConflictError(present)
            return self._add(session, numbered, revision=expected + 1, by=by.name, act=Act.LEDGER_SAVED)

    def add_release(self, session: Session, ledger: Ledger, *, by: User) -> LedgerRevision:
        """A ledger that has one released text more, within the write that releases it."""
        present = latest_ledger(session, ledger.incident.id)
        return self._add(session, ledger, revision=present.revision + 1, by=by.name, act=Act.LEDGER_SAVED)

    def get(self, id: str, *, revision: int | None = None) -> LedgerRevision:
        """A ledger as it stands, or as it stood; raises NotFoundError."""
        with self._database.read() as session:
            return latest_ledger(session, id) if revision is None else ledger_at(session, id, revision)

    def cards(self) -> tuple[IncidentCard, ...]:
        """All incidents, the one saved last first."""
        last = select(LedgerRow.incident, func.max(LedgerRow.revision)).group_by(LedgerRow.incident)
        with self._database.read() as session:
            rows = session.scalars(
                select(LedgerRow)
                .join(
                    sub := last.subquery(),
                    (LedgerRow.incident == sub.c[0]) & (LedgerRow.revision == sub.c[1]),
                )
                .order_by(LedgerRow.saved_at.desc())
            )
            return tuple(_card(row) for row in rows)

    def history(self, id: str) -> tuple[IncidentCard, ...]:
        """Every revision of a ledger, the latest first."""
        with self._database.read() as session:
            query = select(LedgerRow).where(LedgerRow.incident == id).order_by(LedgerRow.revision.desc())
            return tuple(_card(row) for row in session.scalars(query))

    def fact_history(self, incident: str, fact: str) -> tuple[FactRevision, ...]:
        """Every revision of a fact, the latest first; a fact taken out of the ledger keeps its history."""
        with self._database.read() as session:
            query = (
                select(FactRow)
                .where(FactRow.incident == incident, FactRow.fact == fact)
                .order_by(FactRow.revision.desc())
            )
            return tuple(_fact_revision(row) for row in session.scalars(query))

    def _add(self, session: Session, ledger: Ledger, *, revision: int, by: str, act: Act) -> LedgerRevision:
        now = self._database.now()
        due = ledger.incident.next_update_at
        row = LedgerRow(
            incident=ledger.incident.id,
            revision=revision,
            title=ledger.incident.title,
            next_update_at=str(due) if due else None,
            hash=ledger.hash,
            document=ledger.model_dump_json(),
            saved_at=stored(now),
            saved_by=by,
        )
        record(session, now, by, act, row, incident=row.incident, detail=f"revision {revision}")
        known = _last_facts(session, row.incident)
        for fact in ledger.facts:
            if fact != known.get(fact.id):
                self._add_fact(session, row, fact)
        return _revision(row)

    def _add_fact(self, session: Session, ledger: LedgerRow, fact: Fact) -> None:
        row = FactRow(
            incident=ledger.incident,
            fact=fact.id,
            revision=fact.revision,
            ledger_revision=ledger.revision,
            category=fact.category.value,
            status=fact.status.value,
            tlp=fact.tlp.value,
            document=fact.model_dump_json(),
            saved_at=ledger.saved_at,
            saved_by=ledger.saved_by,
        )
        detail = f"{fact.id}, revision {fact.revision}, {fact.status.value}"
        at = restored(ledger.saved_at)
        record(session, at, row.saved_by, Act.FACT_SAVED, row, incident=row.incident, detail=detail)


def latest_ledger(session: Session, id: str) -> LedgerRevision:
    """The ledger as it stands; raises NotFoundError."""
    row = _latest(session, id)
    if row is None:
        raise NotFoundError(f'There is no incident "{id}". Open it with its ledger first.')
    return _revision(row)


def ledger_at(session: Session, id: str, revision: int) -> LedgerRevision:
    """The ledger as it stood in one revision; raises NotFoundError."""
    row = session.get(LedgerRow, (id, revision))
    if row is None:
        raise NotFoundError(f'Incident "{id}" has no revision {revision}. Look at its history.')
    return _revision(row)


def _check_ids(ledger: Ledger) -> None:
    twice = [id for id, count in Counter(fact.id for fact in ledger.facts).items() if count > 1]
    if twice:
        raise UserError(f"Two facts are called {', '.join(twice)}. Give each fact an id of its own.")


def _latest(session: Session, id: str) -> LedgerRow | None:
    query = select(LedgerRow).where(LedgerRow.incident == id).order_by(LedgerRow.revision.desc()).limit(1)
    return session.scalars(query).first()


def _last_facts(session: Session, incident: str) -> dict[str, Fact]:
    """The last revision of every fact that the incident ever had."""
    query = select(FactRow).where(FactRow.incident == incident).order_by(FactRow.revision)
    return {row.fact: Fact.model_validate_json(row.document) for row in session.scalars(query)}


def _numbered(session: Session, ledger: Ledger) -> Ledger:
    """The ledger with a number one higher for each fact that differs from its last revision."""
    known = _last_facts(session, ledger.incident.id)

    def numbered(fact: Fact) -> Fact:
        last = known.get(fact.id)
        if last is None or fact == last:
            return fact
        same = fact.model_copy(update={"revision": last.revision}) == last
        number = last.revision if same else max(last.revision + 1, fact.revision)
        return fact.model_copy(update={"revision": number})

    return ledger.model_copy(update={"facts": tuple(numbered(fact) for fact in ledger.facts)})


def _revision(row: LedgerRow) -> LedgerRevision:
    return LedgerRevision(
        Ledger.model_validate_json(row.document), row.revision, restored(row.saved_at), row.saved_by
    )


def _fact_revision(row: FactRow) -> FactRevision:
    return FactRevision(
        Fact.model_validate_json(row.document), row.ledger_revision, restored(row.saved_at), row.saved_by
    )


def _card(row: LedgerRow) -> IncidentCard:
    return IncidentCard(
        id=row.incident,
        title=row.title,
        revision=row.revision,
        next_update_at=When.parse(row.next_update_at) if row.next_update_at else None,
        saved_at=restored(row.saved_at),
        saved_by=row.saved_by,
    )
