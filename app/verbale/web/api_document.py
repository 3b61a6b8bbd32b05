"""The OpenAPI 3.1 document of the JSON interface, made from the table of its operations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from verbale import __version__
from verbale.records.values import Scope
from verbale.web.api_values import Problem

PLACE = "/api/v1"
ABOUT = (
    "Checks and drafts statements about incidents. Offsets are Unicode code points, half open; lines and "
    "columns count from 1. Everything is JSON. The same text gives the same findings here, on the command "
    "line, in the pages, in editors and from Python."
)
REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it takes and gives. ``<names>`` in the path are filled in by the caller."""

    name: str
    path: str
    summary: str
    gives: type[BaseModel]
    takes: type[BaseModel] | None = None

    @property
    def method(self) -> str:
        """POST for what takes a body, otherwise GET."""
        return "POST" if self.takes else "GET"


def document(operations: Sequence[Operation], scope: Scope) -> dict[str, Any]:
    """The document of ``operations``, which all ask for a token with ``scope``."""
    wanted = [(one.takes, "validation") for one in operations if one.takes]
    given = [(one.gives, "serialization") for one in operations] + [(Problem, "serialization")]
    names, schemas = models_json_schema(
        [*dict.fromkeys([*wanted, *given])],  # type: ignore[list-item]
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        entry: dict[str, Any] = {
            "operationId": one.name,
            "summary": one.summary,
            "security": [{"token": [scope.value]}],
            "responses": {"200": _body("The answer.", names[one.gives, "serialization"])}
            | {str(int(status)): {"$ref": f"#/components/responses/{int(status)}"} for status in REFUSALS},
        }
        if one.takes:
            entry["requestBody"] = _body("", names[one.takes, "validation"]) | {"required": True}
            del entry["requestBody"]["description"]
        if slots := _SLOT.findall(one.path):
            entry["parameters"] = [
                {"name": slot, "in": "path", "required": True, "schema": {"type": "string"}} for slot in slots
            ]
        paths.setdefault(PLACE + _SLOT.sub(r"{\1}", one.path), {})[one.method.lower()] = entry
    refused = names[Problem, "serialization"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Verbale",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "responses": {
                str(int(s)): _body(f"{s.phrase}: what is wrong, and the remedy.", refused) for s in REFUSALS
            },
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made on the page of your account; the trial without accounts takes any.",
                }
            },
        },
    }


def _body(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
