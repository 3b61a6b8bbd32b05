"""States, their organs, groups and classes of authors that the linter knows by name."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.lint.fold import fold
from verbale.lint.namesakes import ActorEntry, Namesakes, read_namesakes
from verbale.model.errors import UserError
from verbale.model.span import Span

if TYPE_CHECKING:
    from verbale.model.actor import Actor  # brings pydantic, which a text without a ledger never needs

__all__ = ["ActorEntry", "Actors", "read_actors"]

_HOUSE_KEYS = {"name", "kind", "state", "aliases"}
_KINDS = ("state", "state_adjective", "capital", "organ", "group", "class")
_LEDGER_KINDS = {"state": "state", "organ": "organ"}


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors by the forms of their names. Immutable; a ledger's actors make a new value."""

    entries: tuple[ActorEntry, ...]
    namesakes: Namesakes

    def forms(self) -> Iterator[tuple[str, ActorEntry]]:
        """Each form, folded as texts are for scanning, with what it names; a ledger's own come first."""
        return ((fold(entry.form), entry) for entry in self.entries)

    def resolve(self, entry: ActorEntry, flat: str, span: Span) -> bool:
        """True when ``flat[span]``, which reads like the entry's form, is the actor and not a namesake."""
        return self.namesakes.is_actor(entry, flat, span)

    def with_ledger(self, actors: "Iterable[Actor]") -> "Actors":
        """These and the states and others whom a ledger names, with their organs, capitals and aliases."""
        return Actors(
            (*(entry for actor in actors for entry in _of_ledger(actor)), *self.entries), self.namesakes
        )


def read_actors(folder: Path, house: Path | None = None) -> Actors:
    """The actors compiled for a language, and those of a house's own ``actors.toml``.

    Raises UserError that names every wrong place of the house's file with its remedy.
    """
    rows = json.loads((folder / "actors" / "compiled.json").read_text(encoding="utf-8"))["actors"]
    shipped = (
        ActorEntry(id_, name, kind, state, form, case == "exact", context)
        for id_, name, kind, state, forms in rows
        for form, case, context in forms
    )
    own = _of_house(house / "actors.toml") if house and (house / "actors.toml").is_file() else []
    return Actors((*own, *shipped), read_namesakes(folder))


def _of_ledger(actor: "Actor") -> Iterator[ActorEntry]:
    kind = _LEDGER_KINDS.get(actor.kind, "group")
    state = actor.id if actor.kind == "state" else actor.state
    names = [(name, kind) for name in (actor.name, actor.short_name, *actor.aliases) if name]
    if actor.demonym:
        names += [(f"{actor.demonym}s", kind)]
    names += [(name, "state_adjective") for name in {actor.adjective, actor.demonym} if name]
    names += [(actor.capital, "capital")] if actor.capital else []
    names += [(organ, "organ") for organ in actor.organs]
    seen: set[str] = set()
    for form, form_kind in names:
        if form not in seen:
            seen.add(form)
            context = "place" if form_kind == "capital" else ""
            yield ActorEntry(actor.id, actor.called, form_kind, state, form, True, context)


def _of_house(file: Path) -> list[ActorEntry]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: this is not TOML in UTF-8 ({error}). Mend the line it names.") from error
    problems = [
        f'{file}: "{key}" is not known here. Write [[actor]].' for key in sorted(set(table) - {"actor"})
    ]
    entries: list[ActorEntry] = []
    listed = table.get("actor", [])
    for number, actor in enumerate(listed if isinstance(listed, list) else [listed], start=1):
        place = f"{file}: actor {number}"
        for key in sorted(set(actor) - _HOUSE_KEYS):
            problems.append(f'{place}: "{key}" is not known. Use name, kind, state, aliases.')
        name, kind, aliases = actor.get("name"), actor.get("kind", "group"), actor.get("aliases", [])
        if not isinstance(name, str) or not name.strip():
            problems.append(f'{place}: there is no name. Write, for example, name = "Grey Heron".')
        elif kind not in _KINDS:
            problems.append(f'{place}: kind "{kind}" is not known. Choose one of: {", ".join(_KINDS)}.')
        elif not isinstance(aliases, list) or not all(isinstance(alias, str) and alias for alias in aliases):
            problems.append(
                f'{place}: aliases are not a list of names. Write, for example, aliases = ["GH-7"].'
            )
        else:
            state = actor.get("state")
            entries += [
                ActorEntry(f"house/{name}", name, kind, state, form, True, "") for form in (name, *aliases)
            ]
    if problems:
        raise UserError("\n".join(problems))
    return entries
