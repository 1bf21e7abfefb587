"""A data key: what one file, order, resident or officer is sealed under."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from supervision.settings import Register
from supervision.vault.suites import Aead, Suite


class KeyKind(StrEnum):
    """What a data key belongs to."""

    OFFICER = "officer"
    FILE = "file"
    AFTERCARE = "aftercare"
    ASSESSMENT = "assessment"
    ORDER = "order"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    NOTICE = "notice"
    TENANCY = "tenancy"
    PARTY = "party"
    SERVICE = "service"
    IMPORT = "import"
    LIST = "list"


@dataclass(frozen=True, slots=True, eq=False)
class DataKey:
    """A living key, ready to seal; its repr names the key and hides the secret."""

    id: UUID
    register: Register
    kind: KeyKind
    suite: Suite
    raw: bytes = field(repr=False)
    aead: Aead = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Set the cipher up once, so that sealing many values pays for it once."""
        object.__setattr__(self, "aead", self.suite.aead(self.raw))
