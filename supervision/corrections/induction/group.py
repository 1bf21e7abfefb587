"""The correction group (矫正小组): set as a whole, for a woman never without one, for a minor with who knows minors.

Community Correction Law, arts. 25 and 52.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.induction.checks import check_not_ended
from supervision.corrections.induction.tables import GroupMemberRow
from supervision.corrections.induction.words import MemberKind
from supervision.corrections.opening import about_file
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile, load_file
from supervision.documents import Sex
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.vault import DataKey, Place, load_key, seal_json, unseal_json
from supervision.wording import Wording

TABLE = "group_member"
_MOST_MEMBERS = 20

NOBODY = Wording(
    "矫正小组至少要有一人，请在“方案”页确定。", "A correction group has at least one member; set it on the tab “Plan”."
)
TOO_MANY = Wording("矫正小组人数过多。", "These are too many members.")
NEEDS_WOMAN = Wording(
    "女性社区矫正对象的矫正小组应当有女性成员（社区矫正法第二十五条）。",
    "The group of a female supervisee has a woman in it (Community Correction Law, art. 25).",
)
NEEDS_MINORS = Wording(
    "未成年社区矫正对象的矫正小组应当有熟悉未成年人成长特点的人员（社区矫正法第五十二条）。",
    "The group of a minor has somebody in it who knows minors (Community Correction Law, art. 52).",
)


class GroupRefused(RuleRefused):
    """The law does not allow a group of these people for this supervisee."""

    code = "group-refused"


class GroupMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody in a correction group."""

    kind: MemberKind
    name: str
    is_woman: bool
    knows_minors: bool = False
    unit: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class KeptMember:
    """A member with the days on which they belong to the group; no last day while they do."""

    id: UUID
    member: GroupMember
    from_on: date
    until_on: date | None


class _Sealed(msgspec.Struct, frozen=True):
    name: str
    unit: str
    phone: str


def check_group(members: Sequence[GroupMember], sex: Sex | None, women: LegalRule, *, is_minor: bool) -> None:
    """Refuse a group that the law does not allow for this person; `women` is the row with the least number of them."""
    if not members:
        raise GroupRefused(NOBODY)
    if sex is Sex.FEMALE and sum(member.is_woman for member in members) < women.number:
        raise GroupRefused(NEEDS_WOMAN)
    if is_minor and not any(member.knows_minors for member in members):
        raise GroupRefused(NEEDS_MINORS)


async def set_group(officer: Officer, file_id: UUID, members: Sequence[GroupMember]) -> None:
    """Put a group in the place of the one before, from today; who stays keeps their days. GroupRefused."""
    members = [_checked(member) for member in members]
    if len(members) > _MOST_MEMBERS:
        raise InputInvalid(TOO_MANY, field="member_name")
    async with audited_change(officer.actor, Act.GROUP_SET, about_file(file_id)) as change:
        file = await load_file(officer, Act.GROUP_SET, file_id, lock=True)
        check_not_ended(file)
        today, key = legal_day(change.at), await load_key(file.vault_key)
        women = find_correction_rule(CorrectionRuleName.WOMEN_IN_GROUP_LEAST, today, file.division)
        check_group(members, file.identity(key).sex, women, is_minor=file.is_minor)
        before = {kept.member: kept.id for kept in await group_of(file) if kept.until_on is None}
        if gone := [kept_id for member, kept_id in before.items() if member not in members]:
            await GroupMemberRow.update({"until_on": today}).where(GroupMemberRow.id.is_in(gone))
        new = [member for member in dict.fromkeys(members) if member not in before]
        if rows := [_row(file_id, member, key, officer, change.at) for member in new]:
            await GroupMemberRow.insert(*rows)
        change.note(members=len(members), came=len(new), left=len(gone))


async def check_standing_group(file: StoredFile, day: date) -> None:
    """Refuse where the group that stands on a file that the caller has loaded is none that the law allows."""
    members = [kept.member for kept in await group_of(file) if kept.until_on is None]
    women = find_correction_rule(CorrectionRuleName.WOMEN_IN_GROUP_LEAST, day, file.division)
    check_group(members, file.identity(await load_key(file.vault_key)).sex, women, is_minor=file.is_minor)


async def group_of(file: StoredFile) -> tuple[KeptMember, ...]:
    """Who is and was in the group of a file that the caller has loaded: who still is, then the latest to leave."""
    rows = await fetch(
        """SELECT id, kind, is_woman, knows_minors, member_sealed, from_on, until_on FROM group_member
           WHERE file = $1 ORDER BY until_on DESC NULLS FIRST, set_at, id""",
        file.id,
    )
    key = await load_key(file.vault_key)
    found = []
    for row in rows:
        sealed = unseal_json(key, row["member_sealed"], Place(TABLE, "member_sealed", row["id"]), _Sealed)
        member = GroupMember(
            MemberKind(row["kind"]), sealed.name, row["is_woman"], row["knows_minors"], sealed.unit, sealed.phone
        )
        found.append(KeptMember(row["id"], member, row["from_on"], row["until_on"]))
    return tuple(found)


def _row(file_id: UUID, member: GroupMember, key: DataKey, officer: Officer, at: datetime) -> GroupMemberRow:
    member_id = uuid4()
    sealed = _Sealed(member.name, member.unit, member.phone)
    return GroupMemberRow(
        id=member_id,
        file=file_id,
        kind=member.kind.value,
        is_woman=member.is_woman,
        knows_minors=member.knows_minors,
        member_sealed=seal_json(key, sealed, Place(TABLE, "member_sealed", member_id)),
        from_on=legal_day(at),
        set_at=at,
        set_by=officer.id,
    )


def _checked(member: GroupMember) -> GroupMember:
    return msgspec.structs.replace(
        member,
        name=person_name(member.name, "member_name"),
        unit=optional_text(member.unit, "member_unit"),
        phone=normalise_phone(member.phone, "member_phone") if member.phone.strip() else "",
    )
