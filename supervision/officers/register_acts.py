"""Which register an act belongs to, by what it is about; an act in no register is everybody's. Pure."""

from collections.abc import Mapping

from supervision.audit.acts import Act
from supervision.settings import Register

REGISTER_OF_KIND: Mapping[str, Register] = {
    "person-file": Register.CORRECTIONS,
    "minor-file": Register.CORRECTIONS,
    "restricted-file": Register.CORRECTIONS,
    "access-limit": Register.CORRECTIONS,
    "broken-glass": Register.CORRECTIONS,
    "legal-query": Register.CORRECTIONS,
    "access-receipt": Register.CORRECTIONS,
    "own-trail": Register.CORRECTIONS,
    "release": Register.CORRECTIONS,
    "file-import": Register.CORRECTIONS,
    "legal-hold": Register.CORRECTIONS,
    "file-destruction": Register.CORRECTIONS,
    "file-record": Register.CORRECTIONS,
    "group": Register.CORRECTIONS,
    "guardian": Register.CORRECTIONS,
    "plan": Register.CORRECTIONS,
    "need": Register.CORRECTIONS,
    "exit-ban": Register.CORRECTIONS,
    "movement": Register.CORRECTIONS,
    "contact": Register.CORRECTIONS,
    "disclosure": Register.CORRECTIONS,
    "file-export": Register.CORRECTIONS,
    "outbox": Register.CORRECTIONS,
    "person-search": Register.CORRECTIONS,
    "transfer": Register.CORRECTIONS,
    "reconciliation": Register.CORRECTIONS,
    "count-sheet": Register.CORRECTIONS,
    "sealed-record": Register.CORRECTIONS,
    "lapse": Register.CORRECTIONS,
    "conduct-finding": Register.CORRECTIONS,
    "measure": Register.CORRECTIONS,
    "opinion": Register.CORRECTIONS,
    "assessment": Register.CORRECTIONS,
    "attachment": Register.CORRECTIONS,
    "paper": Register.CORRECTIONS,
    "application": Register.CORRECTIONS,
    "authority": Register.CORRECTIONS,
    "order": Register.CORRECTIONS,
    "tracker": Register.CORRECTIONS,
    "check-in": Register.CORRECTIONS,
    "map": Register.CORRECTIONS,
    "track": Register.CORRECTIONS,
    "alert": Register.CORRECTIONS,
    "refusals": Register.CORRECTIONS,
    "aftercare": Register.CORRECTIONS,
    "aftercare-base": Register.CORRECTIONS,
    "aftercare-figures": Register.CORRECTIONS,
    "aftercare-destruction": Register.CORRECTIONS,
    "correction-figures": Register.CORRECTIONS,
    "address": Register.RESIDENCE,
    "drawer": Register.RESIDENCE,
    "dwelling": Register.RESIDENCE,
    "hazard": Register.RESIDENCE,
    "organisation": Register.RESIDENCE,
    "party": Register.RESIDENCE,
    "household": Register.RESIDENCE,
    "resident": Register.RESIDENCE,
    "stay": Register.RESIDENCE,
    "membership": Register.RESIDENCE,
    "amendment": Register.RESIDENCE,
    "move": Register.RESIDENCE,
    "material": Register.RESIDENCE,
    "card": Register.RESIDENCE,
    "duplicate": Register.RESIDENCE,
    "notice-link": Register.RESIDENCE,
    "stay-notice": Register.RESIDENCE,
    "tenancy": Register.RESIDENCE,
    "permit": Register.RESIDENCE,
    "service-request": Register.RESIDENCE,
    "walk": Register.RESIDENCE,
    "visit": Register.RESIDENCE,
    "task": Register.RESIDENCE,
    "import": Register.RESIDENCE,
    "export": Register.RESIDENCE,
    "personal-code": Register.RESIDENCE,
    "own-page": Register.RESIDENCE,
    "resident-hold": Register.RESIDENCE,
    "destruction": Register.RESIDENCE,
    "quality": Register.RESIDENCE,
    "rectification": Register.RESIDENCE,
    "sample": Register.RESIDENCE,
    "figures": Register.RESIDENCE,
    "sharing": Register.RESIDENCE,
    "provision": Register.RESIDENCE,
}
"""The one mapping: the kind before an act's colon -> the register in which alone there are such records."""


def register_of(act: Act) -> Register | None:
    """The register that knows the act; None where every register does."""
    return REGISTER_OF_KIND.get(act.partition(":")[0])


def is_known_in(register: Register, act: Act) -> bool:
    """Whether officers of `register` can have heard of the act."""
    return register_of(act) in (None, register)
