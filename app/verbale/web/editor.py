"""The statement and what there is to say of it; works as a plain form, and live with a script."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request

from verbale.model.finding import Finding, Severity
from verbale.web.checks import Checks
from verbale.web.marked import pieces
from verbale.web.shelf import Shelf

PLACE = "/incidents/<key>/<track>/<stage>"


def editor(checks: Checks, shelf: Shelf) -> Blueprint:
    """A draft's page, its check as a form, and its download."""
    part = Blueprint("editor", __name__)

    def page(key: str, template: str, text: str, *, sent: bool) -> str:
        checked = checks.check(text, key=key, template=template)
        return render_template(
            "editor.html",
            key=key,
            ledger=shelf.ledger(key),
            rendered=checks.draft(key, template),
            place=f"/incidents/{key}/{template}",
            title=checks.draft(key, template).title,
            template=template,
            audience=checks.draft(key, template).draft.audience,
            text=text,
            findings=checked.findings,
            summary=summary(checked.findings),
            pieces=list(pieces(text, checked.findings)) if sent else [],
        )

    @part.get(PLACE)
    def drafted(key: str, track: str, stage: str) -> str:
        # The line end that closes the file is put back on download; while writing, the last line is the last.
        text = checks.draft(key, f"{track}/{stage}").text.rstrip("\n")
        return page(key, f"{track}/{stage}", text, sent=False)

    @part.post(PLACE)
    def checked(key: str, track: str, stage: str) -> str:
        return page(key, f"{track}/{stage}", sent_text(), sent=True)

    @part.post(f"{PLACE}/download")
    def download(key: str, track: str, stage: str) -> Response:
        name = f"{shelf.ledger(key).incident.id}-{stage}.md"
        response = make_response(sent_text().rstrip("\n") + "\n")
        response.content_type = "text/markdown; charset=utf-8"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response

    return part


def summary(findings: Sequence[Finding]) -> str:
    """``3 findings: 1 error, 2 warnings``, as a screen reader says it."""
    if not findings:
        return "No findings"
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[s]} for information" if s is Severity.INFO else f"{counts[s]} {s}{'s' * (counts[s] > 1)}"
        for s in Severity
        if counts[s]
    ]
    return f"{len(findings)} finding{'s' * (len(findings) > 1)}: {', '.join(parts)}"


def sent_text() -> str:
    """The statement that a form brings, with its line ends as they were typed."""
    # Browsers send every line end of a text field as CR LF, whatever was typed (HTML, form submission).
    return request.form.get("text", "").replace("\r\n", "\n")
