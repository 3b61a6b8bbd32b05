"""How much the desk takes in. A statement that is released has a few thousand characters."""

UPLOAD = 2 * 1024 * 1024
"""Bytes of one request, an uploaded ledger included."""

STATEMENT = 100_000
"""Code points of a statement in the editor; longer texts go to ``verbale lint``."""

PAST = 32 * 1024 * 1024
"""Bytes of past statements that are sent at once."""

PAST_KEPT = 40
"""Archives of past statements that the desk keeps."""

REQUEST = 40 * 1024 * 1024
"""Bytes after which the server stops reading; between this and the others a page says what is too large."""

PROBLEMS = 200
"""Problems of one ledger that a page lists."""

LEDGERS = 100
"""Ledgers held open at once; the one longest unused is let go."""
