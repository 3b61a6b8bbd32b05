"""Who may do what: one table, read by the records before every act and by the pages before they offer one."""

from verbale.model.clearance import Role
from verbale.model.record import Label
from verbale.records.errors import NotPermittedError
from verbale.records.values import Scope, Token, User


class Right(Label):
    """Something that only certain roles may do."""

    READ = "read", "see incidents, drafts and releases"
    KEEP_LEDGER = "keep_ledger", "keep the ledger"
    DRAFT = "draft", "write drafts"
    WAIVE = "waive", "waive findings"
    CLEAR = "clear", "clear or return a text"
    RELEASE = "release", "set embargoes and release"
    KEEP_ACCOUNTS = "keep_accounts", "keep accounts"
    AUDIT = "audit", "read the audit trail"


_AT_THE_DESK = (Role.SPOKESPERSON, Role.TECHNICAL, Role.LEGAL, Role.DIPLOMATIC)
MAY: dict[Right, tuple[Role, ...]] = {
    Right.READ: tuple(Role),
    Right.KEEP_LEDGER: _AT_THE_DESK,
    Right.DRAFT: _AT_THE_DESK,
    Right.WAIVE: _AT_THE_DESK,
    Right.CLEAR: _AT_THE_DESK,
    Right.RELEASE: (Role.SPOKESPERSON,),
    Right.KEEP_ACCOUNTS: (Role.ADMINISTRATOR,),
    Right.AUDIT: tuple(Role),
}


SCOPES: dict[Scope, tuple[Right, ...]] = {
    Scope.LINT: (),
    Scope.READ: (Right.READ,),
    Scope.WRITE: (Right.READ, Right.KEEP_LEDGER, Right.DRAFT, Right.WAIVE),
}


def within(token: Token, right: Right) -> bool:
    """True when a token reaches this right; that its user has it is another question."""
    return any(right in SCOPES[scope] for scope in token.scopes)


def may(user: User, right: Right) -> bool:
    """True when one of the user's roles carries the right."""
    return user.active and user.is_(*MAY[right])


def require(user: User, right: Right) -> None:
    """Raise NotPermittedError, naming the roles that may, unless the user has the right."""
    if not may(user, right):
        roles = " or ".join(role.value for role in MAY[right])
        raise NotPermittedError(f"{user.name} may not {right.meaning}. Ask somebody in the role {roles}.")
