"""What the editor's script asks of the desk while somebody writes."""

from flask import Blueprint, Response, jsonify
from pydantic import BaseModel, ConfigDict

from verbale.records.office import Office
from verbale.web.api import answered, asked_for
from verbale.web.checks import within_limit
from verbale.web.drafts import whole
from verbale.web.reading import Reading
from verbale.web.signing import person


class TextAsked(BaseModel):
    """A text to check."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    text: str


class Here(BaseModel):
    """Whether the page is still open or is being left."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    leaving: bool = False


class WordsTyped(TextAsked):
    """A text, and the version that it was written over."""

    version: int


def drafts_api(office: Office, reading: Reading) -> Blueprint:
    """``/api/v1/drafts/<id>/...``: findings, claims, presence, and words kept or saved."""
    part = Blueprint("drafts_api", __name__, url_prefix="/api/v1/drafts/<id>")

    @part.post("/lint")
    def lint(id: str) -> Response:
        return answered(reading.check(id, asked_for(TextAsked).text))

    @part.post("/explain")
    def explain(id: str) -> Response:
        said = reading.says(id, asked_for(TextAsked).text)
        return jsonify(
            says=[
                {
                    "start": one.span.start,
                    "end": one.span.end,
                    "says": one.says,
                    "rests": one.rests,
                    "holds": one.holds,
                    "clears": one.clears,
                }
                for one in said
            ]
        )

    @part.post("/kept")
    def keep(id: str) -> Response:
        asked = asked_for(WordsTyped)
        within_limit(asked.text)
        if asked.text.rstrip("\n") == office.drafts.get(id).draft.text.rstrip("\n"):
            office.together.discard(id, by=person())
        else:
            office.together.keep(id, asked.text, version=asked.version, by=person())
        return jsonify({})

    @part.post("/saved")
    def saved(id: str) -> Response:
        asked = asked_for(WordsTyped)
        version = reading.save(id, whole(asked.text), expected=asked.version, by=person())
        at = f"{version.saved_at:%H:%M:%S} UTC"
        return jsonify(version=version.draft.version, saved_at=at, sent=office.drafts.card(id).sent)

    @part.post("/here")
    def here(id: str) -> Response:
        if asked_for(Here).leaving:
            office.together.leave(id, by=person())
            return jsonify({})
        others = office.together.here(id, by=person())
        card = office.drafts.card(id)
        return jsonify(
            others=[one.shown for one in others],
            version=card.version,
            saved_by=office.drafts.get(id).saved_by,
            sent=card.sent,
        )

    return part
