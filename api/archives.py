"""What leaves the house: one encrypted archive, AES-256 after WinZip's AE-2, opened by 7-Zip, WinZip and the like.

The archive comes piece by piece, so that neither memory nor a disk ever holds the whole of it in clear. The names of
the files in it can be read without the password: they carry no person's data.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from stream_zip import ZIP_64, MemberFile, stream_zip

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which people read out and type wrongly."""

_GROUPS = 4
_GROUP_LENGTH = 4
_READABLE_BY_OWNER = 0o600


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of an archive: its name without any person's data, and its bytes as they come."""

    name: str
    chunks: Iterable[bytes]


def new_archive_password() -> str:
    """A password such as `7KQM-X2WF-9RTB-HC4N`: 79 bits, since whoever holds the archive can guess at any speed."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def encrypted_archive(files: Iterable[ArchivedFile], password: str, made_at: datetime) -> Iterator[bytes]:
    """The bytes of an archive of these files; ValueError for an empty password, which would encrypt nothing.

    `made_at` is the time that each file in it shows.
    """
    if not password:
        raise ValueError("an archive without a password is not encrypted")
    members: Iterator[MemberFile] = ((file.name, made_at, _READABLE_BY_OWNER, ZIP_64, file.chunks) for file in files)
    return iter(stream_zip(members, password=password))
