"""Files that a command writes."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from verbale.model.errors import UserError


def write_whole(
    file: Path, content: bytes | Iterable[bytes], *, remedy: str = "Choose another place with -o."
) -> None:
    """The whole text, or all its pieces, or nothing: a reader never meets half of it."""
    try:
        handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines([content] if isinstance(content, bytes) else content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(unfinished).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
            Path(unfinished).replace(file)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"Cannot write {file}: {reason}. {remedy}") from None
