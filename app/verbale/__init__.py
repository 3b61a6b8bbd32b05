"""Verbale: say what is established about an incident, and no more.

``Desk`` does everything; the other names are the values it takes and gives. docs/python.md has examples.
What is imported is imported when it is first named, so that a command without a ledger starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.desk import Desk
    from verbale.draft import Rendered
    from verbale.model.errors import UserError
    from verbale.model.explanation import Explanation
    from verbale.model.finding import Family, Finding, Severity, Suggestion
    from verbale.model.ledger import Ledger
    from verbale.model.rulecard import RuleCard
    from verbale.model.span import Span

__version__ = "0.1.0"

__all__ = [
    "Desk",
    "Explanation",
    "Family",
    "Finding",
    "Ledger",
    "Rendered",
    "RuleCard",
    "Severity",
    "Span",
    "Suggestion",
    "UserError",
    "__version__",
]

_HOMES = {
    "Desk": "verbale.desk",
    "Explanation": "verbale.model.explanation",
    "Family": "verbale.model.finding",
    "Finding": "verbale.model.finding",
    "Ledger": "verbale.model.ledger",
    "Rendered": "verbale.draft",
    "RuleCard": "verbale.model.rulecard",
    "Severity": "verbale.model.finding",
    "Span": "verbale.model.span",
    "Suggestion": "verbale.model.finding",
    "UserError": "verbale.model.errors",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
