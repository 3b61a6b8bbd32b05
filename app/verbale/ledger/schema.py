"""The published JSON Schema of the ledger file."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from verbale.model.ledger import Ledger


def ledger_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a ledger, with a title and a description for every field."""
    schema = Ledger.model_json_schema(schema_generator=GenerateJsonSchema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}
