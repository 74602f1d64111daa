"""Passwords: argon2id with the library's parameters (RFC 9106, 64 MiB), and as slow for a name that nobody bears."""

import functools
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.record import DragomanError

LEAST, MOST = 10, 1_000
"""Characters."""
_turns = threading.Semaphore(2)
"""Each hashing takes 64 MiB."""


def hashed(password: str, *, name: str) -> str:
    """What is kept of a password. Raises DragomanError for one that would be guessed."""
    plain = _plain(password)
    if not LEAST <= len(plain) <= MOST:
        raise DragomanError(f"a password has {LEAST} to {MOST:,} characters; take a sentence")
    if plain.casefold() == name.casefold() or len(set(plain)) < 4:
        raise DragomanError("that password would be guessed; take a sentence")
    with _turns:
        return _hasher().hash(plain)


def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept. It takes the same time where nothing was."""
    plain = _plain(password[: MOST + 1])
    with _turns:
        try:
            right = _hasher().verify(kept or _nobodys(), plain)
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def _plain(password: str) -> str:
    # However a keyboard composes a letter, it is the same password.
    return unicodedata.normalize("NFC", password)


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@functools.cache
def _nobodys() -> str:
    return _hasher().hash("nobody's password")
