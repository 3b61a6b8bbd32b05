"""What an editor may say when it starts the server."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from verbale.model.errors import UserError


class Options(BaseModel):
    """The server's initialization options.

    ``ledger`` is a path, or the name of a file beside the text or in a folder above it. ``house`` is a folder
    with a house's own rules and words. ``pages`` is where rules are explained, a URL with ``{rule}`` in it.
    ``delay`` is how many milliseconds after the last key a text is checked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ledger: str | None = None
    house: Path | None = None
    pages: str | None = None
    delay: int = Field(default=150, ge=0, le=10_000)


def read_options(sent: object) -> Options:
    """The options as the editor sent them; raises UserError naming every one that is wrong."""
    try:
        return Options.model_validate(sent if sent is not None else {})
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'the options'}: {one['msg']}" for one in error.errors()
        )
        raise UserError(
            f"Verbale's initialization options cannot be read: {wrong}. "
            f"They may be: {', '.join(Options.model_fields)}. Mend them in the editor's settings and restart."
        ) from None
