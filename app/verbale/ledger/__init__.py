"""Reading and checking ledgers of incident facts."""

from verbale.ledger.fields import ledger_fields
from verbale.ledger.file import (
    Inspection,
    check_ledger,
    inspect_file,
    inspect_ledger,
    ledger_yaml,
    parse_ledger,
    read_ledger,
    sample_ledger,
)
from verbale.ledger.problem import LedgerError, Problem
from verbale.ledger.schema import ledger_schema

__all__ = [
    "Inspection",
    "LedgerError",
    "Problem",
    "check_ledger",
    "inspect_file",
    "inspect_ledger",
    "ledger_fields",
    "ledger_schema",
    "ledger_yaml",
    "parse_ledger",
    "read_ledger",
    "sample_ledger",
]
