"""Limits on access for tests: set and confirmed the way officers do it, or put down past them to shut somebody out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from uuid import UUID

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.content import FileContent
from supervision.corrections.files import create_person_file
from supervision.corrections.limits.setting import confirm_limit, set_limit
from supervision.corrections.limits.terms import LimitDraft
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, Role, load_session
from supervision.storage.database import fetch
from tests.cast import COUNTY, Cast
from tests.makers import Member, make_grant
from tests.makers_files import make_content, make_id_number, make_person_file

REASON = "工作人员与本人系近亲属。"


def limit_draft(kind: LimitKind = LimitKind.EXCLUSION, *officers: UUID, days: int = 30) -> LimitDraft:
    today = legal_day(now())
    return LimitDraft(kind, today, today + timedelta(days=days), REASON, officers)


async def make_limit(cast: Cast, file_id: UUID, kind: LimitKind, *members: Member) -> UUID:
    """A limit that stands: Agnes set it, and Hua confirmed it."""
    limit_id = await set_limit(
        cast.agnes.officer, file_id, limit_draft(kind, *(member.id for member in members))
    )  # fmt: skip
    await confirm_limit(cast.hua.officer, limit_id)
    return limit_id


async def make_restricted_file(cast: Cast) -> UUID:
    """A file in North that a restriction opens to nobody but Carl; and to Hua, whom none binds."""
    file_id = await make_person_file(cast.olga.officer)
    await make_limit(cast, file_id, LimitKind.RESTRICTION, cast.carl)
    return file_id


def minors_content(**parts: object) -> FileContent:
    """The content of a file of somebody who was sixteen when it was decided."""
    born_on = date(legal_day(now()).year - 16, 1, 2)
    return make_content(document_number=make_id_number(born_on), **parts)


async def make_minors_file(cast: Cast) -> UUID:
    """A file in North in the minors' compartment."""
    return await create_person_file(cast.olga.officer, cast.north_office, minors_content())


async def granted_for_minors(cast: Cast, member: Member, prefix: str = COUNTY) -> Officer:
    """The member as they sign in once the minors' compartment was granted to them."""
    today = legal_day(now())
    await make_grant(
        member, Role.MINORS_OFFICER, prefix, granted_by=cast.sue.id, valid_until=today + timedelta(days=90)
    )
    return (await load_session(member.token)).officer


@asynccontextmanager
async def shut_out(member: Member) -> AsyncIterator[None]:
    """For the length of the block an exclusion on every file and every assessment names the member."""
    today = legal_day(now())
    others = await fetch("SELECT id FROM officer WHERE id <> $1 LIMIT 2", member.id)
    kinds = (("access_limit", "file", "person_file"), ("assessment_limit", "assessment", "assessment"))
    for limits, column, table in kinds:
        await fetch(
            f"""INSERT INTO {limits} (id, {column}, kind, officers, offices, roles, from_on, until_on, reason_sealed,
                    set_at, set_by, decided_at, decided_by, is_confirmed)
                SELECT gen_random_uuid(), id, 'exclusion', $1, '{{}}', '{{}}', $2, $2, '', now(), $3, now(), $4, true
                FROM {table}""",  # noqa: S608 - names of our own
            [member.id], today, others[0]["id"], others[1]["id"],
        )  # fmt: skip
    try:
        yield
    finally:
        for limits, _, _ in kinds:
            await fetch(f"DELETE FROM {limits} WHERE officers = ARRAY[$1::uuid] AND from_on = until_on", member.id)  # noqa: S608 - likewise
