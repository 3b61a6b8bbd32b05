"""Template + ledger -> draft with slots. The only place with Jinja."""

from verbale.draft.formats import body_html, to_html, to_text
from verbale.draft.render import Rendered, render
from verbale.draft.selection import Withheld
from verbale.draft.template import find_template, templates
from verbale.draft.wording import fact_sentence
from verbale.model.template import Template

__all__ = [
    "Rendered",
    "Template",
    "Withheld",
    "body_html",
    "fact_sentence",
    "find_template",
    "render",
    "templates",
    "to_html",
    "to_text",
]
