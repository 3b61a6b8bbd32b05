"""Why the records say no. Each is the reader's to mend; doors answer each in their own way."""

from verbale.model.errors import UserError
from verbale.records.difference import Difference
from verbale.records.values import DraftVersion, Gate, LedgerRevision


class NotFoundError(UserError):
    """There is nothing of that name."""


class NotPermittedError(UserError):
    """Somebody else's to do; the message names whose."""


class SignInError(UserError):
    """Name, password, link or token do not open the desk."""


class RefusedError(UserError):
    """A release with gates still closed; the message gives every reason."""

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        self.gates = gates
        super().__init__("\n".join(["This cannot be released yet.", *(gate.reason for gate in gates)]))


class ConflictError(UserError):
    """Somebody saved a draft first. Nothing is lost: ``mine`` is kept as unsaved work.

    ``theirs`` is the version that stands; ``difference`` leads from it to ``mine``.
    """

    def __init__(self, theirs: DraftVersion, mine: str, difference: Difference) -> None:
        self.theirs = theirs
        self.mine = mine
        self.difference = difference
        super().__init__(
            f"{theirs.saved_by} saved version {theirs.draft.version} while you were writing. "
            "Your words are kept: compare both, then save again."
        )


class LedgerConflictError(UserError):
    """Somebody saved the ledger first; ``theirs`` is the revision that stands."""

    def __init__(self, theirs: LedgerRevision) -> None:
        self.theirs = theirs
        super().__init__(
            f"{theirs.saved_by} saved revision {theirs.revision} of this ledger while you were writing. "
            "Look at it, then make your change again."
        )
