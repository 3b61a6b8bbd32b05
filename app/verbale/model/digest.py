"""Hashes that bind a sign-off to one exact text, and a draft to one exact ledger."""

from hashlib import sha256

from verbale.model.record import Record


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


def record_hash(*records: Record) -> str:
    """SHA-256 of records in their order, the fields in the order of their model."""
    return text_hash("\n".join(record.model_dump_json() for record in records))
