"""Where templates are found, and how one is read and held to what it declares."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from verbale.draft.language import attributes_of, uses
from verbale.model.digest import text_hash
from verbale.model.errors import UserError
from verbale.model.template import Template
from verbale.resources import templates_folder

_BODY = "body.md.j2"
KEPT = 256
"""Templates that a long-lived process keeps read."""
HASH_LENGTH = 12
"""Digits of the English body's SHA-256 that ``[translations]`` keeps."""


def templates(folder: Path | None = None) -> tuple[Template, ...]:
    """Every template that ships with Verbale, and those of a house's own ``folder``, which win.

    Public before diplomatic, each track in its order. Raises UserError naming the file and the remedy
    when one of them is wrong.
    """
    found = [_load(file) for _, file in sorted(_files(folder).items())]
    return tuple(sorted(found, key=lambda one: (one.track is None, one.track != "public", one.order, one.id)))


def find_template(id: str, folder: Path | None = None) -> Template:
    """The template ``track/stage``; raises UserError, naming those there are, when there is none."""
    files = _files(folder)
    if id not in files:
        raise UserError(f'There is no template "{id}". Choose one of: {", ".join(sorted(files))}.')
    return _load(files[id])


def _files(folder: Path | None) -> dict[str, Path]:
    """``template.toml`` of each template, by id."""
    found: dict[str, Path] = {}
    for root in (templates_folder(), *([folder] if folder else [])):
        if not root.is_dir():
            raise UserError(f"There is no folder {root}. Give one that holds <track>/<stage>/template.toml.")
        found |= {"/".join(file.parts[-3:-1]): file for file in root.glob("*/*/template.toml")}
    return found


def _load(file: Path) -> Template:
    state = ((one.name, one.stat().st_mtime_ns) for one in file.parent.iterdir() if one.is_file())
    return _read(file, tuple(sorted(state)))


@lru_cache(maxsize=KEPT)
def _read(file: Path, _state: tuple[tuple[str, int], ...]) -> Template:
    """The template as its files stand; read again when one of them is written, added or taken away."""
    given: dict[str, object] = {"id": "/".join(file.parts[-3:-1]), "root": file.parent.parent.parent}
    try:
        given |= tomllib.loads(file.read_text(encoding="utf-8"))
        body = file.with_name(_BODY).read_text(encoding="utf-8")
        given |= {"body": body, "bodies": _bodies(file, body, given.pop("translations", {}))}
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{file}: not TOML ({error}). Mend that place.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"{file.parent}: {error}. A template has template.toml and body.md.j2, in UTF-8."
        ) from None
    try:
        template = Template.model_validate(given)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise UserError("\n".join(f"{file}: {line}. Correct this entry." for line in wrong)) from None
    _agree(template, file)
    return template


def _bodies(file: Path, english: str, translated_from: object) -> tuple[dict[str, object], ...]:
    """The bodies in other languages; one whose English original has changed since is stale."""
    known = translated_from if isinstance(translated_from, dict) else {}
    now = text_hash(english)[:HASH_LENGTH]
    bodies = []
    for body in sorted(file.parent.glob("body.*.md.j2")):
        language = body.name.split(".")[1]
        text = body.read_text(encoding="utf-8")
        bodies.append({"language": language, "text": text, "stale": known.get(language) != now})
    return tuple(bodies)


def _agree(template: Template, file: Path) -> None:
    """What ``template.toml`` declares is exactly what each body uses."""
    problems = _misdirected(template, file) + _problems(template, file, file.with_name(_BODY), template.body)
    for body in template.bodies:
        place = file.with_name(f"body.{body.language}.md.j2")
        problems += [] if body.stale else _problems(template, file, place, body.text)
    if problems:
        raise UserError(
            "\n".join(f"{problem} Declare in template.toml what the body uses." for problem in problems)
        )


def _misdirected(template: Template, file: Path) -> list[str]:
    names = {need.name for need in template.facts}
    return [
        f"{file}: {need.name} falls back on {other}, which is not declared."
        for need in template.facts
        for other in need.or_else
        if other not in names
    ]


def _problems(template: Template, file: Path, body_file: Path, body: str) -> list[str]:
    where = str(body_file)
    pairs = (
        ("facts", {need.name for need in template.facts}),
        ("details", {str(need.name) for need in template.details}),
    )
    problems = []
    for kind, declared in pairs:
        used = attributes_of(kind, body, where=where)
        if kind == "details" and template.profile:
            used |= {"sender", "addressee"} & declared  # which the formulas of the profile use
        problems += [f"{file}: {kind}.{name} is declared and not used." for name in sorted(declared - used)]
        problems += [f"{body_file}: {kind}.{name} is not declared." for name in sorted(used - declared)]
    for name, value in (("measures", template.measures), ("profile", template.profile)):
        if bool(value) != uses(name, body, where=where):
            problems.append(f"{file}: `{name}` must be declared if and only if {body_file.name} uses it.")
    return problems
