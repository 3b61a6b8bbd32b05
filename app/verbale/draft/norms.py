"""The norms, measures and articles that a text may cite, from one checked file."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from verbale.model.errors import UserError
from verbale.resources import templates_folder


class NormWords(BaseModel):
    """How a norm is cited in a sentence, and what it says in our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cite: str
    says: str


class Norm(NormWords):
    """One citable norm, in English and where needed in French."""

    fr: NormWords | None = None


_NORMS = TypeAdapter(dict[str, Norm])


class Norms:
    """Norms by id, as ``norms.toml`` lists them."""

    def __init__(self, root: Path, *, language: str = "en") -> None:
        """Reads the file of a folder of templates, or else the one that ships.

        Raises UserError when it is missing, not TOML, or has a wrong key.
        """
        own = root / "norms.toml"
        file = own if own.is_file() else templates_folder() / "norms.toml"
        self._language = language
        try:
            self._norms = _NORMS.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UserError(f"{file}: the norms cannot be read ({error}). Restore the file.") from None
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, one["loc"])) for one in error.errors())
            raise UserError(
                f"{file}: wrong or missing keys: {wrong}. A norm has `cite` and `says`."
            ) from None

    def __getitem__(self, id: str) -> NormWords:
        """The norm with this id; raises UserError when the file does not hold it, or not in the language."""
        if id not in self._norms:
            raise UserError(f'There is no norm "{id}". Choose one of: {", ".join(self._norms)}.')
        norm = self._norms[id]
        words = norm if self._language == "en" else getattr(norm, self._language, None)
        if words is None:
            raise UserError(f'The norm "{id}" has no wording in "{self._language}". Add it to norms.toml.')
        return words

    def ids(self) -> tuple[str, ...]:
        """Every id that can be cited."""
        return tuple(self._norms)
