"""Clearance: each role sees the exact text with all that belongs to it, and gives its word."""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from verbale.desk import Desk
from verbale.model.clearance import Role
from verbale.model.errors import UserError
from verbale.model.when import When
from verbale.records.difference import Change, difference
from verbale.records.office import Office
from verbale.records.values import Review, User
from verbale.web.drafts import title_of
from verbale.web.errors import problems
from verbale.web.marked import pieces
from verbale.web.signing import person


@dataclass(frozen=True, slots=True)
class Before:
    """What a role cleared last, and how what stands now differs from it."""

    role: Role
    version: int
    changes: tuple[Change, ...]


def clearances(desk: Desk, office: Office) -> Blueprint:
    """``/drafts/<id>/clearance``: read, then clear or return."""
    part = Blueprint("clearances", __name__, url_prefix="/drafts/<id>/clearance")

    def page(id: str, error: UserError | None = None) -> AnyResponse:
        card = office.drafts.card(id)
        review = office.clearing.review(id)
        roles = _roles(review, person())
        found = [(number, one) for number, one in enumerate(review.version.unwaived, 1)]
        draft = review.version.draft
        shown = render_template(
            "clearance.html",
            id=id,
            card=card,
            review=review,
            draft=draft,
            ledger=office.incidents.get(draft.incident).ledger,
            title=title_of(desk, draft.template),
            found=found,
            pieces=list(pieces(draft.text, [one for _, one in found])),
            roles=roles,
            before=[one for role in roles if (one := _before(office, id, role, draft.text))],
            history=office.clearing.history(id),
            lines=problems(error) if error else [],
            remark=request.form.get("remark", ""),
        )
        return make_response(shown, 422 if error else 200)

    @part.get("")
    def shown(id: str) -> AnyResponse:
        if office.drafts.card(id).released:
            return redirect(f"/releases/{id}", 303)
        return page(id)

    @part.post("")
    def given(id: str) -> AnyResponse:
        try:
            give(id)
        except UserError as error:
            if type(error) is not UserError or office.drafts.card(id).released:
                raise
            return page(id, error)
        return redirect(f"/drafts/{id}/clearance", 303)

    def give(id: str) -> None:
        role = request.form.get("role", "")
        if role not in list(Role):
            raise UserError("Choose the role in which you speak.")
        remark, basis = request.form.get("remark", ""), request.form.get("basis", "")
        if "return" in request.form:
            office.clearing.send_back(id, role=Role(role), basis=basis, by=person(), remark=remark)
        else:
            until = moment(request.form.get("expires_at", ""))
            office.clearing.clear(
                id, role=Role(role), basis=basis, by=person(), remark=remark, expires_at=until
            )

    return part


def _roles(review: Review, user: User) -> list[Role]:
    """The roles in which a person may speak here: those asked for, else any of theirs."""
    asked = [one.role for one in review.sign_offs if one.required and one.role in user.roles]
    return asked or [role for role in user.roles if role is not Role.ADMINISTRATOR]


def _before(office: Office, id: str, role: Role, text: str) -> Before | None:
    earlier = office.clearing.cleared_before(id, role)
    if earlier is None or earlier.draft.text == text:
        return None
    return Before(role, earlier.draft.version, difference(earlier.draft.text, text).changes)


def moment(given: str) -> When | None:
    """A time from a form, with its zone; None when left empty. Raises UserError."""
    if not given.strip():
        return None
    try:
        return When.parse(given)
    except ValueError:
        raise UserError(f'"{given}" is not a time. Write it like 2031-05-07T18:00Z.') from None
