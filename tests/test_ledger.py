"""Ledgers: every problem named at once with line, value and remedy; nothing read as what it is not."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from verbale.cli import main
from verbale.ledger import (
    LedgerError,
    check_ledger,
    inspect_ledger,
    ledger_fields,
    ledger_schema,
    ledger_yaml,
    parse_ledger,
    read_ledger,
    sample_ledger,
)
from verbale.ledger.tree import parse_tree
from verbale.model.errors import UserError

SAMPLE = sample_ledger()


def problems_of(*changes: tuple[str, str]) -> dict[str, str]:
    """Path to sentence, after the first occurrence of each text in the sample was changed."""
    text = SAMPLE
    for old, new in changes:
        assert old in text, f"the sample no longer has {old!r}"
        text = text.replace(old, new, 1)
    return {problem.path: str(problem) for problem in inspect_ledger(text).problems}


def test_the_sample_has_no_problem_and_no_warning():
    assert inspect_ledger(SAMPLE).problems == ()


def test_all_problems_are_named_at_once_with_line_path_value_and_remedy():
    found = problems_of(
        ("tlp: TLP:AMBER", "tlp: AMBER"),
        ("roughly even chance", "maybe"),
        ("neutral: [f-login, f-press]", "neutral: [f-gone]"),
        ("as_of: 2031-05-07T12:40Z", "as_of: 12:40"),
    )
    assert set(found) == {
        "facts[12].tlp",
        "facts[12].likelihood",
        "incident.hypotheses[3].neutral[0]",
        "facts[15].as_of",
    }
    line = SAMPLE[: SAMPLE.index("tlp: TLP:AMBER")].count("\n") + 1
    assert found["facts[12].tlp"] == (
        f'line {line}, facts[12].tlp: "AMBER" is not a choice here. Did you mean "TLP:AMBER"? '
        "Choose one of: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED."
    )


@pytest.mark.parametrize(
    ("old", "new", "path", "sentence"),
    [
        ("cause_class: undetermined", "cause: x", "incident.cause_class", "is missing. Add it: established"),
        ("called: the", "caled: the", "incident.caled", 'Did you mean "called"?'),
        ("aware_at: 2031-05-07T09:52Z", "aware_at: 2031-05-07T09:52", "incident.aware_at", "with its zone"),
        ("sectors: [maritime transport, customs]", "sectors: ports", "incident.sectors", "not a list"),
        ("title: Harbour outage", "title: [a, b]", "incident.title", "Text belongs here"),
        ("id: f-stop", "id: f stop", "facts[0].id", "Use letters, digits"),
        ("low: 23", "low: 23,000", "facts[3].quantities[0].000", 'no field "000"'),
        ("low: 23", "low: '23,000'", "facts[3].quantities[0].low", "digits without separators"),
        ("low: 23", "low: nan", "facts[3].quantities[0].low", "not a number"),
        ("low: 23", "low: -1", "facts[3].quantities[0].low", "too small"),
        ("{type: own, name: the harbour master, reliability: A}", "own", "facts[3].source", "block"),
        ("about_author: true", "about_author: maybe", "facts[6].about_author", "Write true or false"),
        ("value: 3}", "value: 9}", "incident.severity.value", "Choose one of: 1, 2"),
        ("sha256: ", "sha256: x", "facts[12].custody[0].sha256", "64 lower-case hexadecimal"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_remedy(old, new, path, sentence):
    assert sentence in problems_of((old, new))[path]


@pytest.mark.parametrize(
    ("old", "new", "path", "sentence"),
    [
        ("id: f-booking", "id: f-stop", "facts[1].id", "taken by facts[0].id"),
        ("id: norlund", "id: f-stop", "facts[0].id", "taken by actors[2].id"),
        ("conflicts_with: [f-denial]", "conflicts_with: [f-no]", "facts[14].conflicts_with[0]", "no fact"),
        ("conflicts_with: [f-denial]", "conflicts_with: [f-press]", "facts[14].conflicts_with", "itself"),
        ("credibility: 5", "supersedes: [f-press]", "facts[14].supersedes", "replaces itself"),
        ("\n  state: velmara", "\n  state: nowhere", "issuer.state", "Known ids: velmara, orsk, norlund"),
        ("addressee_state: orsk", "addressee_state: o", "correspondence[0].addressee_state", "no actor"),
        ("clause: 23 ships are waiting at anchor", "limits: none", "facts[3]", "has no clause"),
        ("waiting at anchor", "waiting at anchor.", "facts[3].clause", 'Remove the "."'),
        ("what caused the outage", "what caused it?", "facts[5].question", 'Remove the "?"'),
        ("question: what caused the outage", "limits: none", "facts[5]", "has no question"),
        ("    about_author: true\n", "", "facts[6].category", "Add about_author: true"),
        ("said_by: orsk", "limits: none", "facts[15]", "who said it"),
        ("    actor: orsk\n    relation", "    relation", "facts[12].relation", "Add actor"),
        ("low: 11", "low: 12", "facts[2].quantities[0]", "above the highest"),
        (
            "suspected, at: 2031-05-07T09:52Z",
            "suspected, at: 2031-05-08",
            "facts[0].history[1]",
            "order of time",
        ),
        ("status: known\n    history", "status: refuted\n    history", "facts[0].status", "history ends"),
        (
            "the University of Port Velm",
            "the Velmaran national CERT",
            "facts[12].reviews[0]",
            "cannot review",
        ),
        ("aware_at: 2031", "ended_at: 2030", "incident.ended_at", "is before it began"),
        ("expires_at: 2031-05-10T06", "expires_at: 2031-05-01T06", "measures[0].expires_at", "it starts"),
        ("      email: cert@velmara.example\n", "", "issuer.contacts[2]", "Add email, phone or url"),
        ("supported_by: [f-update]", "open: false", "incident.hypotheses[0]", "Add closed_because"),
    ],
)
def test_entries_that_do_not_agree_are_named_with_a_remedy(old, new, path, sentence):
    assert sentence in problems_of((old, new))[path]


def test_facts_that_replace_each_other_in_a_circle_are_named():
    found = problems_of(
        ("origin: evening-post", "supersedes: [f-denial]"), ("origin: orsk", "supersedes: [f-press]")
    )
    assert set(found) == {"facts[14].supersedes", "facts[15].supersedes"}


def test_an_attribution_says_whom_and_what():
    decision = (
        "decisions: [{id: d, kind: attribution, clause: x, decided_by: y, decided_at: 2031, tlp: TLP:RED}]"
    )
    assert "lacks actor and relation" in problems_of(("decisions: []", decision))["decisions[0]"]


def test_a_wrong_label_does_not_hide_another_problem_of_the_same_fact():
    found = problems_of(("at anchor\n", "at anchor.\n"), ("category: impact", "category: impct"))
    assert set(found) == {"facts[3].category", "facts[3].clause"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([("kind: criminal", "kind: activist")], "no criminal hypothesis"),
        ([("kind: non_malicious", "kind: other")], "no non-malicious hypothesis"),
        ([("  next_update_at: 2031-05-07T18:00Z\n", "")], "no time is set for the next update"),
        ([("audience: press", "audience: technical")], "no contact for the press"),
        ([("category: press_claim", "category: claim"), ("suspected\n    as_of: 2031-05-07T12:20Z",
          "known\n    as_of: 2031-05-07T12:20Z")], "both are known"),
    ],
)  # fmt: skip
def test_a_warning_does_not_keep_the_ledger_from_being_used(changes, sentence):
    text = SAMPLE
    for old, new in changes:
        text = text.replace(old, new, 1)
    inspection = inspect_ledger(text)
    assert inspection.ledger is not None
    assert all(problem.warning for problem in inspection.problems)
    assert sentence in str(inspection.problems[0])


def test_fewer_than_three_hypotheses_are_a_warning_only_while_the_cause_is_undetermined():
    start, end = SAMPLE.index("  hypotheses:"), SAMPLE.index("issuer:")
    bare = SAMPLE[:start] + SAMPLE[end:]
    assert "no hypotheses are recorded" in str(inspect_ledger(bare).problems[0])
    assert inspect_ledger(bare.replace("cause_class: undetermined", "cause_class: natural")).problems == ()


def test_no_and_dates_and_clock_times_stay_the_text_they_are():
    tree = parse_tree("name: no\nlist: [off, yes, 010, 09:40, 1_000, 2031-05-07]\nempty:\nquoted: 'null'\n")
    assert tree.value == {
        "name": "no",
        "list": ["off", "yes", "010", "09:40", "1_000", "2031-05-07"],
        "empty": None,
        "quoted": "null",
    }


def test_an_exercise_may_be_marked_with_any_word_for_yes():
    assert parse_ledger(SAMPLE.replace("yardstick: icd203", "exercise: yes")).incident.exercise


def test_json_and_yaml_give_the_same_ledger():
    ledger = parse_ledger(SAMPLE)
    assert parse_ledger(ledger.model_dump_json()) == ledger
    assert parse_ledger(ledger_yaml(ledger)) == ledger


def test_json_keeps_characters_beyond_the_first_plane():
    given_as = json.dumps({"incident": {"title": "Harbour \U0001f6a2"}})
    assert parse_tree(given_as).value["incident"]["title"] == "Harbour \U0001f6a2"


@pytest.mark.parametrize("text", ["a: 1\nb: {c: 1, c: 2}\n", '{"b": {"c": 1, "c": 2}}'])
def test_a_key_that_stands_twice_is_refused(text):
    assert 'The key "c" stands here twice.' in [problem.message for problem in parse_tree(text).problems]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: !!python/object/apply:os.system [ls]\n", "tag"),
        ("a: !house 1\n", "tag"),
        ("? [a, b]\n: 1\n", "A key is itself"),
        ("a: 'unclosed\n", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "not valid YAML"),
        ("[" * 5000, "nested more than 50"),
        ('{"a":' * 100_000, "nested more than 50"),
        ("a: \x07\n", "cannot be read"),
        ("a: \ud800\n", "half a character"),
        (r'{"incident": {"title": "\ud800"}}', "half a character"),
        ("# nothing\n", "all comments"),
        ("just words\n", "not a block of fields"),
        ("- a\n- b\n", "not a block of fields"),
        ("facts: [1, null, {id: 7}]\nincident: x\n", "not a block of fields"),
    ],
)
def test_what_cannot_be_a_ledger_is_refused_in_a_sentence(text, sentence):
    inspection = inspect_ledger(text)
    assert inspection.ledger is None
    assert any(sentence in str(problem) for problem in inspection.problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["incident", "facts", "actors", "id", "history", "source", "hypotheses"]),
                inner,
            )
        ),
    )
)
def test_no_tree_of_values_makes_the_check_fail(value):
    assert inspect_ledger(json.dumps(value)).ledger is None


def test_a_wrong_ledger_raises_one_error_with_one_line_for_each_problem(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(SAMPLE.replace("category: impact", "category: x").replace("id: f-fire", "id: f-stop"))
    with pytest.raises(LedgerError) as caught:
        read_ledger(path)
    head, *lines = str(caught.value).splitlines()
    assert head == "wrong.yaml has 2 problems."
    assert [line.split(": ")[1].split(", ")[1] for line in lines] == ["facts[3].category", "facts[8].id"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"title: caf\xe9\n", "is not UTF-8 (byte 11)"),
        (SAMPLE.encode("utf-16"), "is a binary file"),
        (b"PK\x03\x04\0\0\xff\xfe", "is a binary file"),
        (b"title: a\0b\n", "is a binary file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path, content, sentence):
    path = tmp_path / "ledger.yaml"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        check_ledger(path)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "ledger.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SAMPLE.encode())
    assert check_ledger(path) == []


def test_the_schema_is_of_2020_12_and_describes_every_field():
    schema = ledger_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    records = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    fields = [
        (r["title"], name, f) for r in records if r["title"] != "Span" for name, f in r["properties"].items()
    ]
    assert [(record, name) for record, name, field in fields if not field.get("description")] == []


def test_the_page_on_the_ledger_has_every_field_as_the_model_has_it():
    page = (REPOSITORY / "docs" / "ledger.md").read_text()
    assert page.endswith(ledger_fields())


def run(*arguments: object):
    return CliRunner().invoke(main, ["ledger", *map(str, arguments)])


def test_the_command_says_in_one_line_that_a_ledger_is_fine(tmp_path):
    path = tmp_path / "harbour.yaml"
    path.write_text(SAMPLE)
    result = run("check", path)
    assert (result.output, result.exit_code) == ("harbour.yaml: 16 facts, no problems.\n", 0)


def test_the_command_lists_problems_without_moving_the_terminal_and_ends_with_2(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(SAMPLE.replace("category: impact", r'category: "\e[31m"'))
    result = run("check", path)
    assert result.exit_code == 2
    assert "facts[3].category" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_command_gives_problems_as_json(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(SAMPLE.replace("category: impact", "category: impct"))
    (problem,) = json.loads(run("check", path, "--format", "json").stdout)
    assert problem["path"] == "facts[3].category"
    assert problem["value"] == "impct"
    assert problem["severity"] == "error"
    assert set(problem) == {"path", "severity", "message", "remedy", "value", "line"}


def test_a_missing_file_is_one_line_on_standard_error():
    result = run("check", "no-such-ledger.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no file no-such-ledger.yaml. Check the path.\n"


def test_the_commands_for_schema_and_sample_print_what_they_name():
    assert json.loads(run("schema").stdout) == ledger_schema()
    assert run("sample").stdout == SAMPLE
    assert run("fields").stdout == ledger_fields()
