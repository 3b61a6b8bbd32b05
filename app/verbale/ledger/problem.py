"""What is wrong with a ledger, said so that its keeper can mend it."""

from dataclasses import dataclass, replace

from verbale.model.errors import UserError

Place = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top, as in ("facts", 3, "tlp")."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a ledger: where, what was found there, why it is wrong, and the remedy.

    ``line`` counts from 1 in the file, and is None where a file has no lines to speak of (JSON). A
    warning does not keep the ledger from being used.
    """

    place: Place
    message: str
    remedy: str
    value: str | None = None
    line: int | None = None
    warning: bool = False

    @property
    def path(self) -> str:
        """The place in writing: ``facts[3].tlp``."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.place)
        return "".join(steps).lstrip(".") or "ledger"

    def at_line(self, line: int | None) -> "Problem":
        """The same problem with its line in the file."""
        return replace(self, line=line)

    def __str__(self) -> str:
        place = f"line {self.line}, {self.path}" if self.line else self.path
        kind = "warning: " if self.warning else ""
        return f"{place}: {kind}{self.message} {self.remedy}"


class LedgerError(UserError):
    """A ledger that cannot be used; ``problems`` names every reason, and so does the message."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.problems = [problem for problem in problems if not problem.warning]
        count = len(self.problems)
        head = f"{name} has {count} problem{'s' if count != 1 else ''}."
        super().__init__("\n".join([head, *(f"{name}: {problem}" for problem in self.problems)]))


def shown(value: object) -> str:
    """A value as messages quote it, shortened to 60 characters."""
    if value is None:
        return "An empty value"
    text = " ".join(str(value).split())
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'
