"""What a release can be downloaded as."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from verbale.draft import Rendered, to_html, to_text
from verbale.model.draft import Draft
from verbale.model.finding import Finding
from verbale.model.release import Release
from verbale.papers import Paper, to_docx, to_eml, to_ics, to_pdf
from verbale.report.records import record

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of a released text: its content type, what a page calls it, and what makes it."""

    kind: str
    title: str
    make: Callable[[Rendered, Paper], bytes]


SHAPES: dict[str, Shape] = {
    "md": Shape("text/markdown; charset=utf-8", "Markdown", lambda text, paper: text.text.encode()),
    "html": Shape("text/html; charset=utf-8", "Web page", lambda text, paper: to_html(text).encode()),
    "txt": Shape("text/plain; charset=utf-8", "Plain text", lambda text, paper: to_text(text).encode()),
    "docx": Shape(WORD, "Word", lambda text, paper: to_docx(paper)),
    "pdf": Shape("application/pdf", "PDF", lambda text, paper: to_pdf(paper)),
    "eml": Shape(
        "message/rfc822",
        "Message",
        lambda text, paper: to_eml(paper, plain=to_text(text), page=to_html(text)).encode(),
    ),
    "ics": Shape("text/calendar; charset=utf-8", "Dates", lambda text, paper: to_ics(paper).encode()),
}


def draft_of(release: Release) -> Draft:
    """A release in the shape of a draft, as the formats take it."""
    return Draft(
        id=release.id,
        incident=release.incident,
        template=release.template,
        correspondence=release.correspondence,
        language=release.language,
        audience=release.audience,
        text=release.text,
        slots=release.slots,
        ledger_hash=release.ledger_hash,
        made_at=release.released_at,
    )


def record_of(release: Release, findings: tuple[Finding, ...]) -> bytes:
    """All that is kept of a release, as JSON: text, hashes, clearances, waivers, and what the linter said."""
    kept = release.model_dump(mode="json")
    kept["findings"] = [record("", finding) for finding in findings]
    return (json.dumps(kept, indent=2, ensure_ascii=False) + "\n").encode()
