"""Whether words stand between quotation marks."""

from typing import TYPE_CHECKING

from verbale.lint.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


def within_quotes(reading: Reading, child: "Token", head: "Token") -> bool:
    """Words quoted whole ('"X did it," she said') count as the text's own, unlike 'said that X did it'."""
    if head.i == child.i or any(c.dep_ == "mark" for c in child.children):
        return False
    subject = next((c for c in child.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), child)
    return quoted(reading, child.i) and quoted(reading, subject.i) and not quoted(reading, head.i)


def quoted(reading: Reading, index: int) -> bool:
    """True between quotation marks, of which the first may stand in an earlier sentence."""
    before, after = reading.doc[:index].text, reading.doc[index:].text
    if "”" in after or "“" in before:
        return before.rfind("“") > before.rfind("”") or ("“" not in before and "”" in after.split("“")[0])
    return before.count('"') % 2 == 1
