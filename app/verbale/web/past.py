"""Past statements: send them, see how far checking has come, read the report on all of them."""

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, send_file
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from verbale.archive.report import report_body
from verbale.model.errors import UserError
from verbale.web.errors import problems
from verbale.web.past_run import Stand
from verbale.web.past_runs import RESULTS, PastRuns
from verbale.web.signing import person


def past(runs: PastRuns) -> Blueprint:
    """``/past``: what was sent, one page for each, and its results as files."""
    part = Blueprint("past", __name__, url_prefix="/past")

    def page(error: UserError | None = None) -> AnyResponse:
        lines = problems(error) if error else []
        shown = render_template("past.html", runs=runs.all(), lines=lines, given=request.form)
        return make_response(shown, 422 if error else 200)

    @part.get("")
    def every() -> AnyResponse:
        return page()

    @part.post("")
    def sent() -> AnyResponse:
        given = request.form
        try:
            run = runs.add(
                request.files.getlist("texts"),
                by=person().name,
                title=given.get("title", ""),
                incident=given.get("incident", ""),
            )
        except UserError as error:
            return page(error)
        return redirect(f"/past/{run.id}", 303)

    @part.get("/<id>")
    def one(id: str) -> str:
        run = runs.get(id)
        body = Markup()
        if run.stand is Stand.DONE:
            body = Markup("\n".join(report_body(runs.tally(id), run.incident or None)))
        return render_template(
            "past_run.html", run=run, body=body, problems=runs.problems(id), results=RESULTS
        )

    @part.get("/<id>/progress")
    def progress(id: str) -> AnyResponse:
        run = runs.get(id)
        return jsonify(stand=run.stand.value, read=run.read, total=run.total, findings=run.findings)

    @part.get("/<id>/<name>")
    def result(id: str, name: str) -> AnyResponse:
        file = runs.result(id, name)
        return send_file(file, mimetype=RESULTS[name], as_attachment=True, download_name=f"{id}-{name}")

    @part.post("/<id>/remove")
    def removed(id: str) -> AnyResponse:
        runs.remove(id)
        return redirect("/past", 303)

    return part
