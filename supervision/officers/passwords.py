"""Passwords: generated, hashed with argon2id on threads of their own, compared as long for names that nobody bears."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# Above the 19 MiB that OWASP asks for with two passes, and about 50 ms on one core: a sign-in is felt, not waited for.
_HASHER = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
# Two at a time: many sign-ins at once wait for each other, and never for the threads or the memory of everything else.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4
LONGEST_PASSWORD = 200
"""Characters of a password; a longer one is no password of ours."""


def new_password() -> str:
    """A password of 79 random bits in four groups, without the letters and digits that look alike in print."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))


async def hash_password(password: str) -> str:
    """The password's argon2id hash, with its parameters in it."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; without a hash False, after the same work."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _matches, password_hash, password)


def _matches(password_hash: str | None, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        password = ""
    try:
        _HASHER.verify(password_hash or _hash_of_nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
