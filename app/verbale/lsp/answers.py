"""What an editor shows on demand: why something was found, and what could stand in its place."""

import re
from collections.abc import Collection, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Diagnostic,
    Hover,
    MarkupContent,
    MarkupKind,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from verbale.lsp.checked import Checked, Offer, Shown

MARKS = re.compile(r"([\\`*_{}\[\]()<>#!|~])")
LONGEST_TITLE = 60


def hover(found: Sequence[Shown], *, markdown: bool) -> Hover | None:
    """Why the words under the cursor were found and on whose advice; None where nothing was."""
    if not found:
        return None
    told = "\n\n---\n\n".join(_why(shown, markdown=markdown) for shown in found)
    kind = MarkupKind.Markdown if markdown else MarkupKind.PlainText
    return Hover(contents=MarkupContent(kind, told), range=found[0].diagnostic.range)


def actions(
    uri: str, checked: Checked, found: Sequence[Shown], *, versioned: bool, only: Collection[str] = ()
) -> list[CodeAction]:
    """The wordings offered for ``found``: a quick fix where the meaning is kept, else a rewriting to choose.

    ``versioned`` says that the editor refuses an edit of a text that has changed since; ``only`` names the
    kinds that were asked for, all of them when empty.
    """
    offered = [
        CodeAction(
            title=_title(offer),
            kind=kind,
            diagnostics=[shown.diagnostic],
            is_preferred=offer.suggestion.safe or None,
            edit=_edit(uri, checked, offer, versioned=versioned),
        )
        for shown in found
        for offer in shown.offers
        if _asked(kind := _kind(offer), only)
    ]
    return sorted(offered, key=lambda action: action.kind != CodeActionKind.QuickFix)


def _kind(offer: Offer) -> CodeActionKind:
    return CodeActionKind.QuickFix if offer.suggestion.safe else CodeActionKind.RefactorRewrite


def _asked(kind: str, only: Collection[str]) -> bool:
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _title(offer: Offer) -> str:
    wording = offer.suggestion.wording
    if not wording:
        return f"Leave out “{_short(offer.found)}”"
    return f"Write “{_short(wording)}” for “{_short(offer.found)}”"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _edit(uri: str, checked: Checked, offer: Offer, *, versioned: bool) -> WorkspaceEdit:
    edit = TextEdit(offer.range, offer.suggestion.wording)
    if not versioned:
        return WorkspaceEdit(changes={uri: [edit]})
    document = OptionalVersionedTextDocumentIdentifier(uri, checked.version)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(document, [edit])])


def _why(shown: Shown, *, markdown: bool) -> str:
    finding, card = shown.finding, shown.card

    def plain(words: str) -> str:
        return MARKS.sub(r"\\\1", words) if markdown else words

    title = f"{finding.rule} ({finding.severity})"
    parts = [
        f"**{plain(title)}**" if markdown else title,
        plain(f"{finding.message} {finding.remedy}".strip()),
    ]
    if card is not None:
        parts.append(plain(f"Why: {card.why}"))
        if card.sources:
            parts.append("Sources:\n\n" + "\n".join(f"- {plain(source)}" for source in card.sources))
    if finding.cues:
        parts.append(plain(f"Decided by: {', '.join(f'“{cue}”' for cue in finding.cues)}"))
    page = _page(shown.diagnostic)
    if markdown and page:
        parts.append(f"[The rule]({page})")
    return "\n\n".join(parts)


def _page(diagnostic: Diagnostic) -> str | None:
    return diagnostic.code_description.href if diagnostic.code_description else None
