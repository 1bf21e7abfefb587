"""The two suites of algorithms: AES-256-GCM with HMAC-SHA-256, and SM4-GCM with HMAC-SM3 (GB/T 39786-2021)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supervision.settings import SealSuite

NONCE_BYTES = 12
TAG_BYTES = 16


class Aead(Protocol):
    """A cipher bound to one key that also proves the integrity of what it carries."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return ciphertext and tag."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return the plaintext, or raise `InvalidTag`."""


class Sm4Gcm:
    """SM4 in Galois/counter mode, with the manners of `AESGCM`."""

    __slots__ = ("_key",)

    def __init__(self, raw: bytes) -> None:
        self._key = algorithms.SM4(raw)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return ciphertext and 16-byte tag."""
        context = Cipher(self._key, modes.GCM(nonce)).encryptor()
        context.authenticate_additional_data(associated_data)
        return context.update(data) + context.finalize() + context.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Return the plaintext; `InvalidTag` when anything was altered."""
        if len(data) < TAG_BYTES:
            raise InvalidTag
        context = Cipher(self._key, modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        context.authenticate_additional_data(associated_data)
        return context.update(data[:-TAG_BYTES]) + context.finalize()


@dataclass(frozen=True, slots=True)
class Suite:
    """One consistent choice of cipher, keyed hash and key derivation."""

    name: SealSuite
    mark: int
    """First byte of every envelope: version 1 in the high half, the suite in the low half."""
    key_bytes: int
    aead: Callable[[bytes], Aead]
    hash: hashes.HashAlgorithm = field(repr=False)

    def keyed_hash(self, key: bytes) -> "KeyedHash":
        """HMAC under `key`, prepared for many messages."""
        return KeyedHash(key, self.hash)

    def derive(self, secret: bytes, info: bytes) -> bytes:
        """A key of this suite's length, derived from `secret` for the one use that `info` names (HKDF, RFC 5869)."""
        return HKDF(self.hash, self.key_bytes, salt=None, info=info).derive(secret)


class KeyedHash:
    """HMAC with the key set up once; 32 bytes a digest in both suites."""

    __slots__ = ("_prepared",)

    def __init__(self, key: bytes, algorithm: hashes.HashAlgorithm) -> None:
        self._prepared = hmac.HMAC(key, algorithm)

    def digest(self, data: bytes) -> bytes:
        """The 32-byte HMAC of `data`."""
        context = self._prepared.copy()
        context.update(data)
        return context.finalize()


AES = Suite(SealSuite.AES, mark=0x11, key_bytes=32, aead=AESGCM, hash=hashes.SHA256())
SM = Suite(SealSuite.SM, mark=0x12, key_bytes=16, aead=Sm4Gcm, hash=hashes.SM3())
SUITES = {suite.name: suite for suite in (AES, SM)}
