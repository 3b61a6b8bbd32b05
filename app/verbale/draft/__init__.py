"""Template + ledger -> draft with slots. The only place with Jinja."""

from verbale.draft.formats import to_html, to_text
from verbale.draft.render import Rendered, render
from verbale.draft.selection import Withheld
from verbale.draft.template import find_template, templates
from verbale.model.template import Template

__all__ = ["Rendered", "Template", "Withheld", "find_template", "render", "templates", "to_html", "to_text"]
