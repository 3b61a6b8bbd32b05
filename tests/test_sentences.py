"""A text as sentences: where they end, what they are, and the way back to the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.lint.fold import fold
from verbale.lint.sentences import Kind, cut


def flats(text):
    return [sentence.flat for sentence in cut(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The port of Norlund reopened.", "Nobody was hurt.", "Who did it?", "Nobody knows!"],
        ["Mr. Ilves of the U.S. Government met Gen. P. Okoro on Mar. 3 near St. Anna.", "They talked."],
        ["Harbourline Inc. reported losses of $3.5 million to Velmara Ltd. on Monday."],
        ["It was sold to Harbourline Inc.", "The sale was quiet."],
        ["The talks took place in the U.S.", "They went well."],
        ["See para. 13 (b), No. 4 and pp. 7-9.", "Nothing else applies."],
        ["“We saw it.”", "“So did they.”", "(It was late.)", "Then it stopped."],
        ["“Is it over?” he asked.", "It was not."],
        ["We wait ... and see.", "Then ...", "We act."],
        [
            "Visit https://norlund.example/a.b?c=D.E or write to press.office@norlund.example now.",
            "Thank you.",
        ],
        ["The service failed; the cause is open; we look into it.", "More follows at 5 p.m. local time."],
        ["The ministry answered.[3]", "Its answer was short."],
        ["Version 2.4.1 of node.js fixes it.", "eShip runs it."],
        ["The ROK-U.S. Treaty stands."],
    ],
)
def test_a_paragraph_is_cut_where_a_reader_would_stop(sentences):
    assert flats(" ".join(sentences)) == sentences


def test_a_forgotten_space_after_a_stop_does_not_join_two_sentences():
    assert flats("We saw the outage.The port was shut.") == ["We saw the outage.", "The port was shut."]


def test_hard_wrapped_lines_are_one_sentence_and_a_blank_line_ends_one():
    text = "The harbour office says that the\nold cranes of Port San\nBriac stood still\n\nfor two hours."
    assert flats(text) == [
        "The harbour office says that the old cranes of Port San Briac stood still",
        "for two hours.",
    ]


def test_words_of_wrapped_lines_lead_back_to_where_they_stand():
    text = "  The port\nis closed\tand\u00a0the gates  \nare shut.\n"
    (sentence,) = cut(text)
    assert sentence.flat == "The port is closed and the gates are shut."
    for word in sentence.flat.rstrip(".").split():
        start = sentence.flat.index(word)
        assert text[sentence.at(start) :].startswith(word)
    (wrapped,) = cut("The port\nis closed.")
    assert [wrapped.at(index) for index in range(len(wrapped.flat))] == list(range(len(wrapped.flat)))


def test_markdown_marks_are_left_out_and_spans_lead_back():
    text = "- **Orsk** denied\r\n  [the report](https://a.example/x_(y)) about `ferry_net` and _its_ crew."
    (sentence,) = cut(text)
    assert sentence.flat == "Orsk denied the report about ferry_net and its crew."
    assert sentence.kind is Kind.ITEM
    place = sentence.flat.index("the report")
    assert sentence.source(place, place + 10).of(text) == "the report"
    assert sentence.source(0, 4).of(text) == "Orsk"


def test_headings_items_quotations_tables_and_code_are_told_apart():
    text = """---
title: Ferry
---
# What happened
The ferry stopped. It waited.

What we do

1. We check.
2. We tell
   you more.
(a) Soon

| Port | Time |
|------|------|
| Norl | 9:40 |

> They said
> nothing. Then left.

```
x = 1. Y
```
Times
=====
End of it."""
    assert [(s.kind.value, s.flat, s.heading_index) for s in cut(text)] == [
        ("code", "---\ntitle: Ferry\n---", None),
        ("heading", "What happened", None),
        ("prose", "The ferry stopped.", 1),
        ("prose", "It waited.", 1),
        ("heading", "What we do", None),
        ("item", "We check.", 4),
        ("item", "We tell you more.", 4),
        ("item", "Soon", 4),
        ("item", "Port | Time", 4),
        ("item", "Norl | 9:40", 4),
        ("quote-block", "They said nothing.", 4),
        ("quote-block", "Then left.", 4),
        ("code", "```\nx = 1. Y\n```", 4),
        ("heading", "Times", None),
        ("prose", "End of it.", 13),
    ]


def test_a_short_first_line_above_a_paragraph_is_its_heading():
    text = "Ferry Office Notice\nThis notice was written in the night after the ferry had stopped for hours."
    assert [s.kind for s in cut(text)] == [Kind.HEADING, Kind.PROSE]


def test_a_quotation_that_spans_sentences_is_known_until_it_closes_or_the_paragraph_ends():
    text = "He said: “It stopped. It started. We left.” He went.\n\n“One more thing. Wait.\n\nSilence."
    assert [s.in_quote for s in cut(text)] == [False, True, True, False, False, True, False]


def test_white_space_alone_has_no_sentences():
    assert cut("") == cut(" \r\n\t\n\u00a0") == []


WORDY = ["Orsk", "we", "é́toile", "👩‍🚒", "U.S.", "Mr.", "…", ".", "? ", "! ", ";", ",", "İ", "。", "x" * 2100]
MARKS = [
    "**",
    "*",
    "_",
    "`",
    "~~",
    "[a](b)",
    "[",
    "]",
    "](",
    "<!-- x -->",
    "> ",
    "- ",
    "# ",
    "1. ",
    "|",
    "|---|",
]
MORE_MARKS = ['"', "“", "”", "(", ")", "```\n", "---\n", "===\n", "\\", "\\*"]
SPACES = ["\n", "\r\n", "\r", "\n\n", " ", "  ", "\u00a0", "\t", "\u200b", "\ufeff", "\u2028"]
PIECES = st.sampled_from([*WORDY, *MARKS, *MORE_MARKS, *SPACES])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_sentences_are_ordered_and_every_code_point_leads_back_to_its_own(text):
    before = 0
    for sentence in cut(text):
        assert before <= sentence.span.start < sentence.span.end <= len(text)
        before = sentence.span.end
        places = [sentence.at(index) for index in range(len(sentence.flat))]
        assert places == sorted(set(places))
        assert sentence.span.start == places[0]
        assert sentence.span.end == places[-1] + 1 == sentence.at(len(places))
        assert not sentence.flat[0].isspace()
        assert not sentence.flat[-1].isspace()
        for place, character in zip(places, sentence.flat, strict=True):
            assert text[place] == character or (character == " " and text[place].isspace())
        assert sentence.kind is Kind.CODE or len(sentence.flat) <= 2000


WORDS = st.sampled_from(
    ["Orsk", "we", "étoile", "👩‍🚒", "said", "U.S.", "end.", "why?", "“so", "left.”", "(no", "yes.)", "*no*"]
)
GAPS = st.sampled_from(
    [" ", "  ", "\n", "\r\n", "\r\n\r\n", "\n\n", "\u00a0", "\n# ", "\n- ", "\n> ", "\n\n**", "** "]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), max_size=40))
def test_nothing_but_white_space_and_marks_is_left_out(pairs):
    text = "".join(word + gap for word, gap in pairs)
    read = {sentence.at(index) for sentence in cut(text) for index in range(len(sentence.flat))}
    left_out = {text[place] for place in range(len(text)) if place not in read}
    assert left_out <= set("*#->\u00a0 \r\n")


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text):
    assert len(fold(text)) == len(text)
    assert fold(text) == "".join(map(fold, text))


def test_folding_keeps_the_length_of_every_code_point_there_is():
    assert [c for c in range(0x110000) if len(fold(chr(c))) != 1] == []


def test_folding_writes_quotes_dashes_and_spaces_plainly():
    assert fold("The “GRU’s”\u00a0work – İzmir Σ") == 'the "gru\'s" work - izmir σ'


@pytest.mark.parametrize(
    "piece",
    ["the port is shut ", "The port is shut. ", ".", "x", "[", "[a](b", "> ", "<!--", "| ", "a. ", '"'],
)
def test_five_megabytes_on_one_line_are_cut_in_seconds(piece):
    text = piece * (5_000_000 // len(piece))
    started = time.process_time()
    sentences = cut(text)
    assert time.process_time() - started < 6
    assert all(len(sentence.flat) <= 2000 for sentence in sentences)
