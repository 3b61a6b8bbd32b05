"""Programs ask the desk in JSON; what the OpenAPI document says is what happens."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from at_the_desk import staffed
from conftest import REPOSITORY
from recording import DESK
from verbale.records.office import Office
from verbale.records.values import Scope
from verbale.report.records import FindingRecord, SuggestionRecord
from verbale.web import limits
from verbale.web.api import OPERATIONS
from verbale.web.api_document import PLACE, Operation
from verbale.web.api_values import FindingGiven, SuggestionGiven
from verbale.web.app import create_desk

LEDGER = (
    REPOSITORY / "templates" / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
).read_text()
HELD = (
    not_a_server_error,
    content_type_conformance,
    status_code_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
Ask = Callable[..., Any]
PAGE = (REPOSITORY / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```http\nPOST /api/v1(\S+)\n\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = staffed(tmp_path_factory.mktemp("api"))
    opened.incidents.open(DESK.sample_ledger(), by=opened.people.user("mara"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(office: Office) -> Flask:
    return create_desk(DESK, office)


@pytest.fixture(scope="module")
def token(office: Office) -> dict[str, str]:
    key, _ = office.keys.make_token(office.people.user("mara"), "automation", [Scope.LINT, Scope.READ])
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture(scope="module")
def ask(app: Flask, token: dict[str, str]) -> Ask:
    """``ask("/lint", text="...")`` posts, ``ask("/rules")`` gets."""

    def asked(path: str, status: int = 200, /, **body: object) -> Any:
        client = app.test_client()
        address = f"/api/v1{path}"
        answer = (
            client.post(address, json=body, headers=token) if body else client.get(address, headers=token)
        )
        assert answer.status_code == status, answer.text
        assert answer.content_type == "application/json"
        if status == 200:
            documented(path).model_validate_json(answer.data)
        return answer.get_json()

    return asked


def documented(path: str) -> type[BaseModel]:
    """What the operation at ``path`` gives, by the table that its document is made of."""
    [one] = [one for one in OPERATIONS if re.fullmatch(re.sub(r"<\w+>", "[^/]+", one.path), path)]
    return one.gives


@pytest.fixture(scope="module")
def described(app: Flask, token: dict[str, str]) -> Any:
    # Its own list of refusals leaves out 413, which is what a text beyond the limit is answered with.
    refusals = {"negative_data_rejection": {"expected-statuses": ["400", "404", "413", "415", "422"]}}
    config = schemathesis.Config.from_dict({"checks": refusals})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config, headers=token)


def test_a_text_is_checked_against_a_ledger_that_is_sent_along(ask: Ask) -> None:
    found = ask("/lint", text="Orsk hacked the port.", ledger=LEDGER)["findings"]
    assert "blame/asserted-attribution" in [one["rule"] for one in found]


def test_a_text_is_checked_against_an_incident_that_the_desk_keeps(ask: Ask) -> None:
    sent = ask("/lint", text="Orsk hacked the port.", ledger=LEDGER)
    assert ask("/lint", text="Orsk hacked the port.", incident=DESK.sample_ledger().incident.id) == sent


def test_a_draft_passes_its_own_check_and_says_on_what_it_rests(ask: Ask) -> None:
    drafted = ask("/draft", template="public/holding", ledger=LEDGER)
    checked = ask("/lint", text=drafted["draft"]["text"], ledger=LEDGER, template="public/holding")
    assert checked["findings"] == []
    assert [slot["fact"] for slot in checked["slots"]] == [slot["fact"] for slot in drafted["draft"]["slots"]]
    assert "f-update" in [one["fact"] for one in drafted["withheld"]]


def test_a_sentence_is_explained(ask: Ask) -> None:
    [claim, *_] = ask("/explain", sentence="Orsk may have hacked the port.", ledger=LEDGER)["claims"]
    assert "Orsk" in claim["says"]


def test_every_rule_has_a_page(ask: Ask) -> None:
    rules = ask("/rules")["rules"]
    assert [one["id"] for one in rules] == [card.id for card in DESK.rules()]
    assert ask(f"/rules/{rules[0]['id']}") == rules[0]


def test_every_template_is_listed(ask: Ask) -> None:
    assert [one["id"] for one in ask("/templates")["templates"]] == [one.id for one in DESK.templates()]


def test_a_sound_ledger_can_be_used(ask: Ask) -> None:
    assert ask("/ledger/check", ledger=LEDGER)["usable"]


def test_everything_wrong_with_a_ledger_is_named_at_once(ask: Ask) -> None:
    wrong = LEDGER.replace("status: known", "status: certain")
    checked = ask("/ledger/check", ledger=wrong)
    assert not checked["usable"]
    assert len([one for one in checked["problems"] if one["path"].endswith("status")]) > 1


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/lint", {"text": "a" * (limits.STATEMENT + 1)}, 413, "characters"),
        ("/lint", {"text": "a" * limits.UPLOAD}, 413, "MB"),
        ("/lint", {"text": 1}, 422, "text"),
        ("/lint", {"txt": "a"}, 422, "txt"),
        ("/lint", {"text": "a", "ledger": "b", "incident": "c"}, 422, "not both"),
        ("/lint", {"text": "a", "ledger": "incident: ["}, 422, "ledger"),
        ("/lint", {"text": "a", "incident": "nowhere"}, 404, "nowhere"),
        ("/draft", {"template": "public/holding"}, 422, "Give a ledger"),
        ("/draft", {"template": "public/holdin", "ledger": LEDGER}, 422, "public/holding"),
        ("/draft", {"template": "public/holding", "ledger": LEDGER, "language": "xx"}, 422, "xx"),
        ("/nothing", {"text": "a"}, 404, "address"),
        ("/rules", {"text": "a"}, 405, ""),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_shape(
    ask: Ask, path: str, body: dict[str, object], status: int, said: str
) -> None:
    refused = ask(path, status, **body)
    assert list(refused) == ["problem"]
    assert said in refused["problem"]


def test_a_body_that_is_not_json_is_refused(app: Flask, token: dict[str, str]) -> None:
    answer = app.test_client().post("/api/v1/lint", data={"text": "a"}, headers=token)
    assert (answer.status_code, list(answer.get_json())) == (415, ["problem"])


@pytest.mark.parametrize(("path", "body"), EXAMPLES)
def test_an_example_of_the_page_is_answered(ask: Ask, path: str, body: str) -> None:
    assert ask(path, **json.loads(body))


def test_the_page_names_every_address() -> None:
    told = set(
        re.findall(
            r"`(?:GET|POST) /api/v1(\S+)`", PAGE.replace("FAMILY", "<family>").replace("NAME", "<name>")
        )
    )
    assert told == {one.path for one in OPERATIONS}


def test_the_document_is_for_everybody_and_names_every_operation(app: Flask) -> None:
    told = app.test_client().get("/api/v1/openapi.json").get_json()
    assert told["openapi"].startswith("3.1.")
    named = {entry["operationId"] for path in told["paths"].values() for entry in path.values()}
    assert named == {one.name for one in OPERATIONS}


def test_a_finding_is_documented_as_every_report_writes_it() -> None:
    assert set(FindingGiven.model_fields) == FindingRecord.__required_keys__
    assert set(SuggestionGiven.model_fields) == SuggestionRecord.__required_keys__


@pytest.mark.parametrize(
    ("one", "mode"),
    [
        pytest.param(one, mode, id=f"{one.name}-{mode.value}")
        for one in OPERATIONS
        for mode in GenerationMode
        if one.takes is not None or mode is not GenerationMode.NEGATIVE  # where something can be sent wrong
    ],
)
def test_whatever_is_sent_is_answered_as_the_document_says(
    described: Any, token: dict[str, str], one: Operation, mode: GenerationMode
) -> None:
    operation = described[PLACE + one.path.replace("<", "{").replace(">", "}")][one.method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def hold(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=HELD, headers=token)

    hold()
