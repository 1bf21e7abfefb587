"""Encrypted archives, opened by a reader that is not ours."""

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import pyzipper

from api.archives import ArchivedFile, encrypted_archive, new_archive_password

MADE_AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TEXT = "钟离岚，云岭区青石街道".encode() * 1_000

REFUSED = (RuntimeError, pyzipper.BadZipFile, zlib.error)
"""What the reader says: at once of a wrong password, at the latest when the archive's own seal does not fit."""


def archive(password: str, *files: ArchivedFile) -> bytes:
    return b"".join(encrypted_archive(files, password, MADE_AT))


def test_what_was_packed_comes_out_with_the_password() -> None:
    password = new_archive_password()
    packed = archive(password, ArchivedFile("人员.xlsx", [TEXT]), ArchivedFile("说明.txt", [b"a", b"", b"b"]))
    with pyzipper.AESZipFile(io.BytesIO(packed)) as opened:
        opened.setpassword(password.encode())
        assert opened.namelist() == ["人员.xlsx", "说明.txt"]
        assert opened.read("人员.xlsx") == TEXT
        assert opened.read("说明.txt") == b"ab"


def test_nothing_comes_out_without_the_password_or_with_another() -> None:
    packed = archive(new_archive_password(), ArchivedFile("a.txt", [TEXT]))
    assert "钟离岚".encode() not in packed
    with pyzipper.AESZipFile(io.BytesIO(packed)) as opened:
        with pytest.raises(RuntimeError, match="password"):
            opened.read("a.txt")
        with pytest.raises(REFUSED):
            opened.read("a.txt", pwd=new_archive_password().encode())


def test_every_file_is_aes_256_after_ae_2_and_shows_no_checksum_of_its_text() -> None:
    """AE-1 would leave the CRC-32 of the plain text beside it."""
    packed = archive("password", ArchivedFile("a.txt", [TEXT]))
    (member,) = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    version, vendor, strength = struct.unpack_from("<H2sB", member.extra, member.extra.index(b"\x01\x99") + 4)
    assert (version, vendor, strength) == (2, b"AE", 3)
    assert member.CRC == 0


def test_a_changed_byte_is_noticed() -> None:
    packed = bytearray(archive("password", ArchivedFile("a.txt", [TEXT])))
    packed[120] ^= 1
    with pyzipper.AESZipFile(io.BytesIO(bytes(packed))) as opened, pytest.raises(REFUSED):
        opened.read("a.txt", pwd=b"password")


def test_an_archive_is_made_as_it_is_asked_for() -> None:
    asked: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(100):
            asked.append(number)
            yield new_archive_password().encode() * 4_000

    pieces = encrypted_archive([ArchivedFile("a.txt", chunks())], "password", MADE_AT)
    next(pieces)
    assert len(asked) < 20


def test_no_archive_goes_out_unencrypted() -> None:
    with pytest.raises(ValueError, match="not encrypted"):
        encrypted_archive([ArchivedFile("a.txt", [TEXT])], "", MADE_AT)


def test_passwords_have_eighty_bits_and_nothing_that_is_read_out_wrongly() -> None:
    passwords = {new_archive_password() for _ in range(200)}
    letters = set("".join(passwords)) - {"-"}
    assert len(passwords) == 200
    assert not letters & set("01ILO")
    assert 16 * math.log2(len(letters)) > 79
    assert all([len(group) for group in password.split("-")] == [4, 4, 4, 4] for password in passwords)
