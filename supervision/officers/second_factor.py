"""The second factor: time-based one-time codes (RFC 6238), and printed codes that stand in for a lost one. Pure."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime
from uuid import UUID

import pyotp

STEP_SECONDS = 30
"""How long one code is shown."""

RECOVERY_CODE_COUNT = 8
"""How many printed codes an officer gets."""

ISSUER = "Supervision"
"""The name under which an authenticator app files the account."""

_STEPS_ACCEPTED = (0, -1, 1)  # a telephone's clock may be off by half a minute
_TIME_CODE = re.compile(r"[0-9]{6}")
_RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECOVERY_LENGTH, _RECOVERY_GROUP = 16, 4
_LOOK_ALIKE = str.maketrans("OIL", "011")


def new_secret() -> str:
    """A secret of 160 random bits, in base 32 as authenticator apps take it."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, username: str) -> str:
    """What the QR code of an authenticator app holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def typed_code(text: str) -> str:
    """A code as it was typed, without spaces and hyphens, in plain capitals and digits."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()


def is_time_code(code: str) -> bool:
    """Whether a typed code has the form of a time-based one; otherwise it is taken for a printed one."""
    return _TIME_CODE.fullmatch(code) is not None


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is, among the present one and its neighbours; None when it is none of theirs."""
    present = int(at.timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    fitting = [
        present + shift
        for shift in _STEPS_ACCEPTED
        if hmac.compare_digest(generator.generate_otp(present + shift).encode(), code.encode())
    ]
    return fitting[0] if fitting else None


def new_recovery_codes() -> tuple[str, ...]:
    """Eight codes of 80 random bits, in groups of four, to be printed and used once each."""
    return tuple(_new_recovery_code() for _ in range(RECOVERY_CODE_COUNT))


def recovery_digest(officer_id: UUID, code: str) -> bytes:
    """What is stored of a printed code (32 bytes); its 80 random bits need no slow hash."""
    plain = typed_code(code).translate(_LOOK_ALIKE)
    return hashlib.sha256(b"recovery-code\0" + officer_id.bytes + plain.encode()).digest()


def _new_recovery_code() -> str:
    plain = "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))
    return "-".join(plain[start : start + _RECOVERY_GROUP] for start in range(0, _RECOVERY_LENGTH, _RECOVERY_GROUP))
