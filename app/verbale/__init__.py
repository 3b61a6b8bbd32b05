"""Verbale: say what is established about an incident, and no more."""

__version__ = "0.1.0"
