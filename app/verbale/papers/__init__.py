"""A draft as the papers an office works with: Word, PDF, messages, dates; and back, tied to its facts."""

from verbale.papers.blocks import Kind
from verbale.papers.calendar import to_ics
from verbale.papers.mail import to_eml
from verbale.papers.paper import Paper
from verbale.papers.portable import to_pdf
from verbale.papers.returned import Changed, Part, Returned, taken_back
from verbale.papers.word import AUTHOR, to_docx

__all__ = [
    "AUTHOR",
    "Changed",
    "Kind",
    "Paper",
    "Part",
    "Returned",
    "taken_back",
    "to_docx",
    "to_eml",
    "to_ics",
    "to_pdf",
]
