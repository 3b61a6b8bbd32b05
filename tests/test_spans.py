"""Every finding's span covers exactly its words, whatever stands around them."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from our_texts import our_texts
from verbale.lint import Linter

SENTENCES = [
    "Russia may have carried out the attack.",
    "We condemn this reckless attack.",
    "No customer data was accessed.",
    "The state-sponsored group stole the files.",
    "We will impose costs on those responsible.",
    "The port was paralysed by a devastating attack.",
    "Port services stopped at 09:40 UTC.",
]
JOINTS = [
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\r\n\r\n",
    "  ",
    " \u00a0",
    " \U0001f600 ",
    "\n- ",
    "\n> ",
    " e\u0301 ",
    "\t",
    "\n# ",
]


@cache
def linter() -> Linter:
    return Linter()


@given(
    parts=st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS)), max_size=6),
    hard_wrapped=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_span_covers_the_words_found(parts: list[tuple[str, str]], hard_wrapped: bool) -> None:
    text = "".join(sentence + joint for sentence, joint in parts)
    if hard_wrapped:
        text = text.replace(" the ", "\nthe ")
    for finding in linter().lint(text):
        assert finding.span.of(text) == finding.text
        line = text.replace("\r\n", "\n\n")[: finding.span.start]
        assert finding.text.strip() == finding.text
        assert finding.column >= 1
        assert finding.line <= line.count("\n") + 1


def test_spans_hold_in_every_text_of_ours() -> None:
    for text in our_texts():
        for finding in linter().lint(text):
            assert finding.span.of(text) == finding.text


def test_a_second_reading_from_the_cache_says_the_same() -> None:
    for text in our_texts()[:200]:
        assert linter().lint(text) == linter().lint(text)
