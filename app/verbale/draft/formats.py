"""The released shapes of a draft: a complete page, and plain text. Neither is ever used for positions."""

from html import escape
from html.parser import HTMLParser

import markdown
import nh3

from verbale.draft.render import Rendered
from verbale.model.textwaiver import without_waivers

_TAGS = {"h1", "h2", "h3", "p", "ul", "ol", "li", "em", "strong", "blockquote", "br", "hr"}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.05rem/1.55 Georgia, "Times New Roman", serif; }}
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
h2 {{ font-size: 1.15rem; margin-top: 1.6rem; }}
.tlp {{ font: 0.9rem ui-monospace, monospace; text-align: right; }}
@media print {{
  body {{ margin: 0; max-width: none; font-size: 12pt; }}
  h2 {{ break-after: avoid; }}
  li, p {{ orphans: 3; widows: 3; }}
}}
</style>
</head>
<body>
{label}<main>
{body}
</main>
{label}</body>
</html>
"""


def body_html(draft: Rendered) -> str:
    """The draft's Markdown as sanitised HTML, without a page around it and without waivers."""
    return nh3.clean(markdown.markdown(without_waivers(draft.text)), tags=_TAGS, attributes={})


def to_html(draft: Rendered) -> str:
    """The draft as a complete page that prints well, with its title and, where it is marked, its label."""
    label = f'<p class="tlp">{escape(draft.label)}</p>\n' if draft.label else ""
    return _PAGE.format(
        language=draft.draft.language, title=escape(draft.title), label=label, body=body_html(draft)
    )


def to_text(draft: Rendered) -> str:
    """The draft as plain text, with its TLP label, where it is marked, above and below."""
    reader = _PlainText()
    reader.feed(body_html(draft))
    reader.close()
    lines = "\n".join(reader.lines()).strip("\n")
    return f"{draft.label}\n\n{lines}\n\n{draft.label}\n" if draft.label else f"{lines}\n"


class _PlainText(HTMLParser):
    """Blocks of sanitised HTML as lines: headings underlined, list items with a dash or their number."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._number = 0  # of the item in an ordered list; 0 in an unordered one
        self._bullet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._number = 1 if tag == "ol" else 0
        elif tag == "li":
            self._bullet = f"{self._number}. " if self._number else "- "
            self._number += bool(self._number)

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("h1", "h2", "h3", "p", "li", "ul", "ol"):
            return
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self._lines.append(self._bullet + line)
            self._bullet = ""
        if tag in ("h1", "h2", "h3"):
            self._lines.append(("=" if tag == "h1" else "-") * len(line))
        if tag != "li":
            self._lines.append("")

    def lines(self) -> list[str]:
        """What was read, with one empty line between blocks."""
        kept: list[str] = []
        for line in self._lines:
            if line or (kept and kept[-1]):
                kept.append(line)
        return kept
