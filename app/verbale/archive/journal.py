"""How far a run has come, so that the same command goes on after a kill and ends with the same results."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

FILES = ("findings.jsonl", "records.jsonl", "problems.jsonl")
PROGRESS = ".progress.json"
PART = ".part"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a run: what was read so far, and how long each file of results was then.

    ``chain`` is a digest over all that was read, ``settings`` over all that results depend on.
    """

    settings: str
    read: int = 0
    words: int = 0
    findings: int = 0
    problems: int = 0
    chain: str = ""
    lengths: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(FILES, 0))


def linked(chain: str, item: str) -> str:
    """The digest of all before and this."""
    return sha256(f"{chain}\n{item}".encode("utf-8", "surrogatepass")).hexdigest()


class Journal:
    """Writes results beside each other and remembers after each batch how far they are whole."""

    def __init__(self, folder: Path, settings: str) -> None:
        self._folder = folder
        self.mark = self._left_off(settings) or Mark(settings)
        self._files: dict[str, BinaryIO] = {}

    def _left_off(self, settings: str) -> Mark | None:
        try:
            mark = Mark(**json.loads((self._folder / PROGRESS).read_bytes()))
            long_enough = all(self._part(name).stat().st_size >= mark.lengths[name] for name in FILES)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return mark if mark.settings == settings and long_enough else None

    def start_over(self) -> None:
        """Forgets what an earlier run left behind."""
        self.mark = Mark(self.mark.settings)

    def __enter__(self) -> Self:
        for name in FILES:
            self._part(name).touch()
            opened = self._part(name).open("r+b")
            opened.truncate(self.mark.lengths[name])
            opened.seek(0, os.SEEK_END)
            self._files[name] = opened
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def write(self, name: str, lines: Iterable[str]) -> None:
        """Adds lines to one of FILES."""
        self._files[name].write("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))

    def remember(self, mark: Mark) -> None:
        """From here a later run goes on."""
        for file in self._files.values():
            file.flush()
        lengths = {name: file.tell() for name, file in self._files.items()}
        self.mark = Mark(**{**asdict(mark), "lengths": lengths})
        draft = self._folder / (PROGRESS + PART)
        draft.write_text(json.dumps(asdict(self.mark)), encoding="utf-8")
        os.replace(draft, self._folder / PROGRESS)

    def problems(self, most: int) -> list[str]:
        """The first problems of the run, ``most`` at most."""
        with self._part("problems.jsonl").open(encoding="utf-8") as lines:
            return [json.loads(line)["problem"] for line in islice(lines, most)]

    def finish(self) -> None:
        """Gives the results their names."""
        for name, file in self._files.items():
            file.close()
            os.replace(self._part(name), self._folder / name)
        (self._folder / PROGRESS).unlink(missing_ok=True)

    def _part(self, name: str) -> Path:
        return self._folder / (name + PART)
