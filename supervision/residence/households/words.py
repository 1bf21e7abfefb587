"""The closed lists of household files: kinds, roles, sources, ends. Pure."""

from enum import StrEnum


class HouseholdKind(StrEnum):
    """Who keeps house together: a family, people who share a let home, or a dormitory."""

    FAMILY = "family"
    SHARED = "shared"
    DORMITORY = "dormitory"


class HouseholdState(StrEnum):
    """Whether anybody of the household still lives there."""

    OPEN = "open"
    CLOSED = "closed"


class MemberRole(StrEnum):
    """What a resident is in the household."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    COMPANION = "companion"


class ResidentState(StrEnum):
    """Whether a resident lives here, has left, or was merged into another record of the same person."""

    LIVING = "living"
    LEFT = "left"
    MERGED = "merged"


class Source(StrEnum):
    """Who said so."""

    OFFICER = "officer"
    ASSISTANT = "assistant"
    NOTICE = "notice"
    IMPORT = "import"
    AMENDMENT = "amendment"
    MERGE = "merge"
    API = "api"


class StayEnd(StrEnum):
    """Why a stay ended; silence is never a reason."""

    LEFT_AREA = "left-area"
    MOVED = "moved"
    DIED = "died"
    IN_ERROR = "in-error"


class Verdict(StrEnum):
    """What a visit found of an expected person; declining has no consequence."""

    PRESENT = "present"
    MOVED_OUT = "moved-out"
    NOT_MET = "not-met"
    DECLINED = "declined"


class AskedBy(StrEnum):
    """Who asked for a correction."""

    OFFICER = "officer"
    ASSISTANT = "assistant"
    RESIDENT = "resident"


class AmendmentState(StrEnum):
    """Where a correction that was asked for stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"


class MoveSide(StrEnum):
    """Which office asked for a move: the one that a resident leaves, or the one where they arrive."""

    OLD = "old"
    NEW = "new"


class MoveState(StrEnum):
    """Where a move stands; until it is accepted, the old office keeps the resident."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class MaterialKind(StrEnum):
    """What a photo or paper is."""

    PHOTO = "photo"
    DOCUMENT = "document"
    CONTRACT = "contract"
    PROOF = "proof"
    OTHER = "other"
