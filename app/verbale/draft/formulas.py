"""Fixed words that templates share: courtesy formulas (profiles), offers and assurances (blocks)."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from verbale.model.errors import UserError
from verbale.resources import templates_folder


class Profile(BaseModel):
    """The formulas at the beginning and the end of one kind of paper, in one language.

    The opening goes on with a verb in the infinitive ("has the honour to").
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    opening: str
    closing: str


Entry = TypeVar("Entry")
_PROFILES = TypeAdapter(dict[str, dict[str, Profile]])
_BLOCKS = TypeAdapter(dict[str, dict[str, str]])


def profile(id: str, *, root: Path, language: str) -> Profile:
    """The profile ``id`` of ``profiles.toml``; a house's own file wins, entry by entry."""
    found: dict[str, dict[str, Profile]] = _merged("profiles.toml", root, _PROFILES)
    return _entry(found, id, language, "profile", "profiles.toml")


def block(id: str, *, root: Path, language: str) -> str:
    """The block ``id`` of ``blocks.toml``; a house's own file wins, entry by entry."""
    found: dict[str, dict[str, str]] = _merged("blocks.toml", root, _BLOCKS)
    return _entry(found, id, language, "block", "blocks.toml")


def blocks(*, root: Path, language: str) -> tuple[tuple[str, str], ...]:
    """Every block in a language, as id and words."""
    found: dict[str, dict[str, str]] = _merged("blocks.toml", root, _BLOCKS)
    return tuple((id, words[language]) for id, words in found.items() if language in words)


def holes_filled(words: str, **fillings: str) -> str:
    """The words with ``{name}`` replaced by its filling, and ``{Name}`` by the same with a capital."""
    for name, filling in fillings.items():
        words = words.replace(f"{{{name}}}", filling)
        words = words.replace(f"{{{name.capitalize()}}}", filling[:1].upper() + filling[1:])
    return words


def _merged(name: str, root: Path, shape: TypeAdapter[dict[str, Entry]]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for file in dict.fromkeys((templates_folder() / name, root / name)):
        if file.is_file():
            found |= _read(file, shape)
    return found


def _read(file: Path, shape: TypeAdapter[dict[str, Entry]]) -> dict[str, Entry]:
    try:
        return shape.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{file}: cannot be read ({error}). Mend the file.") from None
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, one["loc"])) for one in error.errors())
        raise UserError(f"{file}: wrong or missing: {wrong}. Compare it with the one that ships.") from None


def _entry(found: dict[str, dict[str, Entry]], id: str, language: str, noun: str, file: str) -> Entry:
    if id not in found:
        raise UserError(f'There is no {noun} "{id}". Choose one of: {", ".join(found)}; or add it to {file}.')
    if language not in found[id]:
        raise UserError(f'The {noun} "{id}" has no wording in "{language}". Add it to {file}.')
    return found[id][language]
