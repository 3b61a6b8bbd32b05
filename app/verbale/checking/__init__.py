"""Texts checked as their house has set it: which findings count, which are new, and which fail the check."""

from verbale.checking.check import Checked, Checking

__all__ = ["Checked", "Checking"]
