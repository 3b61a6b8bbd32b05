"""The people of the desk and their roles, for whoever keeps accounts."""

from collections.abc import Iterable

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.records.errors import NotFoundError
from verbale.records.office import Office
from verbale.web.errors import problems
from verbale.web.signing import person
from verbale.web.single_sign_on import Provider


def accounts(office: Office, provider: Provider | None = None) -> Blueprint:
    """``/users``: add people, give roles, hand out links, close accounts."""
    part = Blueprint("accounts", __name__)
    people = office.people

    def page(*, link: str = "", to: str = "", error: UserError | None = None) -> AnyResponse:
        shown = render_template(
            "users.html",
            users=people.users(),
            roles=tuple(Role),
            link=f"{request.host_url}password/{link}" if link else "",
            to=to,
            lines=problems(error) if error else [],
            given=request.form if error else {},
        )
        status = 404 if isinstance(error, NotFoundError) else 422 if error else 200
        return make_response(shown, status)

    @part.get("/users")
    def every() -> AnyResponse:
        return page()

    @part.post("/users")
    def added() -> AnyResponse:
        name = request.form.get("name", "").strip()
        try:
            user = people.add(name, roles=_asked(), shown=request.form.get("full_name"), by=person())
            return page(link=people.password_link(user.name, by=person()), to=user.shown)
        except UserError as error:
            return page(error=error)

    @part.post("/users/<name>/roles")
    def roles(name: str) -> AnyResponse:
        try:
            people.set_roles(name, _asked(), by=person())
        except UserError as error:
            return page(error=error)
        return redirect("/users", 303)

    @part.post("/users/<name>/link")
    def link(name: str) -> AnyResponse:
        try:
            return page(link=people.password_link(name, by=person()), to=people.user(name).shown)
        except UserError as error:
            return page(error=error)

    @part.post("/users/<name>/identity")
    def identity(name: str) -> AnyResponse:
        subject = request.form.get("subject", "").strip()
        try:
            if provider is None or not subject:
                raise UserError(
                    "Give the person's identifier at the provider of single sign-on, if you have one."
                )
            people.set_identity(name, provider.issuer, subject, by=person())
        except UserError as error:
            return page(error=error)
        return redirect("/users", 303)

    @part.post("/users/<name>/close")
    def close(name: str) -> AnyResponse:
        try:
            people.deactivate(name, by=person())
        except UserError as error:
            return page(error=error)
        return redirect("/users", 303)

    @part.post("/users/<name>/open")
    def reopen(name: str) -> AnyResponse:
        try:
            people.reactivate(name, by=person())
        except UserError as error:
            return page(error=error)
        return redirect("/users", 303)

    return part


def _asked() -> Iterable[Role]:
    known = list(Role)
    return [Role(given) for given in request.form.getlist("role") if given in known]
