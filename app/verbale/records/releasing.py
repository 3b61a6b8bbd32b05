"""Release: refused with every reason while a gate is closed, then frozen."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from verbale.model.clearance import Clearance
from verbale.model.decision import Decision
from verbale.model.digest import text_hash
from verbale.model.draft import Slot
from verbale.model.fact import Fact
from verbale.model.finding import Finding, Severity
from verbale.model.incident import EXERCISE_MARKS, ReleasedText, is_marked
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure
from verbale.model.release import Release
from verbale.model.when import When
from verbale.records.clearing import Clearing
from verbale.records.database import Database
from verbale.records.drafts import Lint
from verbale.records.errors import NotFoundError, RefusedError
from verbale.records.incidents import Incidents
from verbale.records.moments import stored
from verbale.records.permissions import Right, require
from verbale.records.standing import FINDINGS, Standing, entry, revised, standing
from verbale.records.tables import ReleaseRow, VersionRow
from verbale.records.trail import Act, head, record
from verbale.records.values import Gate, SignOffState, User, unwaived

LONGEST = 20_000
"""Code points that the ledger keeps of a released text."""
_MUST_BE_ANSWERED = Severity.WARNING


class Releasing:
    """Setting embargoes, and releasing what is cleared."""

    def __init__(self, database: Database, lint: Lint, clearing: Clearing, incidents: Incidents) -> None:
        self._database = database
        self._lint = lint
        self._clearing = clearing
        self._incidents = incidents

    def embargo(self, id: str, *, until: When | None, by: User) -> None:
        """Keep a draft from being released before a time; None lifts it."""
        require(by, Right.RELEASE)
        with self._database.write() as session:
            now = standing(session, id)
            now.expect_unreleased()
            now.row.embargo_until = str(until) if until else None
            at = self._database.now()
            detail = f"until {until}" if until else "lifted"
            record(session, at, by.name, Act.EMBARGOED, now.row, incident=now.row.incident, detail=detail)

    def gates(self, id: str) -> tuple[Gate, ...]:
        """Every condition for the release of a draft as it stands, open and closed; raises NotFoundError."""
        with self._database.read() as session:
            now = standing(session, id)
            findings = self._findings(now)
            return tuple(self._gates(session, now, findings))

    def release(
        self,
        id: str,
        *,
        expected: int,
        by: User,
        channel: str | None = None,
        next_update_at: When | None = None,
    ) -> Release:
        """Release the ``expected`` version, frozen and hashed; the ledger then lists it as said.

        ``next_update_at`` is when the next statement is due, the ledger's own time when left out. Raises
        RefusedError with every closed gate, and ConflictError when another version stands.
        """
        require(by, Right.RELEASE)
        while True:
            with self._database.read() as session:
                read = standing(session, id)
            findings = self._findings(read)
            with self._database.write() as session:
                now = standing(session, id)
                now.expect(expected)
                if (now.row.version, now.ledger.revision) != (read.row.version, read.ledger.revision):
                    continue  # the findings are of what stood a moment ago
                closed = tuple(gate for gate in self._gates(session, now, findings) if not gate.open)
                if not closed:
                    return self._release(session, now, findings, by, channel, next_update_at)
                at = self._database.now()
                detail = f"version {expected}: {', '.join(gate.name for gate in closed)}"
                record(session, at, by.name, Act.REFUSED, incident=now.row.incident, detail=detail)
            raise RefusedError(closed)

    def get(self, id: str) -> Release:
        """A release; it has the id of its draft. Raises NotFoundError."""
        with self._database.read() as session:
            return _value(_row(session, id))

    def findings(self, id: str) -> tuple[Finding, ...]:
        """What the linter said of a text when it was released; raises NotFoundError."""
        with self._database.read() as session:
            return FINDINGS.validate_json(_row(session, id).findings)

    def all(self, incident: str | None = None) -> tuple[Release, ...]:
        """The releases of an incident, or all; the latest first."""
        query = select(ReleaseRow).order_by(ReleaseRow.seq.desc())
        if incident is not None:
            query = query.where(ReleaseRow.incident == incident)
        with self._database.read() as session:
            return tuple(_value(row) for row in session.scalars(query))

    def _findings(self, now: Standing) -> tuple[Finding, ...]:
        draft = now.version.draft
        return tuple(self._lint(draft.text, ledger=now.ledger.ledger, slots=draft.slots))

    def _gates(self, session: Session, now: Standing, findings: tuple[Finding, ...]) -> Iterator[Gate]:
        for sign_off in self._clearing.sign_offs(session, now):
            cleared = sign_off.state is SignOffState.CLEARED
            if sign_off.required or sign_off.state is SignOffState.RETURNED:
                yield Gate(f"clearance by {sign_off.role.value}", cleared, sign_off.reason)
        yield _findings_gate(unwaived(findings, now.version.waivers))
        yield _facts_gate(revised(session, now))
        yield _label_gate(now)
        if now.ledger.ledger.incident.exercise:
            yield _exercise_gate(now)
        yield self._embargo_gate(now)
        yield _hash_gate(session, now)
        yield _length_gate(now.version.draft.text)

    def _embargo_gate(self, now: Standing) -> Gate:
        until = now.embargo_until
        if until is not None and self._database.now() < until.earliest:
            return Gate("embargo", False, f"It is under embargo until {until}. Wait, or lift the embargo.")
        return Gate("embargo", True, "No embargo holds it back.")

    def _release(
        self,
        session: Session,
        now: Standing,
        findings: tuple[Finding, ...],
        by: User,
        channel: str | None,
        next_update_at: When | None,
    ) -> Release:
        draft, ledger = now.version.draft, now.ledger.ledger
        at = self._database.now()
        release = Release(
            id=draft.id,
            incident=draft.incident,
            template=draft.template,
            correspondence=draft.correspondence,
            language=draft.language,
            audience=draft.audience,
            text=draft.text,
            text_hash=now.version.text_hash,
            ledger_hash=ledger.hash,
            slots=draft.slots,
            waivers=tuple(waived.waiver for waived in now.version.waivers),
            clearances=self._clearances(session, now),
            released_at=When.at(at),
            released_by=by.name,
            embargo_until=now.embargo_until,
            next_update_at=next_update_at or ledger.incident.next_update_at,
            audit_head=head(session),
        )
        row = ReleaseRow(
            id=release.id,
            incident=release.incident,
            text_hash=release.text_hash,
            released_at=stored(at),
            document=release.model_dump_json(),
            findings=FINDINGS.dump_json(findings).decode(),
        )
        detail = f"version {now.row.version}, text {release.text_hash}"
        record(session, at, by.name, Act.RELEASED, row, incident=release.incident, detail=detail)
        now.row.released = True
        record(session, at, by.name, Act.FROZEN, now.row, incident=release.incident)
        self._incidents.add_release(session, _with_release(ledger, release, channel), by=by)
        return release

    def _clearances(self, session: Session, now: Standing) -> tuple[Clearance, ...]:
        return tuple(
            sign_off.clearance
            for sign_off in self._clearing.sign_offs(session, now)
            if sign_off.state is SignOffState.CLEARED and sign_off.clearance is not None
        )


def _findings_gate(open_findings: tuple[Finding, ...]) -> Gate:
    counted = [f for f in open_findings if f.severity.reaches(_MUST_BE_ANSWERED)]
    if not counted:
        return Gate("findings", True, "No error or warning is left unanswered.")
    listed = ", ".join(f"{f.rule} (line {f.line})" for f in counted)
    return Gate(
        "findings", False, f"Findings are left: {listed}. Change the words, or waive each with a reason."
    )


def _facts_gate(changed: tuple[str, ...]) -> Gate:
    if not changed:
        return Gate("facts", True, "The facts under the text stand as they did when it was saved.")
    ids = ", ".join(changed)
    return Gate("facts", False, f"{ids} changed since the text was saved. Compare, and save it again.")


def _label_gate(now: Standing) -> Gate:
    audience = now.version.draft.audience
    entries = {slot.fact: _labelled(now.ledger.ledger, slot) for slot in now.version.draft.slots}
    above = [
        f"{id} ({one.tlp.value})" for id, one in entries.items() if one and not one.tlp.may_go_to(audience)
    ]
    if not above:
        return Gate("label", True, f"Nothing in it is marked more narrowly than {audience.value}.")
    return Gate(
        "label",
        False,
        f"{', '.join(above)} may not go to {audience.value}. Take it out, or have it relabelled.",
    )


def _labelled(ledger: Ledger, slot: Slot) -> Fact | Decision | Measure | None:
    found = entry(ledger, slot.fact)
    return found if isinstance(found, Fact | Decision | Measure) else None


def _exercise_gate(now: Standing) -> Gate:
    draft = now.version.draft
    if is_marked(draft.text, draft.language):
        return Gate("exercise", True, "The text says above and below that it is of an exercise.")
    mark = EXERCISE_MARKS.get(draft.language, EXERCISE_MARKS["en"])
    return Gate(
        "exercise",
        False,
        "The incident is an exercise, and the text does not say so above and below. "
        f"Put {mark} back as its first and its last line; no waiver replaces it.",
    )


def _hash_gate(session: Session, now: Standing) -> Gate:
    row = session.get(VersionRow, (now.row.id, now.row.version))
    if row is not None and row.text_hash == text_hash(now.version.draft.text):
        return Gate("hash", True, "The text is the one that was saved.")
    return Gate("hash", False, "The stored text is not the one that was saved. Run `verbale audit verify`.")


def _length_gate(text: str) -> Gate:
    if not text.strip():
        return Gate("length", False, "The text is empty. Write it first.")
    if len(text) > LONGEST:
        return Gate("length", False, f"The text has {len(text):,} characters. Shorten it to {LONGEST:,}.")
    return Gate("length", True, "The text is not empty, and not too long to be kept in the ledger.")


def _with_release(ledger: Ledger, release: Release, channel: str | None) -> Ledger:
    said = ReleasedText(
        id=release.id,
        template=release.template,
        released_at=release.released_at,
        text=release.text,
        facts=tuple(dict.fromkeys(slot.fact for slot in release.slots if ledger.fact(slot.fact))),
        channel=channel,
        correspondence=release.correspondence,
        next_update_at=release.next_update_at,
    )
    texts = (*(text for text in ledger.incident.released_texts if text.id != said.id), said)
    changed = {"released_texts": texts, "next_update_at": release.next_update_at}
    return ledger.model_copy(update={"incident": ledger.incident.model_copy(update=changed)})


def _row(session: Session, id: str) -> ReleaseRow:
    row = session.get(ReleaseRow, id)
    if row is None:
        raise NotFoundError(f'There is no release "{id}". Look at the releases of its incident.')
    return row


def _value(row: ReleaseRow) -> Release:
    return Release.model_validate_json(row.document)
