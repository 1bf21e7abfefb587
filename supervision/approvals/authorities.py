"""Delegations and mandates (委托、授权): entered by the county's agency, confirmed by its head, dated, revocable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.approvals.consent import Powers
from supervision.approvals.tables import WrittenAuthorityRow
from supervision.approvals.words import OF_DEPUTIES, OWN_REQUEST, AuthorityKind, DelegatedAct, OwnRequest
from supervision.audit import Act, Subject, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, Role, check_officer_may, confirm_with_second_factor, officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import county_of
from supervision.storage.questions import Question, count_of
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_DOCUMENT = 60

DAYS_WRONG = Wording("止期不得早于起期。", "The last day cannot lie before the first.")
DAYS_OVER = Wording("止期已经过去。", "The last day has passed.")
ACTS_NEEDED = Wording("请至少选择一项委托事项。", "Choose at least one act to delegate.")
ACTS_WRONG = Wording(
    "委托司法所与授权代行负责人各有可以列明的事项，请重新选择。",
    "A delegation to an office and a mandate to act as head list different acts; choose again.",
)
OFFICE_WRONG = Wording("请选择本县的司法所。", "Choose a justice office of this county.")
DEPUTY_WRONG = Wording(
    "请选择本县社区矫正机构的在职工作人员（不能是本人）。",
    "Choose a serving officer of this county's agency other than yourself.",
)


class AuthoritySettled(RuleRefused):
    """It was confirmed or revoked before; says by whom and when."""

    code = "authority-settled"

    def __init__(self, settled_by: str, settled_at: datetime) -> None:
        super().__init__(Wording(f"已由{settled_by}办理。", f"{settled_by} has done this already."))
        self.settled_by = settled_by
        self.settled_at = settled_at


@dataclass(frozen=True, slots=True)
class AuthorityDraft:
    """What the signed paper says: to which office which acts, or who acts as head; its number and its days."""

    document: str
    valid_from: date
    valid_until: date
    office_id: UUID | None = None
    acts: tuple[DelegatedAct, ...] = ()
    deputy_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WrittenAuthority:
    """A delegation or a mandate, and who entered, confirmed and revoked it."""

    id: UUID
    kind: AuthorityKind
    county: str
    office_id: UUID | None
    deputy_id: UUID | None
    holder_name: str
    acts: tuple[DelegatedAct, ...]
    document: str
    valid_from: date
    valid_until: date
    entered_at: datetime
    entered_by: UUID
    entered_by_name: str
    confirmed_at: datetime | None
    confirmed_by_name: str
    revoked_at: datetime | None
    revoked_by_name: str

    def is_live_on(self, day: date) -> bool:
        """Whether it gives anything on that day."""
        is_standing = self.confirmed_at is not None and self.revoked_at is None
        return is_standing and self.valid_from <= day <= self.valid_until


_SELECT = """
SELECT w.id, w.kind, w.county, w.office AS office_id, w.deputy AS deputy_id,
       coalesce(office.name, deputy.name) AS holder_name, w.acts, w.document, w.valid_from, w.valid_until, w.entered_at,
       w.entered_by, entered.name AS entered_by_name, w.confirmed_at, coalesce(confirmed.name, '') AS confirmed_by_name,
       w.revoked_at, coalesce(revoked.name, '') AS revoked_by_name
FROM written_authority AS w JOIN officer AS entered ON entered.id = w.entered_by
LEFT JOIN office ON office.id = w.office LEFT JOIN officer AS deputy ON deputy.id = w.deputy
LEFT JOIN officer AS confirmed ON confirmed.id = w.confirmed_by
LEFT JOIN officer AS revoked ON revoked.id = w.revoked_by
"""
_LIVE = """
SELECT w.id, w.kind, w.county FROM written_authority AS w
WHERE w.confirmed_at IS NOT NULL AND w.revoked_at IS NULL AND $1 BETWEEN w.valid_from AND w.valid_until
"""


_TO_CONFIRM = """w.county = ANY($1) AND w.confirmed_at IS NULL AND w.revoked_at IS NULL
    AND w.valid_until >= $2 AND w.entered_by <> $3 AND w.deputy IS DISTINCT FROM $3"""
"""What the officer $3 can confirm on day $2 in the counties $1; what is over is confirmed by nobody."""


def about_authority(authority_id: UUID) -> Subject:
    """A written authority as the subject of an act."""
    return Subject("authority", str(authority_id))


async def enter_authority(officer: Officer, draft: AuthorityDraft) -> UUID:
    """Put down a signed paper; it gives nothing before the county's head has confirmed it. InputInvalid."""
    kind = AuthorityKind.MANDATE if draft.deputy_id is not None else AuthorityKind.DELEGATION
    _check_acts(kind, draft.acts)
    check_officer_may(officer, Act.AUTHORITY_ENTER, None)
    document = needed_text(draft.document, "document", _MOST_DOCUMENT)
    async with audited_change(officer.actor, Act.AUTHORITY_ENTER) as change:
        _check_days(draft, legal_day(change.at))
        county = await _county_of(officer, draft)
        authority_id = uuid4()
        await WrittenAuthorityRow.insert(
            WrittenAuthorityRow(
                id=authority_id,
                kind=kind.value,
                county=county,
                office=draft.office_id,
                deputy=draft.deputy_id,
                acts=[act.value for act in draft.acts],
                document=document,
                valid_from=draft.valid_from,
                valid_until=draft.valid_until,
                entered_at=change.at,
                entered_by=officer.id,
            )
        )
        change.is_about("authority", authority_id)
        change.note(kind=kind, office=draft.office_id, deputy=draft.deputy_id, acts=draft.acts)
    return authority_id


async def confirm_authority(officer: Officer, authority_id: UUID, code: str) -> None:
    """Confirm with the second factor; OwnRequest for whoever entered it or is to act, AuthoritySettled."""
    _check_confirmable(officer, await load_authority(officer, Act.AUTHORITY_CONFIRM, authority_id))
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.AUTHORITY_CONFIRM, about_authority(authority_id)) as change:
        authority = await load_authority(officer, Act.AUTHORITY_CONFIRM, authority_id, lock=True)
        _check_confirmable(officer, authority)
        if authority.valid_until < legal_day(change.at):
            raise InputInvalid(DAYS_OVER, field="valid_until")
        await WrittenAuthorityRow.update({"confirmed_at": change.at, "confirmed_by": officer.id}).where(
            WrittenAuthorityRow.id == authority_id
        )
        change.note(kind=authority.kind, document=authority.document)


async def revoke_authority(officer: Officer, authority_id: UUID) -> None:
    """Revoke it, confirmed or not: from this moment it gives nothing. AuthoritySettled."""
    async with audited_change(officer.actor, Act.AUTHORITY_REVOKE, about_authority(authority_id)) as change:
        authority = await load_authority(officer, Act.AUTHORITY_REVOKE, authority_id, lock=True)
        if authority.revoked_at is not None:
            raise AuthoritySettled(authority.revoked_by_name, authority.revoked_at)
        await WrittenAuthorityRow.update({"revoked_at": change.at, "revoked_by": officer.id}).where(
            WrittenAuthorityRow.id == authority_id
        )
        change.note(kind=authority.kind, document=authority.document)


async def list_authorities(
    officer: Officer, cursor: str | None = None, *, is_to_confirm: bool = False
) -> Page[WrittenAuthority]:
    """The authorities of the officer's counties, their own office's and their own, newest first.

    With `is_to_confirm` those that wait for this officer.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.AUTHORITY_LIST, None)
    async with audited_change(officer.actor, Act.AUTHORITY_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE CASE WHEN $4 THEN {_TO_CONFIRM}
                ELSE w.county = ANY($5) OR w.office = $6 OR w.deputy = $3 END
                AND ($7::timestamptz IS NULL OR (w.entered_at, w.id) < ($7, $8::uuid))
                ORDER BY w.entered_at DESC, w.id DESC LIMIT $9""",
            *_asked_to_confirm(officer), is_to_confirm, list(reach(officer, Act.AUTHORITY_LIST)), officer.office_id,
            after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["entered_at"], row["id"]))
        change.note(shown=len(shown))
    return Page(tuple(map(_authority_of, shown)), following)


def count_authorities_to_confirm(officer: Officer) -> Question[int]:
    """How many papers wait for the officer's confirmation."""
    waiting = f"SELECT count(*) FROM written_authority AS w WHERE {_TO_CONFIRM}"  # noqa: S608 - a constant
    return count_of(waiting, *_asked_to_confirm(officer))


def _asked_to_confirm(officer: Officer) -> tuple[object, ...]:
    return list(reach(officer, Act.AUTHORITY_CONFIRM)), legal_day(now()), officer.id


async def live_authorities(
    officer: Officer, act: DelegatedAct, day: date
) -> tuple[tuple[AuthorityKind, UUID, str], ...]:
    """What the officer has in writing on that day, in any county: their office's delegation of `act`, mandates."""
    rows = await fetch(
        f"{_LIVE} AND ((w.office = $2 AND $3 = ANY(w.acts)) OR w.deputy = $4)",
        day, officer.office_id, act, officer.id,
    )  # fmt: skip
    return tuple((AuthorityKind(row["kind"]), row["id"], row["county"]) for row in rows)


async def powers_of(officer: Officer, division: str, act: DelegatedAct, day: date) -> Powers:
    """What the officer has in writing on that day for a matter in `division`."""
    live = await live_authorities(officer, act, day)
    found = {kind: authority_id for kind, authority_id, county in live if county == county_of(division)}
    return Powers(found.get(AuthorityKind.DELEGATION), found.get(AuthorityKind.MANDATE))


async def mandate_of(officer: Officer, division: str, day: date, act: DelegatedAct | None = None) -> Powers:
    """The officer's mandate as head on that day for a matter in `division` that no office can be delegated.

    With `act`, one that lists it.
    """
    rows = await fetch(
        f"{_LIVE} AND w.deputy = $2 AND w.county = $3 AND ($4::varchar IS NULL OR $4 = ANY(w.acts)) LIMIT 1",
        day, officer.id, county_of(division), act,
    )  # fmt: skip
    return Powers(mandate_id=rows[0]["id"] if rows else None)


async def mandated_counties(officer: Officer, act: DelegatedAct, day: date) -> frozenset[str]:
    """The counties in which the officer acts as head on that day by a mandate that lists the act."""
    rows = await fetch(f"{_LIVE} AND w.deputy = $2 AND $3 = ANY(w.acts)", day, officer.id, act)
    return frozenset(row["county"] for row in rows)


async def is_delegated(office_id: UUID, act: DelegatedAct, day: date) -> bool:
    """Whether a delegation in force on that day lists the act for the office."""
    return await fetch_one(f"{_LIVE} AND w.office = $2 AND $3 = ANY(w.acts)", day, office_id, act) is not None


async def possible_deputies(officer: Officer) -> Sequence[tuple[UUID, str]]:
    """The serving officers of the agencies whose papers the officer enters, but for themselves: id and name."""
    rows = await fetch(
        """SELECT DISTINCT o.id, o.name FROM officer AS o JOIN role_grant AS g ON g.officer = o.id
           WHERE o.register = $1 AND o.state = 'active' AND o.id <> $2 AND g.role = $3 AND g.prefix = ANY($4)
             AND g.revoked_at IS NULL ORDER BY o.name""",
        Register.CORRECTIONS, officer.id, Role.COUNTY_AGENCY, list(reach(officer, Act.AUTHORITY_ENTER)),
    )  # fmt: skip
    return [(row["id"], row["name"]) for row in rows]


def may_confirm(officer: Officer, authority: WrittenAuthority) -> bool:
    """Whether a page offers the officer to confirm it."""
    is_over = authority.valid_until < legal_day(now())
    waits = authority.confirmed_at is None and authority.revoked_at is None and not is_over
    is_own = officer.id in {authority.entered_by, authority.deputy_id}
    return waits and not is_own and officer_may(officer, Act.AUTHORITY_CONFIRM, authority.county)


def _check_confirmable(officer: Officer, authority: WrittenAuthority) -> None:
    if officer.id in {authority.entered_by, authority.deputy_id}:
        raise OwnRequest(OWN_REQUEST)
    if authority.revoked_at is not None:
        raise AuthoritySettled(authority.revoked_by_name, authority.revoked_at)
    if authority.confirmed_at is not None:
        raise AuthoritySettled(authority.confirmed_by_name, authority.confirmed_at)


def _check_acts(kind: AuthorityKind, acts: Sequence[DelegatedAct]) -> None:
    """What only a deputy of the head can do, no office is delegated, and the other way round."""
    if any((act in OF_DEPUTIES) != (kind is AuthorityKind.MANDATE) for act in acts):
        raise InputInvalid(ACTS_WRONG, field="acts")


def _check_days(draft: AuthorityDraft, today: date) -> None:
    if draft.valid_until < draft.valid_from:
        raise InputInvalid(DAYS_WRONG, field="valid_until")
    if draft.valid_until < today:
        raise InputInvalid(DAYS_OVER, field="valid_until")


async def _county_of(officer: Officer, draft: AuthorityDraft) -> str:
    """The county whose power is given; checked against the officer's reach."""
    if draft.deputy_id is not None:
        counties = await fetch(
            """SELECT g.prefix FROM officer AS o JOIN role_grant AS g ON g.officer = o.id
               WHERE o.id = $1 AND o.id <> $2 AND o.state = 'active' AND g.role = $3 AND g.revoked_at IS NULL
                 AND g.prefix = ANY($4)""",
            draft.deputy_id, officer.id, Role.COUNTY_AGENCY, list(reach(officer, Act.AUTHORITY_ENTER)),
        )  # fmt: skip
        if not counties:
            raise InputInvalid(DEPUTY_WRONG, field="deputy_id")
        return str(counties[0]["prefix"])
    if not draft.acts:
        raise InputInvalid(ACTS_NEEDED, field="acts")
    office = await fetch_one(
        "SELECT division FROM office WHERE id = $1 AND register = $2 AND level IN ('township', 'community')",
        draft.office_id, Register.CORRECTIONS,
    )  # fmt: skip
    if office is None or not officer_may(officer, Act.AUTHORITY_ENTER, office["division"]):
        raise InputInvalid(OFFICE_WRONG, field="office_id")
    return county_of(office["division"])


async def load_authority(officer: Officer, act: Act, authority_id: UUID, *, lock: bool = False) -> WrittenAuthority:
    """The authority, if the officer may do `act` in its county; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE w.id = $1 {'FOR NO KEY UPDATE OF w' if lock else ''}", authority_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["county"])
    return _authority_of(row)


def _authority_of(row: Record) -> WrittenAuthority:
    values = {name: row[name] for name in WrittenAuthority.__dataclass_fields__}
    values |= {"kind": AuthorityKind(row["kind"]), "acts": tuple(map(DelegatedAct, row["acts"]))}
    return WrittenAuthority(**values)
