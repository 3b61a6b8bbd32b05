"""Findings as Parquet, for whoever goes on with them in a data frame or a database."""

import json
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

ROWS = 20_000


def write_parquet(folder: Path) -> Iterator[str]:
    """Writes ``findings.jsonl`` of a folder as ``findings.parquet``; gives a note if that could not be."""
    try:
        import pyarrow
        import pyarrow.json
        import pyarrow.parquet
    except ImportError:
        yield 'findings.parquet was not written. For Parquet: pip install "verbale[archive]".'
        return
    text, number = pyarrow.string(), pyarrow.int64()
    schema = pyarrow.schema(
        [("record", number), *((name, text) for name in ("path", "id", "date", "issuer", "title"))]
        + [(name, text) for name in ("rule", "family", "severity")]
        + [(name, number) for name in ("start", "end", "line", "column")]
        + [(name, text) for name in ("text", "message", "remedy")]
        + [("cues", pyarrow.list_(text)), ("location", text)]
    )
    with (
        (folder / "findings.jsonl").open(encoding="utf-8", errors="surrogatepass") as lines,
        pyarrow.parquet.ParquetWriter(folder / "findings.parquet", schema, compression="zstd") as writer,
    ):
        options = pyarrow.json.ParseOptions(explicit_schema=schema)
        while rows := b"".join(_row(line) for line in islice(lines, ROWS)):
            # Read as JSON: rows of Python's own would have pyarrow import pandas, a tenth of a warm run.
            whole = pyarrow.json.ReadOptions(block_size=len(rows))
            writer.write_table(pyarrow.json.read_json(BytesIO(rows), whole, options))


def _row(line: str) -> bytes:
    row: dict[str, Any] = json.loads(line)
    row["location"] = json.dumps(row["location"], ensure_ascii=False)
    return json.dumps({name: _sound(value) for name, value in row.items()}).encode() + b"\n"


def _sound(value: Any) -> Any:
    """Parquet holds UTF-8, which has no place for half of a surrogate pair."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
