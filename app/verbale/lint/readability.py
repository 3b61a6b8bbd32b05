"""How hard a text is to read: the automated readability index (Senter and Smith 1967, AMRL-TR-66-220).

It counts letters, words and sentences only. Measures that count syllables need a dictionary or a guess.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:[-'’.,:@][^\W_]+)*")


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; numbers, hours and addresses are one word each."""
    return WORD.findall(sentence)


def grade(sentences: Iterable[str]) -> float:
    """The year of school, 1 to 12 and beyond, at which most people read these sentences; 0 without a word."""
    counted = [words for words in map(words_of, sentences) if words]
    words = sum(map(len, counted))
    if not words:
        return 0.0
    letters = sum(len(word) for one in counted for word in one)
    return max(0.0, 4.71 * letters / words + 0.5 * words / len(counted) - 21.43)
