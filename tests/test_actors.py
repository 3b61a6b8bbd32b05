"""Actors known by name: where they come from, how a ledger adds its own, and who is only a namesake."""

import importlib.util
import re
from pathlib import Path

import pytest

from drafting import SAMPLE
from verbale.lint import Linter
from verbale.lint.actors import read_actors
from verbale.lint.fold import fold
from verbale.model.actor import Actor, ActorKind, ActorRole
from verbale.model.errors import UserError
from verbale.model.finding import Family
from verbale.model.span import Span
from verbale.resources import lexicons_folder

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def actors():
    return read_actors(lexicons_folder())


def found(actors, sentence):
    """Every actor that the sentence names, as (words, kind, state); of overlapping ones the longest."""
    folded, hits = fold(sentence), []
    for form, entry in actors.forms():
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", folded) if form in folded else ():
            if actors.resolve(entry, sentence, Span(match.start(), match.end())):
                hits.append((match.start(), match.end(), entry))
    kept = []
    for start, end, entry in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in kept):
            kept.append((start, end, entry))
    return [
        (sentence[start:end], entry.kind, entry.state)
        for start, end, entry in sorted(kept, key=lambda k: k[0])
    ]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Russia denied it.", [("Russia", "state", "RU")]),
        ("The Russian Federation's answer came late.", [("Russian Federation", "state", "RU")]),
        ("Iranian hackers were named.", [("Iranian", "state_adjective", "IR")]),
        ("The Swedes and the Americans agreed.", [("Swedes", "state", "SE"), ("Americans", "state", "US")]),
        ("Moscow rejected the report.", [("Moscow", "capital", "RU")]),
        (
            "Yesterday, Beijing accused the U.S. of theft.",
            [("Beijing", "capital", "CN"), ("U.S.", "state", "US")],
        ),
        ("It was traced to the Kremlin.", [("Kremlin", "capital", "RU")]),
        ("The government in Tehran was silent.", [("Tehran", "capital", "IR")]),
        ("Officers of the GRU travelled there.", [("GRU", "organ", "RU")]),
        ("The GRU’s Unit 26165 was named.", [("GRU", "organ", "RU"), ("Unit 26165", "organ", "RU")]),
        ("FANCY BEAR, also APT 28, was seen.", [("FANCY BEAR", "group", "RU"), ("APT 28", "group", "RU")]),
        ("Experts track the group as Play.", [("Play", "group", None)]),
        ("The Lazarus group stole coins.", [("Lazarus", "group", "KP")]),
        ("A state-sponsored actor did this.", [("state-sponsored", "class", None)]),
        ("It may be the work of a nation-state attacker.", [("nation-state", "class", None)]),
        ("A hostile intelligence service is behind it.", [("hostile intelligence service", "class", None)]),
        ("Georgia asked its partners for help.", [("Georgia", "state", "GE")]),
        ("Russia attacked Georgia.", [("Russia", "state", "RU"), ("Georgia", "state", "GE")]),
        ("Turkey closed the strait.", [("Turkey", "state", "TR")]),
        ("Amman said that Jordan was spared.", [("Amman", "capital", "JO"), ("Jordan", "state", "JO")]),
    ],
)
def test_an_actor_is_known_by_its_names(actors, sentence, named):
    assert found(actors, sentence) == named


@pytest.mark.parametrize(
    "sentence",
    [
        "We roast turkey and eat off china.",
        "They told us what they know about it.",
        "Who is to polish it?",
        "The plant in Atlanta, Georgia, was closed.",
        "He teaches at the University of Georgia in Athens.",
        "Michael Jordan played there.",
        "Chad Miller wrote the report.",
        "Mr. Chad and Rep. Jordan spoke.",
        "The server stands in Moscow.",
        "She flew to Washington.",
        "A Beijing-based company makes it.",
        "The Washington Post wrote about it.",
        "He lives in New Mexico, near the Gulf of Mexico.",
        "The Paris Agreement binds them.",
        "LONDON, May 3 - The port reopened.",
        "The talks moved from Oslo to Vienna.",
        "Children play in the hive all day.",
        "Play it safe: the equation has a silence in it.",
        "Strontium is a metal.",
        "State-owned banks and state-sponsored schools reopened.",
        "Non-state actors must be heard.",
        "PLEASE CALL US NOW",
        "It cost US$ 40 and stood beside US-27.",
    ],
)
def test_a_namesake_is_not_an_actor(actors, sentence):
    assert found(actors, sentence) == []


def test_a_ledger_adds_its_states_and_what_belongs_to_them(actors):
    orsk = Actor(
        id="orsk",
        kind=ActorKind.STATE,
        role=ActorRole.CONCERNED,
        name="Federation of Orsk",
        short_name="Orsk",
        adjective="Orskan",
        demonym="Orskan",
        capital="Orsgrad",
        organs=("Third Harbour Office",),
        aliases=("FO-1",),
    )
    sentence = "Orsgrad sent Orskan spies and Orskans of the Third Harbour Office, says Orsk; FO-1 denies it."
    assert found(actors.with_ledger([orsk]), sentence) == [
        ("Orsgrad", "capital", "orsk"),
        ("Orskan", "state_adjective", "orsk"),
        ("Orskans", "state", "orsk"),
        ("Third Harbour Office", "organ", "orsk"),
        ("Orsk", "state", "orsk"),
        ("FO-1", "state", "orsk"),
    ]
    assert found(actors, sentence) == []


def test_a_house_adds_actors_of_its_own(tmp_path):
    (tmp_path / "actors.toml").write_text(
        '[[actor]]\nname = "Grey Heron"\naliases = ["GH-7"]\n', encoding="utf-8"
    )
    house = read_actors(lexicons_folder(), tmp_path)
    assert found(house, "Grey Heron, or GH-7, was seen.") == [
        ("Grey Heron", "group", None),
        ("GH-7", "group", None),
    ]


def test_a_house_is_told_of_all_its_mistakes_at_once(tmp_path):
    (tmp_path / "actors.toml").write_text(
        'colour = 1\n[[actor]]\nkind = "group"\n[[actor]]\nname = "Grey Heron"\nkind = "bird"\n'
        '[[actor]]\nname = "Red Tern"\nalias = "RT"\n[[actor]]\nname = "Tern"\naliases = "T"\n',
        encoding="utf-8",
    )
    with pytest.raises(UserError) as told:
        read_actors(lexicons_folder(), tmp_path)
    lines = str(told.value).splitlines()
    assert len(lines) == 5
    assert all("actors.toml" in line for line in lines)


def test_no_form_is_listed_twice_and_every_one_folds_to_its_own_length(actors):
    forms = [form for form, _ in actors.forms()]
    assert len(forms) == len(set(forms))
    assert all(len(form) == len(entry.form) for form, entry in actors.forms())


@pytest.mark.parametrize("name", ["Tsunami", "Tsunami(Quay)", "Tsunami Crew"])
def test_a_group_called_by_a_figure_of_disaster_magnifies_nothing(name):
    group = Actor(id="crew", name=name, kind=ActorKind.GROUP, role=ActorRole.CLAIMANT)
    ledger = SAMPLE.model_copy(update={"actors": (*SAMPLE.actors, group)})
    text = f"{name} has stated that it was responsible. A tsunami of bogus invoices followed."
    alarms = [one for one in Linter(ledger=ledger).lint(text) if one.family is Family.ALARM]
    assert [(one.text, one.span.start > len(name)) for one in alarms] == [("tsunami", True)]


def test_recompiling_gives_the_same_bytes():
    spec = importlib.util.spec_from_file_location("compile_actors", ROOT / "tools" / "compile_actors.py")
    compiler = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(compiler)
    assert compiler.compiled().encode() == compiler.TARGET.read_bytes()
