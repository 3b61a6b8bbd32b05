"""What each address of the desk with accounts asks of whoever calls it: one table, read before every request.

``EVERYBODY`` marks what is reached without signing in. A right is a person's; an address that asks for a
scope is for everybody who is signed in, and for programs whose token has it. An address that is not in the
table opens to nobody.
"""

from verbale.records.permissions import Right
from verbale.records.values import Scope

EVERYBODY = None
Need = Right | Scope | None

NEEDS: dict[str, Need] = {
    "static": EVERYBODY,
    "health.healthz": EVERYBODY,
    "health.metrics": EVERYBODY,
    "signing.sign_in": EVERYBODY,
    "signing.signed_in": EVERYBODY,
    "signing.first": EVERYBODY,
    "signing.first_made": EVERYBODY,
    "signing.password": EVERYBODY,
    "signing.password_set": EVERYBODY,
    "sso.begin": EVERYBODY,
    "sso.returned": EVERYBODY,
    "signing.sign_out": Right.READ,
    "account.mine": Right.READ,
    "account.password": Right.READ,
    "account.token_made": Right.READ,
    "account.token_revoked": Right.READ,
    "accounts.every": Right.KEEP_ACCOUNTS,
    "accounts.added": Right.KEEP_ACCOUNTS,
    "accounts.roles": Right.KEEP_ACCOUNTS,
    "accounts.link": Right.KEEP_ACCOUNTS,
    "accounts.identity": Right.KEEP_ACCOUNTS,
    "accounts.close": Right.KEEP_ACCOUNTS,
    "accounts.reopen": Right.KEEP_ACCOUNTS,
    "ledgers.home": Right.READ,
    "ledgers.opened": Right.KEEP_LEDGER,
    "ledgers.incident": Right.READ,
    "ledgers.as_yaml": Right.READ,
    "ledgers.saved": Right.KEEP_LEDGER,
    "ledgers.history": Right.READ,
    "board.stages": Right.READ,
    "board.drafted": Right.DRAFT,
    "facts.blank": Right.KEEP_LEDGER,
    "facts.added": Right.KEEP_LEDGER,
    "facts.shown": Right.READ,
    "facts.revised": Right.KEEP_LEDGER,
    "anomalies.asked": Right.KEEP_LEDGER,
    "anomalies.told": Right.KEEP_LEDGER,
    "hypotheses.weighed": Right.READ,
    "hypotheses.saved": Right.KEEP_LEDGER,
    "intake.asked": Right.KEEP_LEDGER,
    "intake.taken": Right.KEEP_LEDGER,
    "drafts.shown": Right.READ,
    "drafts.written": Right.DRAFT,
    "drafts.preview": Right.READ,
    "drafts.discard": Right.DRAFT,
    "drafts.send": Right.DRAFT,
    "drafts.recall": Right.DRAFT,
    "drafts.waive": Right.WAIVE,
    "drafts.withdraw": Right.WAIVE,
    "drafts.versions": Right.READ,
    "drafts_api.lint": Right.READ,
    "drafts_api.explain": Right.READ,
    "drafts_api.keep": Right.DRAFT,
    "drafts_api.saved": Right.DRAFT,
    "drafts_api.here": Right.READ,
    "clearances.shown": Right.READ,
    "clearances.given": Right.CLEAR,
    "releases.before": Right.READ,
    "releases.release": Right.RELEASE,
    "releases.waived": Right.WAIVE,
    "releases.embargo": Right.RELEASE,
    "releases.after": Right.READ,
    "releases.download": Right.READ,
    "audit.entries": Right.AUDIT,
    "audit.verified": Right.AUDIT,
    "past.every": Right.READ,
    "past.sent": Right.DRAFT,
    "past.one": Right.READ,
    "past.progress": Right.READ,
    "past.result": Right.READ,
    "past.removed": Right.DRAFT,
    "rules.every": Right.READ,
    "rules.one": Right.READ,
    "api.lint": Scope.LINT,
    "api.explain": Scope.LINT,
    "api.draft": Scope.LINT,
    "api.templates": Scope.LINT,
    "api.rules": Scope.LINT,
    "api.rule": Scope.LINT,
    "api.ledger_check": Scope.LINT,
    "api.openapi": EVERYBODY,
}


def need_of(endpoint: str) -> Need:
    """What an address asks for; None when everybody may. KeyError when it is not in the table."""
    return NEEDS[endpoint]
