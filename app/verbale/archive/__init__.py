"""Linting archives: thousands to millions of statements, with a report on all of them."""

from verbale.archive.engines import engine_named
from verbale.archive.run import Archive, Progress, Summary
from verbale.archive.store import Store

__all__ = ["Archive", "Progress", "Store", "Summary", "engine_named"]
