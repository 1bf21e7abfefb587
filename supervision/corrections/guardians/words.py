"""Who a guardian is, and how related to the minor. Pure."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from supervision.wording import Wording


class Relation(StrEnum):
    """Who may be a minor's guardian (Civil Code, arts. 27 and 32)."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER = "other"
    COMMITTEE = "committee"
    CIVIL_AFFAIRS = "civil-affairs"


RELATION_NAMES: Mapping[Relation, Wording] = {
    Relation.FATHER: Wording("父亲", "father"),
    Relation.MOTHER: Wording("母亲", "mother"),
    Relation.GRANDPARENT: Wording("祖父母、外祖父母", "grandparent"),
    Relation.SIBLING: Wording("兄、姐", "elder sibling"),
    Relation.OTHER: Wording("其他个人或者组织", "other person or organisation"),
    Relation.COMMITTEE: Wording("村（居）民委员会", "village or residents' committee"),
    Relation.CIVIL_AFFAIRS: Wording("民政部门", "civil affairs department"),
}


class GuardianFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a guardian is, and where they are reached."""

    name: str
    relation: Relation
    phone: str
    document_number: str = ""
    address: str = ""
