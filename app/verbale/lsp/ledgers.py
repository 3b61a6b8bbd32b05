"""The ledger that belongs to a text, read again when its file has changed."""

from pathlib import Path

from verbale.desk import Desk
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.settings import Stamps, stamps


class Ledgers:
    """Ledgers by the file they were read from. ``name`` is a path, or a file's name to look for."""

    def __init__(self, name: str) -> None:
        self._desk = Desk()
        self._name = name
        self._read: dict[Path, tuple[Stamps, Ledger | UserError]] = {}

    def beside(self, text: Path | None) -> Ledger | None:
        """The nearest ledger of that name in the text's folder or one above; None where there is none.

        Raises UserError when the file cannot be read as a ledger, or is a path and not there.
        """
        file = self._file(text)
        if file is None:
            return None
        stamp = stamps([str(file)])
        if file not in self._read or self._read[file][0] != stamp:
            self._read[file] = (stamp, self._opened(file))
        ledger = self._read[file][1]
        if isinstance(ledger, UserError):
            raise ledger
        return ledger

    def _file(self, text: Path | None) -> Path | None:
        if Path(self._name).is_absolute():
            return Path(self._name)
        folders = text.parents if text is not None else ()
        return next((folder / self._name for folder in folders if (folder / self._name).is_file()), None)

    def _opened(self, file: Path) -> Ledger | UserError:
        try:
            return self._desk.open_ledger(file)
        except UserError as problem:
            return problem
