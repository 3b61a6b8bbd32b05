"""Every cue of a sentence is found in one scan, words as whole words and marks wherever they stand."""

from verbale.lint.fold import fold
from verbale.lint.scanner import Scanner, read_scanner
from verbale.resources import lexicons_folder


def scanner() -> Scanner:
    return read_scanner(lexicons_folder())


def test_a_mark_is_found_where_it_stands_and_not_at_every_space() -> None:
    flat = "Who did this? We do not know; do you?"
    marks = [cue for cue in scanner().scan(flat) if cue.entry.words == "?"]
    assert [(cue.start, cue.end) for cue in marks] == [(12, 13), (len(flat) - 1, len(flat))]
    plain = "We do not know who did this."
    assert len(scanner().matches(fold(plain))) < plain.count(" ") * 3
    assert not [cue for cue in scanner().scan(plain) if cue.entry.words == "?"]


def test_the_same_words_match_in_plain_and_in_other_letters() -> None:
    found = [
        {cue.entry.role for cue in scanner().scan(flat) if flat[cue.start : cue.end] == "state-sponsored"}
        for flat in ("A state-sponsored crew, it is said.", "A state-sponsored crew, it is said à la mode.")
    ]
    assert found[0]
    assert found[0] == found[1]


def test_words_within_words_are_no_cues() -> None:
    assert {c.entry.words for c in scanner().scan("Hacks.")} >= {"hack"}
    assert "hack" not in {c.entry.words for c in scanner().scan("Hackshaw and Whackson.")}
