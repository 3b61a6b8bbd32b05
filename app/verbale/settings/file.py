"""``verbale.toml`` itself: which keys it has, and what is wrong with one."""

import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictBool, ValidationError, ValidationInfo

from verbale.model.errors import UserError
from verbale.model.finding import Family, Severity
from verbale.model.yardstick import Yardstick
from verbale.settings.choice import Choice, Level

Rules = Callable[[Path | None], Collection[str]]
"""The ids of the rules that ship, with those of a house folder."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file of settings may name: files beside it, and rules."""

    folder: Path
    known: Collection[str]

    def folder_named(self, path: str) -> str:
        """The path; raises ValueError where it is no folder."""
        if not (self.folder / path).is_dir():
            raise ValueError(f"there is no folder {self.folder / path}. Name one, relative to this file.")
        return path

    def file_named(self, path: str) -> str:
        """The path; raises ValueError where it is no file."""
        if not (self.folder / path).is_file():
            raise ValueError(f"there is no file {self.folder / path}. Name one, relative to this file.")
        return path

    def rule_named(self, id: str) -> str:
        """The id; raises ValueError where no rule and no family has it."""
        if id not in self.known:
            raise ValueError(f"there is no such rule or family. {self._nearest(id)}")
        return id

    def _nearest(self, id: str) -> str:
        near = get_close_matches(id, self.known, n=3, cutoff=0.5)
        return f"Did you mean {' or '.join(near)}?" if near else "`verbale rules` lists all of them."


def _there(check: Callable[[Surroundings, str], str]) -> AfterValidator:
    def validate(given: str, said: ValidationInfo[Surroundings]) -> str:
        return check(said.context, given)

    return AfterValidator(validate)


class Part(BaseModel):
    """What may be set for every text, or for those of some paths."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )

    fail_on: Severity | None = None
    yardstick: Yardstick | None = None
    ledger: Annotated[str, _there(Surroundings.file_named)] | None = None
    house: Annotated[str, _there(Surroundings.folder_named)] | None = None
    trained_reader: StrictBool | None = None
    families: dict[Family, StrictBool] = {}
    severity: dict[Annotated[str, _there(Surroundings.rule_named)], Level] = {}


class Section(Part):
    """``[[paths]]``: settings for the files that one of the patterns fits."""

    files: tuple[str, ...]


class Table(Part):
    """The whole file."""

    baseline: str | None = None
    paths: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoped:
    """Choices for paths that one of ``patterns`` fits, relative to the file's folder; for all where None."""

    patterns: tuple[str, ...] | None
    choices: tuple[Choice, ...]


def read_file(file: Path, rules: Rules) -> tuple[Scoped, ...]:
    """What a ``verbale.toml`` sets, in its order. Raises UserError naming every key that is wrong."""
    try:
        given = tomllib.loads(file.read_bytes().decode("utf-8"))
        table = Table.model_validate(given, context=Surroundings(file.parent, _known(file, given, rules)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: this is not TOML in UTF-8 ({error}). Correct it at that place.") from error
    except OSError as error:
        raise UserError(
            f"{file} could not be read ({error.strerror}). Check its name and who may read it."
        ) from error
    except ValidationError as error:
        raise UserError("\n".join(f"{file}: {problem}" for problem in _problems(error))) from error
    parts: list[tuple[str, Part]] = [(str(file), table)]
    parts += [(f"{file}, [[paths]] {number}", part) for number, part in enumerate(table.paths, start=1)]
    return tuple(
        Scoped(
            part.files if isinstance(part, Section) else None,
            tuple(_choices(file, part, origin)),
        )
        for origin, part in parts
    )


def _choices(file: Path, part: Part, origin: str) -> Iterator[Choice]:
    said = part.model_dump(exclude_none=True, exclude={"paths", "files", "families", "severity"}, mode="json")
    for name, value in said.items():
        word = str(value).lower() if isinstance(value, bool) else value
        placed = _placed(file, word) if name in ("ledger", "house", "baseline") else word
        yield Choice(name.replace("_", "-"), str(placed), origin)
    for family, on in part.families.items():
        yield Choice(f"families.{family}", str(on).lower(), origin)
    for rule, level in part.severity.items():
        yield Choice(f"severity.{rule}", level, origin)


def _placed(file: Path, path: str | None) -> Path | None:
    return file.parent / path if path else None


def _known(file: Path, given: dict[str, Any], rules: Rules) -> set[str]:
    """Every rule that may be named, those of the houses that the file names among them."""
    sections = given.get("paths")
    parts = [given, *(sections if isinstance(sections, list) else [])]
    named = {part.get("house") for part in parts if isinstance(part, dict)}
    houses = [file.parent / name for name in named if isinstance(name, str)]
    return {*Family, *rules(None), *(rule for house in houses for rule in rules(house))}


def _problems(error: ValidationError) -> Iterator[str]:
    for one in error.errors(include_url=False):
        place = [step for step in one["loc"] if step != "[key]"]
        yield f"{_key(place)}{_remedy(one, place)}"


def _key(place: list[int | str]) -> str:
    """The key in writing: ``[[paths]] 2, families.alarm``."""
    if place and place[0] == "paths" and len(place) > 1 and isinstance(place[1], int):
        head = f"[[paths]] {place[1] + 1}"
        rest = ".".join(map(str, place[2:]))
        return f"{head}, {rest}" if rest else head
    return ".".join(map(str, place))


def _remedy(problem: Any, place: list[int | str]) -> str:
    kind, given = problem["type"], problem["input"]
    if kind == "value_error":
        named = "" if problem["loc"][-1] == "[key]" else f' = "{given}"'
        return f"{named}: {problem['ctx']['error']}"
    if kind == "extra_forbidden":
        part = Section if place[0] == "paths" else Table
        keys = [field.alias or name for name, field in part.model_fields.items()]
        near = get_close_matches(str(place[-1]), keys, n=1)
        return ": there is no such setting. " + (
            f"Did you mean {near[0]}?" if near else f"Use: {', '.join(keys)}."
        )
    if kind == "enum" and problem["loc"][-1] == "[key]":
        return f": there is no such family. Choose one of: {', '.join(Family)}."
    if kind == "enum":
        return f' = "{given}" is not possible. Choose one of: {_offered(place)}.'
    if kind == "missing":
        return ' is missing. Say for which files the section is: files = ["drafts/**"].'
    expected = {
        "bool_type": "true or false",
        "string_type": 'a text: "..."',
        "tuple_type": 'a list: ["...", "..."]',
        "dict_type": "a table of its own",
        "model_type": "a table of its own",
        "model_attributes_type": "a table of its own",
    }
    return f" = {given!r} is not possible. Write {expected.get(kind, problem['msg'])}."


def _offered(place: list[int | str]) -> str:
    for name, words in (("fail-on", Severity), ("yardstick", Yardstick), ("severity", Level)):
        if name in place:
            return ", ".join(words)
    return ""
