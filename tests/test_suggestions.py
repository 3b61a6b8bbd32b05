"""Wordings offered: where they land, that they are grammatical there, and that safe ones settle it."""

from functools import cache
from pathlib import Path

import pytest

from verbale.lint import Linter
from verbale.model.errors import UserError
from verbale.model.finding import Suggestion


@cache
def linter() -> Linter:
    return Linter()


def offered(text: str, *, structure: bool = False) -> list[tuple[str, Suggestion]]:
    return [(f.rule, s) for f in linter().lint(text, structure=structure) for s in f.suggestions]


def applied(text: str, suggestion: Suggestion) -> str:
    return text[: suggestion.span.start] + suggestion.wording + text[suggestion.span.end :]


SAFE = [
    ("A massive breach was found.", "A breach was found."),
    ("An unprecedented theft was reported.", "A theft was reported."),
    ("The town suffered a devastating attack.", "The town suffered an attack."),
    ("It was an extremely serious threat.", "It was a serious threat."),
    ("The worm was highly sophisticated.", "The worm was sophisticated."),
    ("The relentless attacks went on.", "The attacks went on."),
    ("Massive attack hits port", "Attack hits port"),
    ("Undoubtedly, China planned the raid.", "China planned the raid."),
    ("China was undoubtedly behind the raid.", "China was behind the raid."),
    ("It was\na massive\nattack.", "It was\nan attack."),
    ("It is clear that the logs were altered.", "The logs were altered."),
    ("There is no doubt\nthat China planned the raid.", "China planned the raid."),
    ("😀 A massive breach was found.", "😀 A breach was found."),
]


@pytest.mark.parametrize(("text", "better"), SAFE)
def test_a_word_is_left_out_with_article_and_capital_set_right(text: str, better: str) -> None:
    assert better in [applied(text, suggestion) for _, suggestion in offered(text) if suggestion.safe]


@pytest.mark.parametrize("text", [text for text, _ in SAFE])
def test_a_safe_wording_settles_its_finding(text: str) -> None:
    for rule, suggestion in offered(text):
        if suggestion.safe:
            assert rule not in [f.rule for f in linter().lint(applied(text, suggestion))]


UNSAFE = [
    "The attack was massive.",
    "A brazen, relentless attack was reported.",
    "A **massive** breach was found.",
    "A whopping 3 million files leaked.",
    "The attack paralysed the port.",
    "The worm wreaked havoc.",
    "It was a massive and relentless attack.",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_no_word_is_left_out_that_the_sentence_needs(text: str) -> None:
    assert [suggestion for _, suggestion in offered(text) if suggestion.safe] == []


SHOWN = [
    (
        "It is very likely that it was sabotage. It is highly unlikely that it was human error.",
        "very unlikely",
    ),
    ("The council will strike back.", "The following steps protect the systems concerned: [steps]."),
]


@pytest.mark.parametrize(("text", "wording"), SHOWN)
def test_a_wording_that_changes_the_meaning_is_only_shown(text: str, wording: str) -> None:
    assert (wording, False) in [(suggestion.wording, suggestion.safe) for _, suggestion in offered(text)]


def test_what_is_missing_is_offered_after_the_last_sentence() -> None:
    text = "The quay is closed. We do not know why yet. Please call the desk."
    [(rule, suggestion)] = offered(text, structure=True)
    assert rule == "structure/no-next-update"
    assert applied(text, suggestion) == f"{text} The next update will be issued by [time]."


def test_a_headline_is_not_rewritten_as_a_sentence() -> None:
    assert offered("# Council to strike back\n") == []


@pytest.mark.parametrize(
    ("offer", "remedy"),
    [
        ('[[suggestions]]\nwording = "x"', "Give: replaces, safe, wording"),
        ('[[suggestions]]\nwording = "x"\nreplaces = "key"\nsafe = "yes"', "safe = true or false"),
        (
            '[[suggestions]]\nwording = "x"\nreplaces = "line"\nsafe = true',
            "Choose one of: key, found, sentence",
        ),
        ('[[suggestions]]\nwording = ""\nreplaces = "found"\nsafe = true', 'write replaces = "key"'),
        ('suggestions = ["x"]', r"Write \[\[suggestions\]\] before each"),
    ],
)
def test_a_wrong_suggestion_of_a_house_is_answered_with_the_remedy(
    tmp_path: Path, offer: str, remedy: str
) -> None:
    rule = (
        'severity = "info"\nmessage = "m"\nremedy = "r"\nwhy = "w"\nsources = []\nflags = []\nallows = []\n'
    )
    (tmp_path / "alarm").mkdir()
    match = '[match]\nclaim = "alarm"\n'
    parts = (rule, offer, match) if offer.startswith("suggestions") else (rule, match, offer)
    (tmp_path / "alarm" / "own.toml").write_text("\n".join(parts))
    with pytest.raises(UserError, match=remedy):
        Linter(house=tmp_path)
