"""The words that carry what a sentence says, apart from those that say how surely it says it."""

import re

from verbale.lint.fold import fold

WORD = re.compile(r"[^\W\d_]{3,}")
SMALL_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "been",
        "being",
        "not",
        "but",
        "its",
        "their",
        "our",
        "your",
        "into",
        "onto",
        "who",
        "what",
        "which",
        "where",
        "when",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "all",
        "any",
        "some",
        "one",
        "two",
        "than",
        "then",
        "there",
        "here",
        "about",
        "over",
        "under",
        "between",
        "after",
        "before",
        "during",
        "because",
        "while",
        "also",
        "only",
        "more",
        "most",
        "other",
        "such",
    ]
)
STEM = 5
"""Letters of a word that tell it apart from others, whatever its ending."""
SOFT = (
    "hedge",
    "qualifier",
    "report",
    "link.evidence",
    "denied.booster",
    "nonattribution",
    "condition",
    "question",
)
CORRECTING = ("negation", "denial", "denied", "qualifier.evidence")


def content_words(clause: str | None) -> frozenset[str]:
    """The stems of the words that carry what a clause says."""
    words = (word for word in WORD.findall(fold(clause or "")) if word not in SMALL_WORDS)
    return frozenset(word[:STEM] for word in words)
