"""Findings to something a person or a program reads. Every format is one function in FORMATS."""

from verbale.report.excerpt import visible
from verbale.report.formats import FORMATS, STATISTICS, report
from verbale.report.linted import Linted, Showing

__all__ = ["FORMATS", "STATISTICS", "Linted", "Showing", "report", "visible"]
