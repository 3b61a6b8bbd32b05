"""Who may reach which address of the desk: every address and every role, in one table."""

from collections.abc import Iterator

import pytest
from flask import Flask

from at_the_desk import PEOPLE, Person, signed_in, staffed
from recording import DESK
from verbale.model.clearance import Role
from verbale.records.office import Office
from verbale.records.values import Scope
from verbale.web.app import create_desk
from verbale.web.permitted import NEEDS

EVERYBODY = "everybody"  # whoever reaches the desk
SIGNED_IN = "signed in"
AT_THE_DESK = "at the desk"  # all roles but the administrator
SPOKESPERSON = "spokesperson"
ADMINISTRATOR = "administrator"

TABLE = {
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
    "signing.sign_out": SIGNED_IN,
    "account.mine": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.token_made": SIGNED_IN,
    "account.token_revoked": SIGNED_IN,
    "accounts.every": ADMINISTRATOR,
    "accounts.added": ADMINISTRATOR,
    "accounts.roles": ADMINISTRATOR,
    "accounts.link": ADMINISTRATOR,
    "accounts.identity": ADMINISTRATOR,
    "accounts.close": ADMINISTRATOR,
    "accounts.reopen": ADMINISTRATOR,
    "ledgers.home": SIGNED_IN,
    "ledgers.opened": AT_THE_DESK,
    "ledgers.incident": SIGNED_IN,
    "ledgers.as_yaml": SIGNED_IN,
    "ledgers.saved": AT_THE_DESK,
    "ledgers.history": SIGNED_IN,
    "board.stages": SIGNED_IN,
    "board.drafted": AT_THE_DESK,
    "facts.blank": AT_THE_DESK,
    "facts.added": AT_THE_DESK,
    "facts.shown": SIGNED_IN,
    "facts.revised": AT_THE_DESK,
    "anomalies.asked": AT_THE_DESK,
    "anomalies.told": AT_THE_DESK,
    "hypotheses.weighed": SIGNED_IN,
    "hypotheses.saved": AT_THE_DESK,
    "intake.asked": AT_THE_DESK,
    "intake.taken": AT_THE_DESK,
    "drafts.shown": SIGNED_IN,
    "drafts.written": AT_THE_DESK,
    "drafts.preview": SIGNED_IN,
    "drafts.discard": AT_THE_DESK,
    "drafts.send": AT_THE_DESK,
    "drafts.recall": AT_THE_DESK,
    "drafts.waive": AT_THE_DESK,
    "drafts.withdraw": AT_THE_DESK,
    "drafts.versions": SIGNED_IN,
    "drafts_api.lint": SIGNED_IN,
    "drafts_api.explain": SIGNED_IN,
    "drafts_api.keep": AT_THE_DESK,
    "drafts_api.saved": AT_THE_DESK,
    "drafts_api.here": SIGNED_IN,
    "clearances.shown": SIGNED_IN,
    "clearances.given": AT_THE_DESK,
    "releases.before": SIGNED_IN,
    "releases.release": SPOKESPERSON,
    "releases.waived": AT_THE_DESK,
    "releases.embargo": SPOKESPERSON,
    "releases.after": SIGNED_IN,
    "releases.download": SIGNED_IN,
    "audit.entries": SIGNED_IN,
    "audit.verified": SIGNED_IN,
    "past.every": SIGNED_IN,
    "past.sent": AT_THE_DESK,
    "past.one": SIGNED_IN,
    "past.progress": SIGNED_IN,
    "past.result": SIGNED_IN,
    "past.removed": AT_THE_DESK,
    "rules.every": SIGNED_IN,
    "rules.one": SIGNED_IN,
    "api.lint": SIGNED_IN,
    "api.explain": SIGNED_IN,
    "api.draft": SIGNED_IN,
    "api.templates": SIGNED_IN,
    "api.rules": SIGNED_IN,
    "api.rule": SIGNED_IN,
    "api.ledger_check": SIGNED_IN,
    "api.openapi": EVERYBODY,
}

WITH_TOKENS = {
    "drafts_api.lint": Scope.READ,
    "drafts_api.explain": Scope.READ,
    "drafts_api.here": Scope.READ,
    "drafts_api.keep": Scope.WRITE,
    "drafts_api.saved": Scope.WRITE,
    "api.lint": Scope.LINT,
    "api.explain": Scope.LINT,
    "api.draft": Scope.LINT,
    "api.templates": Scope.LINT,
    "api.rules": Scope.LINT,
    "api.rule": Scope.LINT,
    "api.ledger_check": Scope.LINT,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = staffed(tmp_path_factory.mktemp("permissions"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(office: Office) -> Flask:
    return create_desk(DESK, office)


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every address with a method of it: nothing is called "nothing", so that nothing happens."""
    for rule in app.url_map.iter_rules():
        values = {name: 1 if name == "number" else "nothing" for name in rule.arguments}
        _, path = rule.build(values) or ("", "")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, path


def may_reach(who: str, role: Role | None) -> bool:
    if who == EVERYBODY:
        return True
    if who == SIGNED_IN:
        return role is not None
    if who == AT_THE_DESK:
        return role not in (None, Role.ADMINISTRATOR)
    return role is not None and role.value == who


def test_every_address_stands_in_both_tables(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(TABLE) == routes
    assert set(NEEDS) == routes


@pytest.mark.parametrize("name", PEOPLE)
def test_a_role_reaches_what_is_its_own_and_nothing_else(app: Flask, office: Office, name: str) -> None:
    role = PEOPLE[name][1]
    wrong = []
    for endpoint, method, path in addresses(app):
        person = signed_in(app, office, name)
        brought = {"csrf_token": person.token()}
        asked = {"json": {"text": "a"}} if path.startswith("/api/") else {"data": brought}
        headers = {"X-CSRF-Token": brought["csrf_token"]}
        status = person.client.open(path, method=method, headers=headers, **asked).status_code
        if status >= 500 or (status != 403) != may_reach(TABLE[endpoint], role):
            wrong.append((endpoint, method, status))
    assert wrong == []


def test_nobody_reaches_anything_without_signing_in(app: Flask) -> None:
    wrong = []
    for endpoint, method, path in addresses(app):
        stranger = Person(app.test_client())
        headers = {"X-CSRF-Token": stranger.token()}
        answer = stranger.client.open(path, method=method, headers=headers)
        refused = answer.status_code == 401 or answer.headers.get("Location", "").startswith("/sign-in")
        if TABLE[endpoint] == EVERYBODY:
            refused = answer.status_code >= 500
            if refused:
                wrong.append((endpoint, method, answer.status_code))
        elif not refused:
            wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("scope", Scope)
def test_a_token_reaches_its_scope_and_no_page(app: Flask, office: Office, scope: Scope) -> None:
    key, _ = office.keys.make_token(office.people.user("mara"), f"only {scope}", [scope])
    reached = {Scope.LINT: {Scope.LINT}, Scope.READ: {Scope.READ}, Scope.WRITE: {Scope.READ, Scope.WRITE}}
    headers = {"Authorization": f"Bearer {key}"}
    wrong = []
    for endpoint, method, path in addresses(app):
        answer = app.test_client().open(path, method=method, headers=headers, json={"text": "a"})
        if path.startswith("/api/") and TABLE[endpoint] != EVERYBODY:
            open_to_it = WITH_TOKENS[endpoint] in reached[scope]
            if (answer.status_code not in (401, 403)) != open_to_it:
                wrong.append((endpoint, answer.status_code))
        elif TABLE[endpoint] != EVERYBODY and answer.status_code not in (303, 400, 401):
            wrong.append((endpoint, answer.status_code))
    assert wrong == []


def test_a_token_for_checking_texts_reads_no_ledger(app: Flask, office: Office) -> None:
    mara = office.people.user("mara")
    office.incidents.open(DESK.sample_ledger(), by=mara)
    key, _ = office.keys.make_token(mara, "hook", [Scope.LINT])
    ask = {"headers": {"Authorization": f"Bearer {key}"}}
    plain = app.test_client().post("/api/v1/lint", json={"text": "Orsk is behind this."}, **ask)
    with_facts = app.test_client().post("/api/v1/lint", json={"text": "a", "incident": "harbour"}, **ask)
    assert (plain.status_code, with_facts.status_code) == (200, 403)
    assert "hook" in with_facts.json["problem"]
