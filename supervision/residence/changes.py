"""The audited change of this register: every act here goes into the residence chain and no other."""

from functools import partial

from supervision.audit import Subject, audited_change
from supervision.settings import Register
from supervision.vault import digest

RESIDENCE = Register.RESIDENCE

residence_change = partial(audited_change, register=RESIDENCE)
"""`audited_change` for this register; the room opens its transactions through it alone."""


def about(kind: str, subject_id: object) -> Subject:
    """A record of this register as the subject of an act."""
    return Subject(kind, str(subject_id))


def link_digest(kind: str, record_id: object) -> bytes:
    """The keyed digest (16 bytes) under which rows about people point at a place or a party.

    Whoever reads the database alone can neither join a person to a dwelling nor compute the digest; the service can.
    """
    return digest(RESIDENCE, f"link-{kind}", str(record_id))
