"""How much the desk takes in. A statement that is released has a few thousand characters."""

UPLOAD = 2 * 1024 * 1024
"""Bytes of one request, an uploaded ledger included."""

STATEMENT = 100_000
"""Code points of a statement in the editor; longer texts go to ``verbale lint``."""

LEDGERS = 100
"""Ledgers held open at once; the one longest unused is let go."""
