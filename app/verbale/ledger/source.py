"""The text of a ledger file, decoded in this one place."""

from pathlib import Path

from verbale.model.errors import UserError

LARGEST = 32_000_000
"""Bytes; a ledger of ten thousand facts has about eight million."""


def read_source(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises UserError when the file is missing, unreadable, empty, too large, binary, or not UTF-8.
    """
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UserError(
                f"{path} is larger than {LARGEST // 1_000_000} MB. Split it into several ledgers."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"There is no file {path}. Check the path.") from None
    except IsADirectoryError:
        raise UserError(f"{path} is a folder. Name the ledger file in it.") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UserError(f"{path} cannot be read: {reason}. Check the file and its permissions.") from None
    if not content.strip():
        raise UserError(f'{path} is empty. Start from the sample: "verbale ledger sample".')
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = "is a binary file" if b"\0" in content[:8192] else f"is not UTF-8 (byte {error.start + 1})"
        raise UserError(f"{path} {kind}. Save the ledger as UTF-8 text, in YAML or JSON.") from None
    if "\0" in text:
        raise UserError(f"{path} is a binary file. Save the ledger as UTF-8 text, in YAML or JSON.")
    return text
