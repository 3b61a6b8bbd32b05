"""What the records give and take beside the values of the model."""

from dataclasses import dataclass
from datetime import datetime

from verbale.model.clearance import Clearance, Role, Waiver
from verbale.model.draft import Draft
from verbale.model.fact import Fact
from verbale.model.finding import Finding
from verbale.model.ledger import Ledger
from verbale.model.record import Label
from verbale.model.when import When


class Scope(Label):
    """What an API token may do, within what its user may. Clearing and releasing are for people alone."""

    LINT = "lint", "Check texts."
    READ = "read", "Read incidents, drafts and releases."
    WRITE = "write", "Save ledgers and drafts, and waive findings."


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works at the desk. ``name`` signs; ``shown`` is for people to read."""

    name: str
    shown: str
    roles: tuple[Role, ...]
    active: bool = True
    made_at: datetime | None = None

    def is_(self, *roles: Role) -> bool:
        """True when this person has one of the roles."""
        return any(role in self.roles for role in roles)


CONSOLE = User("console", "Command line", (Role.ADMINISTRATOR,))
"""Whoever can run commands on the machine that holds the records."""


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its key, which is shown once."""

    id: str
    user: str
    label: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    expires_at: datetime | None
    revoked: bool


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An incident in a list."""

    id: str
    title: str
    revision: int
    next_update_at: When | None
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class LedgerRevision:
    """A ledger as it stood from ``saved_at`` on."""

    ledger: Ledger
    revision: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class FactRevision:
    """A fact as it stood from ``saved_at`` on; ``fact.revision`` counts."""

    fact: Fact
    ledger_revision: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft in a list, and where it stands."""

    id: str
    incident: str
    template: str
    version: int
    sent: bool
    released: bool
    embargo_until: When | None
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver of a draft; its number serves to withdraw it."""

    number: int
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A draft as it was saved, what the linter said of it then, and the waivers that stand for its text."""

    draft: Draft
    text_hash: str
    ledger_revision: int
    findings: tuple[Finding, ...]
    waivers: tuple[Waived, ...]
    saved_at: datetime
    saved_by: str

    @property
    def unwaived(self) -> tuple[Finding, ...]:
        """Findings that no waiver answers."""
        return unwaived(self.findings, self.waivers)


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody typed over a version and has not saved."""

    version: int
    text: str
    kept_at: datetime


class SignOffState(Label):
    """Where a role's sign-off of a draft stands."""

    MISSING = "missing", "Not yet given."
    CLEARED = "cleared", "Given, and it holds."
    RETURNED = "returned", "The text must be changed first."
    VOID = "void", "Was given for something else than what stands now."
    LAPSED = "lapsed", "Was given, and its time has run out."


@dataclass(frozen=True, slots=True)
class SignOff:
    """A role's sign-off of a draft. ``clearance`` is the last that this role gave, even where it is void."""

    role: Role
    required: bool
    state: SignOffState
    clearance: Clearance | None
    reason: str
    """In a sentence: where it stands, and what to do when it is not cleared."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a person who clears has before them. ``basis`` is handed back with their word.

    It is the hash of the text, its waivers, and the entries of the ledger that it rests on: when any of
    these changes, the word no longer holds.
    """

    version: DraftVersion
    basis: str
    sign_offs: tuple[SignOff, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for release, with the reason why it is open or closed."""

    name: str
    open: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has a draft open."""

    user: str
    shown: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the audit trail. It never holds words of a draft."""

    seq: int
    at: datetime
    by: str
    act: str
    incident: str | None
    subject: str | None
    seal: str | None
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking the audit trail found: entries, head, and every row that is not as recorded."""

    entries: int
    head: str
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """True when nothing was altered."""
        return not self.problems


def unwaived(findings: tuple[Finding, ...], waivers: tuple[Waived, ...]) -> tuple[Finding, ...]:
    """The findings that no waiver answers: same rule, same place."""
    answered = {(w.waiver.rule, w.waiver.span) for w in waivers}
    return tuple(f for f in findings if (f.rule, f.span) not in answered)
