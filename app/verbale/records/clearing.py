"""Clearance: each role's word on one exact text."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verbale.model.clearance import Clearance, ClearanceOutcome, Role
from verbale.model.errors import UserError
from verbale.model.when import When
from verbale.records.database import Database
from verbale.records.errors import NotPermittedError
from verbale.records.permissions import Right, require
from verbale.records.standing import Standing, clearances_on, draft_row, standing, version_of
from verbale.records.tables import ClearanceRow
from verbale.records.trail import Act, record
from verbale.records.values import DraftVersion, Review, SignOff, SignOffState, User
from verbale.records.words import storable

SignOffs = Callable[[str], tuple[Role, ...]]
"""The roles that must clear a statement, by the id of its template."""


class Clearing:
    """Sending a draft for clearance, and clearing it or sending it back."""

    def __init__(self, database: Database, sign_offs: SignOffs) -> None:
        self._database = database
        self._required = sign_offs

    def send(self, id: str, *, expected: int, by: User) -> Review:
        """Ask the roles for their word on the ``expected`` version; ConflictError when another stands."""
        require(by, Right.DRAFT)
        return self._set_sent(id, expected, by, sent=True)

    def recall(self, id: str, *, expected: int, by: User) -> Review:
        """Take a draft back from clearance; words given on this text still hold while it is unchanged."""
        require(by, Right.DRAFT)
        return self._set_sent(id, expected, by, sent=False)

    def review(self, id: str) -> Review:
        """What a person who clears must see, and where each role's sign-off stands."""
        with self._database.read() as session:
            return self._review(session, standing(session, id))

    def clear(
        self,
        id: str,
        *,
        role: Role,
        basis: str,
        by: User,
        remark: str | None = None,
        expires_at: When | None = None,
    ) -> Clearance:
        """Say in a role that the text may go out, until ``expires_at`` if that is given.

        ``basis`` is that of the review which the person has read; UserError when something has changed
        since, when the draft is not in clearance, or when the person has cleared it in another role.
        """
        return self._give(id, ClearanceOutcome.CLEARED, role, basis, by, remark, expires_at)

    def send_back(self, id: str, *, role: Role, basis: str, by: User, remark: str) -> Clearance:
        """Say in a role that the text must be changed first, and why."""
        if not remark.strip():
            raise UserError("Say in a remark what must be changed before you can clear it.")
        return self._give(id, ClearanceOutcome.RETURNED, role, basis, by, remark, None)

    def history(self, id: str) -> tuple[Clearance, ...]:
        """Every word ever given on a draft, the latest first."""
        with self._database.read() as session:
            draft_row(session, id)
            return tuple(reversed(_all(session, id)))

    def cleared_before(self, id: str, role: Role) -> DraftVersion | None:
        """The version that a role cleared last, to compare with what stands; None when it never did."""
        query = (
            select(ClearanceRow)
            .where(ClearanceRow.draft == id, ClearanceRow.role == role.value)
            .order_by(ClearanceRow.seq.desc())
        )
        with self._database.read() as session:
            for row in session.scalars(query):
                if Clearance.model_validate_json(row.document).outcome is ClearanceOutcome.CLEARED:
                    return version_of(session, id, row.version)
        return None

    def sign_offs(self, session: Session, now: Standing) -> tuple[SignOff, ...]:
        """Where each role stands: those required first, then others that have spoken."""
        holding = {clearance.role: clearance for clearance in clearances_on(session, now)}
        last = {clearance.role: clearance for clearance in _all(session, now.row.id)}
        required = self._required(now.row.template)
        roles = [*required, *(role for role in last if role not in required)]
        at = self._database.now()
        return tuple(
            _sign_off(role, role in required, holding.get(role), last.get(role), now, at) for role in roles
        )

    def _review(self, session: Session, now: Standing) -> Review:
        return Review(now.version, now.basis, self.sign_offs(session, now))

    def _set_sent(self, id: str, expected: int, by: User, *, sent: bool) -> Review:
        with self._database.write() as session:
            now = standing(session, id)
            now.expect(expected)
            if now.row.sent != sent:
                now.row.sent = sent
                act = Act.SENT if sent else Act.RECALLED
                at = self._database.now()
                detail = f"version {expected}"
                record(session, at, by.name, act, now.row, incident=now.row.incident, detail=detail)
            return self._review(session, now)

    def _give(
        self,
        id: str,
        outcome: ClearanceOutcome,
        role: Role,
        basis: str,
        by: User,
        remark: str | None,
        expires_at: When | None,
    ) -> Clearance:
        require(by, Right.CLEAR)
        if not by.is_(role):
            raise NotPermittedError(f"{by.name} does not have the role {role.value}. Ask somebody who has.")
        with self._database.write() as session:
            now = standing(session, id)
            now.expect_unreleased()
            if not now.row.sent:
                raise UserError("This draft is not in clearance. Its author sends it when it is ready.")
            if now.basis != basis:
                raise UserError(
                    "The text, its waivers or the facts under it changed after you opened it. Read it again."
                )
            if outcome is ClearanceOutcome.CLEARED:
                _one_role_only(clearances_on(session, now), role, by)
            at = self._database.now()
            number = session.scalar(select(func.count()).select_from(ClearanceRow))
            clearance = Clearance(
                id=f"{id[:50]}.c{(number or 0) + 1}",
                text_hash=now.version.text_hash,
                role=role,
                by=by.name,
                at=When.at(at),
                expires_at=expires_at,
                outcome=outcome,
                remark=storable(remark).strip() or None if remark else None,
            )
            row = ClearanceRow(
                id=clearance.id,
                draft=id,
                version=now.row.version,
                role=role.value,
                by=by.name,
                text_hash=clearance.text_hash,
                basis=basis,
                document=clearance.model_dump_json(),
            )
            act = Act.CLEARED if outcome is ClearanceOutcome.CLEARED else Act.RETURNED
            detail = f"version {row.version}, as {role.value}"
            record(session, at, by.name, act, row, incident=now.row.incident, detail=detail)
            return clearance


def _all(session: Session, id: str) -> list[Clearance]:
    query = select(ClearanceRow).where(ClearanceRow.draft == id).order_by(ClearanceRow.seq)
    return [Clearance.model_validate_json(row.document) for row in session.scalars(query)]


def _one_role_only(given: tuple[Clearance, ...], role: Role, by: User) -> None:
    for clearance in given:
        other = clearance.role is not role and clearance.by == by.name
        if other and clearance.outcome is ClearanceOutcome.CLEARED:
            raise NotPermittedError(
                f"{by.name} has cleared this text as {clearance.role.value}. Two roles are never the same "
                f"person: ask somebody else in the role {role.value}."
            )


def _sign_off(
    role: Role,
    required: bool,
    holding: Clearance | None,
    last: Clearance | None,
    now: Standing,
    at: datetime,
) -> SignOff:
    def said(state: SignOffState, reason: str) -> SignOff:
        return SignOff(role, required, state, holding or last, reason)

    name = role.value.capitalize()
    if last is None:
        return said(SignOffState.MISSING, f"{name} has not cleared this text. Ask for it.")
    if holding is None:
        what = (
            "its waivers or the facts under it"
            if last.text_hash == now.version.text_hash and now.row.text_since == now.row.version
            else "the text"
        )
        if last.outcome is ClearanceOutcome.RETURNED:
            return said(
                SignOffState.MISSING, f"{name} returned an earlier text. Ask {last.by} to read this one."
            )
        return said(
            SignOffState.VOID,
            f"{what[0].upper()}{what[1:]} changed after {last.by} cleared it as {role.value}. Ask again.",
        )
    if holding.outcome is ClearanceOutcome.RETURNED:
        return said(SignOffState.RETURNED, f"{name} returned this text: {holding.remark} ({holding.by}).")
    if holding.expires_at is not None and holding.expires_at.earliest <= at:
        return said(
            SignOffState.LAPSED, f"The clearance by {role.value} lapsed at {holding.expires_at}. Ask again."
        )
    return said(SignOffState.CLEARED, f"{name} cleared this text ({holding.by}, {holding.at}).")
