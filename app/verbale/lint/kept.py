"""What takes long to make and is made of files, kept between runs in the user's cache folder.

What is kept is text, told apart by the contents of all it was made of, so nothing stale can be read.
A file is only trusted when it is ours, nobody else may write to it, and its text has the digest it
opens with. A cache that cannot be read or written changes nothing but the time a start takes.
"""

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from verbale.resources import cache_folder

NEWEST = 8
"""How many files of one name stay; each house folder has its own."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def kept(name: str, sources: Iterable[Path], make: Callable[[], str]) -> str:
    """What ``make`` gives, made anew only when the contents of ``sources`` have changed.

    Raises what ``make`` raises; that is not kept.
    """
    digest = sha256()
    for source in sources:
        content = source.read_bytes()
        digest.update(f"{len(content)}\n".encode())
        digest.update(content)
    file = cache_folder() / f"{name}-{digest.hexdigest()[:40]}"
    with suppress(OSError, ValueError):
        return _trusted(file)
    text = make()
    with suppress(OSError):
        _keep(file, text)
        _forget_all_but_newest(file.parent, name)
    return text


def _trusted(file: Path) -> str:
    handle = os.open(file, os.O_RDONLY | _NO_LINK)
    with open(handle, "rb") as opened:
        owned = os.fstat(handle)
        if hasattr(os, "geteuid") and (owned.st_uid != os.geteuid() or stat.S_IMODE(owned.st_mode) & 0o022):
            raise ValueError("not written by us")
        told, _, body = opened.read().partition(b"\n")
    if told != sha256(body).hexdigest().encode():
        raise ValueError("not what was written")
    return body.decode()


def _keep(file: Path, text: str) -> None:
    """Whole or not at all, whoever else writes the same."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = text.encode()
    part = file.with_name(f".{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as opened:
            opened.write(sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(part, file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _forget_all_but_newest(folder: Path, name: str) -> None:
    files = sorted(folder.glob(f"{name}-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[NEWEST:]:
        file.unlink(missing_ok=True)
