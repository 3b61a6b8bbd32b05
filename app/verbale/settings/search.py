"""Which ``verbale.toml`` holds for which file."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.model.errors import UserError
from verbale.settings.choice import Choice, Settings, in_force
from verbale.settings.globs import fits

if TYPE_CHECKING:
    from collections.abc import Collection

    from verbale.settings.file import Scoped

FILE = "verbale.toml"


class Files:
    """The settings of any number of texts; a file of settings is read once.

    ``config`` names the file instead of a search upwards from each text; ``search`` switched off, there is
    none. ``asked`` are choices that win over any file. ``rules`` gives the ids of rules, with a house's own.
    """

    def __init__(
        self,
        *,
        rules: "Callable[[Path | None], Collection[str]]",
        config: Path | None = None,
        search: bool = True,
        asked: Iterable[Choice] = (),
    ) -> None:
        if config is not None and not config.is_file():
            raise UserError(f"There is no file {config}. Name a {FILE} after --config, or leave it out.")
        self._rules = rules
        self._config = config
        self._search = search
        self._asked = tuple(asked)
        self._nearest: dict[str, Path | None] = {}
        self._read: dict[Path, tuple[Scoped, ...]] = {}
        self._known: dict[tuple[Choice, ...], Settings] = {}

    def rest_on(self, paths: Iterable[str]) -> Iterator[str]:
        """Every file that decides what is in force for ``paths``, also those that might come to be there."""
        if self._config is not None:
            yield str(self._config)
        elif self._search:
            folders = {Path(os.path.abspath(path)).parent for path in paths}
            above = {file for folder in folders for file in (folder, *folder.parents)}
            yield from sorted(str(folder / FILE) for folder in above)
        for settings in self._known.values():
            yield from (str(file) for file in (settings.ledger, settings.baseline) if file is not None)
            if settings.house is not None:
                yield from sorted(map(str, settings.house.rglob("*.toml")))

    def settings(self, path: str) -> Settings:
        """What is in force for the text at ``path``; raises UserError naming all that is wrong in a file.

        Standard input, ``-``, is taken to lie in the folder one is in; a folder means a text in it.
        """
        if os.path.isdir(path):
            path = os.path.join(path, "-")  # a text in it
        choices = (*self._of_file(os.path.abspath(path)), *self._asked)
        if choices not in self._known:
            self._known[choices] = in_force(choices)
        return self._known[choices]

    def _of_file(self, path: str) -> list[Choice]:
        file = self._config or (self._above(os.path.dirname(path)) if self._search else None)
        if file is None:
            return []
        relative = os.path.relpath(path, os.path.abspath(file.parent)).replace(os.sep, "/")
        return [
            choice
            for scoped in self._scoped(file)
            if scoped.patterns is None or any(fits(pattern, relative) for pattern in scoped.patterns)
            for choice in scoped.choices
        ]

    def _scoped(self, file: Path) -> "tuple[Scoped, ...]":
        if file not in self._read:
            from verbale.settings.file import read_file  # brings pydantic, which no text needs without a file

            self._read[file] = read_file(file, self._rules)
        return self._read[file]

    def _above(self, folder: str) -> Path | None:
        """The nearest file in a folder or above it, by a path that is short to read from here."""
        if folder not in self._nearest:
            file = os.path.join(folder, FILE)
            parent = os.path.dirname(folder)
            if os.path.isfile(file):
                self._nearest[folder] = _short(file)
            else:
                self._nearest[folder] = self._above(parent) if parent != folder else None
        return self._nearest[folder]


def _short(file: str) -> Path:
    try:
        below = os.path.relpath(file)
    except ValueError:  # on another drive
        return Path(file)
    return Path(below if not below.startswith(os.pardir) or len(below) < len(file) else file)
