"""Text (and a ledger) in, findings out. The only place with spaCy."""

from verbale.lint.engine import Linter

__all__ = ["Linter"]
