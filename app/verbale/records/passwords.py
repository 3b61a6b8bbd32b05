"""Passwords, hashed with Argon2id; and keys that only a hash is kept of."""

import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from verbale.model.errors import UserError

SHORTEST = 12
LONGEST = 1000
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex())


def hashed(password: str, *, name: str) -> str:
    """The Argon2id hash of a new password; UserError when it is too easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserError(
            f"A password has {SHORTEST} to {LONGEST} characters, and this has {len(password)}. "
            "Three or four words that do not belong together serve well."
        )
    if len(set(password)) < 5 or name.lower() in password.lower():
        raise UserError(
            "This password is easy to guess. Leave out the name, and do not repeat a few characters."
        )
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """True when the password is the one that was hashed; takes as long when there is none."""
    try:
        return _HASHER.verify(stored or _NOBODY, password[:LONGEST]) and stored is not None
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def new_key() -> str:
    """256 random bits, for a session, a token or a link."""
    return secrets.token_urlsafe(32)


def key_hash(key: str) -> str:
    """What is kept of a key: it is random enough for a plain hash."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()
