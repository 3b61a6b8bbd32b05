"""A fact in one line that says how firmly it stands, and back."""

from dataclasses import dataclass

from verbale.model.fact import Fact
from verbale.model.ledger import Ledger
from verbale.model.status import Status

BEGINS = {
    Status.KNOWN: "Established: ",
    Status.SUSPECTED: "Suspected, being checked: ",
    Status.TO_BE_ESTABLISHED: "Not established: ",
    Status.REFUTED: "Not correct: ",
}
EXERCISE_MARK = "EXERCISE EXERCISE EXERCISE: "
_STATED, _COLON = "Stated by ", ": "


@dataclass(frozen=True, slots=True)
class Stated:
    """The words of a line without its beginning, and who said them."""

    clause: str
    said_by: str | None = None


def line_of(ledger: Ledger, fact: Fact) -> str:
    """The fact with its status before it; a statement with whose it is, and its refutation if refuted."""
    words = fact.question if fact.status is Status.TO_BE_ESTABLISHED else fact.clause
    said = f"{_STATED}{ledger.name_of(fact.said_by)}{_COLON}" if fact.said_by else ""
    if said and fact.status is Status.KNOWN:
        return f"{said}{words}"
    return f"{BEGINS[fact.status]}{said}{words}"


def stated_words(line: str) -> Stated | None:
    """What a line that `line_of` made says; None for any other words."""
    line = line.removeprefix(EXERCISE_MARK)
    begin = next((one for one in BEGINS.values() if line.startswith(one)), "")
    rest = line[len(begin) :]
    if rest.startswith(_STATED) and _COLON in rest:
        said_by, _, clause = rest.removeprefix(_STATED).partition(_COLON)
        return Stated(clause, said_by)
    return Stated(rest) if begin else None
