"""Accounts, sessions, tokens and one-time links."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from recording import DESK, PASSWORD, Clock, Crew, inactive
from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.model.when import When
from verbale.records import keys
from verbale.records.errors import NotFoundError, NotPermittedError, SignInError
from verbale.records.keys import IDLE_FOR, SESSION_LASTS, WITHIN
from verbale.records.office import Office
from verbale.records.permissions import MAY, Right, may, within
from verbale.records.tables import LinkRow, SessionRow, TokenRow, UserRow
from verbale.records.values import CONSOLE, DraftVersion, Scope, User

Call = Callable[[Office, User], object]
CALLS: dict[str, tuple[Right, Call]] = {
    "open an incident": (Right.KEEP_LEDGER, lambda o, by: o.incidents.open(DESK.sample_ledger(), by=by)),
    "save a ledger": (
        Right.KEEP_LEDGER,
        lambda o, by: o.incidents.save(DESK.sample_ledger(), expected=1, by=by),
    ),
    "add a draft": (
        Right.DRAFT,
        lambda o, by: o.drafts.add(DESK.draft("public/holding", DESK.sample_ledger()).draft, by=by),
    ),
    "save a draft": (Right.DRAFT, lambda o, by: o.drafts.save("x", "Words.", slots=(), expected=1, by=by)),
    "keep work": (Right.DRAFT, lambda o, by: o.together.keep("x", "Words.", version=1, by=by)),
    "be in a draft": (Right.READ, lambda o, by: o.together.here("x", by=by)),
    "waive": (
        Right.WAIVE,
        lambda o, by: o.drafts.waive("x", rule="a/b", span=Span(0, 1), reason="So.", expected=1, by=by),
    ),
    "withdraw a waiver": (Right.WAIVE, lambda o, by: o.drafts.withdraw("x", 1, by=by)),
    "send for clearance": (Right.DRAFT, lambda o, by: o.clearing.send("x", expected=1, by=by)),
    "recall": (Right.DRAFT, lambda o, by: o.clearing.recall("x", expected=1, by=by)),
    "clear": (Right.CLEAR, lambda o, by: o.clearing.clear("x", role=by.roles[0], basis="", by=by)),
    "return": (
        Right.CLEAR,
        lambda o, by: o.clearing.send_back("x", role=by.roles[0], basis="", by=by, remark="No."),
    ),
    "set an embargo": (
        Right.RELEASE,
        lambda o, by: o.releasing.embargo("x", until=When.parse("2031"), by=by),
    ),
    "release": (Right.RELEASE, lambda o, by: o.releasing.release("x", expected=1, by=by)),
    "add a user": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.add("new", roles=[Role.LEGAL], by=by)),
    "give roles": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.set_roles("x", [Role.LEGAL], by=by)),
    "deactivate": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.deactivate("x", by=by)),
    "reactivate": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.reactivate("x", by=by)),
    "set another's password": (
        Right.KEEP_ACCOUNTS,
        lambda o, by: o.people.set_password("x", PASSWORD, by=by),
    ),
    "tie an identity": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.set_identity("x", "i", "s", by=by)),
    "make a password link": (Right.KEEP_ACCOUNTS, lambda o, by: o.people.password_link("x", by=by)),
    "read the trail": (Right.AUDIT, lambda o, by: o.trail.entries(by=by)),
}


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_in_the_table_may(office: Office, role: Role) -> None:
    person = User("ida", "Ida", (role,))
    may_call = {what: _is_let_in(office, person, call) for what, (_, call) in CALLS.items()}
    assert may_call == {what: role in MAY[right] for what, (right, _) in CALLS.items()}


def _is_let_in(office: Office, person: User, call: Call) -> bool:
    try:
        call(office, person)
    except NotPermittedError:
        return False
    except UserError:
        return True  # there is no draft "x", but it was looked for
    return True


def test_a_closed_account_may_do_nothing(office: Office, crew: Crew) -> None:
    assert not any(may(inactive(crew.lea), right) for right in Right)


def test_a_password_opens_a_session(office: Office, crew: Crew) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    key = office.keys.sign_in("Mara", PASSWORD)
    assert office.keys.session(key) == office.people.user("mara")
    office.keys.sign_out(key)
    assert office.keys.session(key) is None


@pytest.mark.parametrize(("name", "password"), [("mara", "wrong"), ("nobody", PASSWORD), ("tom", PASSWORD)])
def test_nothing_else_opens_one(office: Office, crew: Crew, name: str, password: str) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    with pytest.raises(SignInError, match="do not belong together"):
        office.keys.sign_in(name, password)


def test_only_hashes_are_kept(office: Office, crew: Crew) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    session_key = office.keys.sign_in("mara", PASSWORD)
    token_key, _ = office.keys.make_token(crew.mara, "CI", [Scope.LINT])
    link_key = office.people.password_link("tom", by=crew.root)
    with office.database.read() as session:
        kept = "".join(
            str(vars(row))
            for table in (UserRow, SessionRow, TokenRow, LinkRow)
            for row in session.query(table)
        )
    assert "$argon2id$" in kept
    assert not [secret for secret in (PASSWORD, session_key, token_key, link_key) if secret in kept]


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "mara and nobody else", "x" * 1001])
def test_a_password_that_is_easy_to_guess_is_refused(office: Office, crew: Crew, password: str) -> None:
    with pytest.raises(UserError, match=r"password"):
        office.people.set_password("mara", password, by=crew.mara)


def test_too_many_tries_have_to_wait(
    office: Office, crew: Crew, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    monkeypatch.setattr(keys, "TRIES", 3)
    for _ in range(3):
        with pytest.raises(SignInError, match="do not belong"):
            office.keys.sign_in("mara", "wrong")
    with pytest.raises(SignInError, match="too many"):
        office.keys.sign_in("mara", PASSWORD)
    clock.move_on(WITHIN)
    assert office.keys.sign_in("mara", PASSWORD)


def test_a_session_ends_without_a_sign_of_life(office: Office, crew: Crew, clock: Clock) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    key = office.keys.sign_in("mara", PASSWORD)
    for _ in range(2):
        clock.move_on(IDLE_FOR - timedelta(seconds=1))
        assert office.keys.session(key) is not None
    clock.move_on(IDLE_FOR)
    assert office.keys.session(key) is None


def test_a_session_ends_after_a_working_day(office: Office, crew: Crew, clock: Clock) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    key = office.keys.sign_in("mara", PASSWORD)
    began = clock.at
    while clock.at - began < SESSION_LASTS:
        assert office.keys.session(key) is not None
        clock.move_on(timedelta(hours=1))
    assert office.keys.session(key) is None


def test_a_new_password_ends_sessions(office: Office, crew: Crew) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    key = office.keys.sign_in("mara", PASSWORD)
    office.people.set_password("mara", PASSWORD + "!", by=crew.root)
    assert office.keys.session(key) is None


def test_a_closed_account_has_no_sessions_and_no_tokens(office: Office, crew: Crew) -> None:
    office.people.set_password("mara", PASSWORD, by=crew.mara)
    key = office.keys.sign_in("mara", PASSWORD)
    token, _ = office.keys.make_token(crew.mara, "CI", [Scope.LINT])
    office.people.deactivate("mara", by=crew.root)
    assert (office.keys.session(key), office.keys.token(token)) == (None, None)
    with pytest.raises(SignInError):
        office.keys.sign_in("mara", PASSWORD)
    office.people.reactivate("mara", by=crew.root)
    assert office.keys.token(token) is None
    assert office.keys.sign_in("mara", PASSWORD)


def test_somebody_always_keeps_accounts(office: Office, crew: Crew) -> None:
    with pytest.raises(UserError, match="Nobody would be left"):
        office.people.deactivate("root", by=crew.root)
    with pytest.raises(UserError, match="Nobody would be left"):
        office.people.set_roles("root", [Role.LEGAL], by=crew.root)
    assert office.people.user("root") == crew.root


def test_the_first_administrator_comes_by_a_link_that_works_once(office: Office) -> None:
    first, second = office.people.first_link(), office.people.first_link()
    assert first is not None
    assert second is not None
    person = office.people.use_first_link(first, name="ada", password=PASSWORD)
    assert person.roles == (Role.ADMINISTRATOR,)
    for key in (first, second, "guessed"):
        with pytest.raises(SignInError, match="wrong, used or older"):
            office.people.use_first_link(key, name="eve", password=PASSWORD)
    assert office.people.first_link() is None


def test_a_link_lasts_a_day(office: Office, crew: Crew, clock: Clock) -> None:
    key = office.people.password_link("tom", by=crew.root)
    clock.move_on(timedelta(hours=24))
    with pytest.raises(SignInError, match="older than a day"):
        office.people.use_password_link(key, PASSWORD)


def test_a_password_link_works_once(office: Office, crew: Crew) -> None:
    key = office.people.password_link("tom", by=crew.root)
    assert office.people.use_password_link(key, PASSWORD) == crew.tom
    assert office.keys.sign_in("tom", PASSWORD)
    with pytest.raises(SignInError):
        office.people.use_password_link(key, PASSWORD + "!")


def test_a_password_link_makes_no_administrator(office: Office, crew: Crew) -> None:
    key = office.people.password_link("tom", by=crew.root)
    with pytest.raises(SignInError):
        office.people.use_first_link(key, name="eve", password=PASSWORD)


def test_single_sign_on_opens_the_account_that_is_tied_to_it(office: Office, crew: Crew) -> None:
    office.people.set_identity("mara", "https://id.example", "17", by=crew.root)
    key = office.keys.sign_in_as("https://id.example", "17")
    assert office.keys.session(key) == crew.mara
    with pytest.raises(SignInError, match="Nobody at this desk"):
        office.keys.sign_in_as("https://other.example", "17")
    with pytest.raises(UserError, match="is mara already"):
        office.people.set_identity("tom", "https://id.example", "17", by=crew.root)


def test_a_token_acts_for_its_user_within_its_scopes(office: Office, crew: Crew, clock: Clock) -> None:
    until = clock.at + timedelta(days=1)
    key, token = office.keys.make_token(crew.mara, "CI", [Scope.READ, Scope.LINT], expires_at=until)
    assert office.keys.token(key) == (crew.mara, token)
    assert token.scopes == (Scope.LINT, Scope.READ)
    clock.move_on(timedelta(days=1))
    assert office.keys.token(key) is None


def test_a_token_is_revoked_by_its_owner_or_an_administrator(office: Office, crew: Crew) -> None:
    key, token = office.keys.make_token(crew.mara, "CI", [Scope.LINT])
    with pytest.raises(NotPermittedError, match="is mara's"):
        office.keys.revoke_token(token.id, by=crew.tom)
    office.keys.revoke_token(token.id, by=crew.root)
    assert office.keys.token(key) is None
    assert [t.revoked for t in office.keys.tokens("mara")] == [True]


def test_no_token_reaches_what_is_for_people_alone(office: Office, crew: Crew) -> None:
    _, token = office.keys.make_token(crew.mara, "CI", Scope)
    reached = {right for right in Right if within(token, right)}
    assert reached == {Right.READ, Right.KEEP_LEDGER, Right.DRAFT, Right.WAIVE}


@pytest.mark.parametrize("name", ["Mara", "console", "two words", "", "<b>"])
def test_a_name_is_free_and_plain(office: Office, crew: Crew, name: str) -> None:
    with pytest.raises(UserError, match=r"name"):
        office.people.add(name, roles=[Role.LEGAL], by=CONSOLE)


def test_an_unknown_person_is_said_to_be_unknown(office: Office, crew: Crew) -> None:
    with pytest.raises(NotFoundError, match="verbale users list"):
        office.people.user("nobody")


def test_the_trail_holds_no_word_of_a_draft(
    office: Office, crew: Crew, ledger: Ledger, draft: DraftVersion
) -> None:
    written = " ".join(str(entry) for entry in office.trail.entries(by=crew.root, limit=1000))
    assert draft.draft.id in written
    assert not [line for line in draft.draft.text.splitlines() if len(line) > 12 and line in written]
