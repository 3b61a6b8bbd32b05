"""Findings to something a person or a program reads. Every format is one function in FORMATS."""

from verbale.report.excerpt import visible
from verbale.report.formats import FORMATS
from verbale.report.linted import Linted, Screen

__all__ = ["FORMATS", "Linted", "Screen", "visible"]
