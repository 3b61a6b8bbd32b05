"""Who is at the desk: signing in and out, and what one-time links open."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.model.errors import UserError
from verbale.records.errors import NotPermittedError, SignInError
from verbale.records.office import Office
from verbale.records.permissions import Right, may, require, within
from verbale.records.values import Scope, Token, User
from verbale.web.errors import problems
from verbale.web.permitted import Need, need_of
from verbale.web.safety import SESSION_COOKIE, bearer

START = "/"
SIGN_IN_FIRST = "Sign in first. If you were signed in, your session has ended."
NO_TOKEN = "This token is wrong, revoked or has run out. Make a new one on the page of your account."


def person() -> User:
    """Whoever sends this request, signed in and permitted to."""
    user: User = g.person
    return user


def ask_for(need: Need) -> None:
    """Raises SignInError or NotPermittedError unless this request may do what ``need`` names."""
    if need is None:
        return
    if g.person is None:
        raise SignInError(SIGN_IN_FIRST)
    require(g.person, need if isinstance(need, Right) else Right.READ)
    token: Token | None = g.token
    if token is None:
        return
    reaches = within(token, need) if isinstance(need, Right) else need in token.scopes
    if not reaches:
        what = need.meaning if isinstance(need, Right) else f"use the scope {need}"
        raise NotPermittedError(f"The token “{token.label}” may not {what}. Make one with the scope for it.")


def admit(app: Flask, office: Office) -> None:
    """Lets a request of ``app`` through only for whom the table of permissions lets it."""

    def let_in() -> AnyResponse | None:
        g.person = g.token = None
        if request.endpoint is None:
            return None  # there is no such address, which is said without asking who wants to know
        if (key := bearer(request)) is not None:
            found = office.keys.token(key)
            if found is None:
                raise SignInError(NO_TOKEN)
            g.person, g.token = found
        elif request.endpoint != "static" and (key := request.cookies.get(SESSION_COOKIE)):
            g.person = office.keys.session(key)
        need = need_of(request.endpoint)
        if need and g.person is None and request.method == "GET" and not request.path.startswith("/api/"):
            return redirect(f"/sign-in?{urlencode({'next': request.full_path.rstrip('?')})}", 303)
        ask_for(need)
        return None

    app.before_request(let_in)
    app.context_processor(lambda: {"person": g.get("person"), "may": may, "Right": Right, "Scope": Scope})


def signing(office: Office) -> Blueprint:
    """``/sign-in``, ``/sign-out``, and what one-time links open."""
    part = Blueprint("signing", __name__)
    people, keys = office.people, office.keys

    def shown(page: str, error: UserError | None = None, **values: object) -> AnyResponse:
        lines = problems(error) if error else []
        status = 401 if isinstance(error, SignInError) else 422 if error else 200
        return make_response(render_template(page, lines=lines, **values), status)

    def asked(name: str, onward: str, error: UserError | None = None) -> AnyResponse:
        return shown("sign_in.html", error, name=name, next=onward, nobody=not people.users())

    @part.get("/sign-in")
    def sign_in() -> AnyResponse:
        return asked("", address_within(request.args.get("next", START)))

    @part.post("/sign-in")
    def signed_in() -> AnyResponse:
        name, onward = request.form.get("name", "").strip(), address_within(request.form.get("next", START))
        try:
            key = keys.sign_in(name, request.form.get("password", ""))
        except SignInError as error:
            return asked(name, onward, error)
        return with_session(redirect(onward, 303), key)

    @part.post("/sign-out")
    def sign_out() -> AnyResponse:
        keys.sign_out(request.cookies.get(SESSION_COOKIE, ""))
        answer = redirect("/sign-in", 303)
        answer.delete_cookie(SESSION_COOKIE)
        answer.headers["Clear-Site-Data"] = '"storage"'  # words kept in the browser go with the person
        return answer

    @part.get("/first/<key>")
    def first(key: str) -> AnyResponse:
        return shown("first.html", name="", full_name="")

    @part.post("/first/<key>")
    def first_made(key: str) -> AnyResponse:
        name, full_name = request.form.get("name", "").strip(), request.form.get("full_name", "")
        secret = request.form.get("password", "")
        try:
            people.use_first_link(key, name=name, password=secret, shown=full_name)
        except UserError as error:
            return shown("first.html", error, name=name, full_name=full_name)
        return with_session(redirect("/users", 303), keys.sign_in(name, secret))

    @part.get("/password/<key>")
    def password(key: str) -> AnyResponse:
        return shown("password.html")

    @part.post("/password/<key>")
    def password_set(key: str) -> AnyResponse:
        secret = request.form.get("password", "")
        try:
            user = people.use_password_link(key, secret)
        except UserError as error:
            return shown("password.html", error)
        return with_session(redirect(START, 303), keys.sign_in(user.name, secret))

    return part


def with_session(answer: AnyResponse, key: str) -> AnyResponse:
    """The answer with the key of a session in its cookie."""
    # Lax and not strict: a link to a draft, in a mail, must find its reader signed in. What changes anything
    # is a form with a token of this session.
    answer.set_cookie(SESSION_COOKIE, key, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def address_within(address: str) -> str:
    """An address of this desk to go on to; the start for any other."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe else START
