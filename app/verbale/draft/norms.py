"""The norms, measures and articles that a text may cite, from one checked file."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from verbale.model.errors import UserError


class Norm(BaseModel):
    """One citable norm: how it is cited in a sentence, and what it says in our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cite: str
    says: str


_NORMS = TypeAdapter(dict[str, Norm])


class Norms:
    """Norms by id, as ``norms.toml`` lists them."""

    def __init__(self, file: Path) -> None:
        """Reads the file; raises UserError when it is missing, not TOML, or has a wrong key."""
        try:
            self._norms = _NORMS.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UserError(f"{file}: the norms cannot be read ({error}). Restore the file.") from None
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, one["loc"])) for one in error.errors())
            raise UserError(
                f"{file}: wrong or missing keys: {wrong}. A norm has `cite` and `says`."
            ) from None

    def __getitem__(self, id: str) -> Norm:
        """The norm with this id; raises UserError when the file does not hold it."""
        if id not in self._norms:
            raise UserError(f'There is no norm "{id}". Choose one of: {", ".join(self._norms)}.')
        return self._norms[id]

    def ids(self) -> tuple[str, ...]:
        """Every id that can be cited."""
        return tuple(self._norms)
