"""Organisations entered, changed and listed; their contact is opened for a purpose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import asyncpg
import msgspec

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may, is_known_division, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.addresses.standard import COMMUNITY_NEEDED, load_address
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.organisations.credit_code import read_credit_code
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.purposes import read_residence_purpose
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text, normalise_phone, optional_text
from supervision.vault import Place, seal_json, service_key, unseal_json
from supervision.wording import Wording

SUBJECT = "organisation"
_LONGEST_NAME = 120
_COMMUNITY_DIGITS = 12

ORGANISATION_EXISTS = Wording("已有使用这个信用代码的单位。", "There is an organisation with this code already.")
CHANGED_MEANWHILE = Wording(
    "单位档案已被他人修改，请核对后重新保存。", "Somebody else changed the organisation; check and save again."
)


class OrganisationExists(RuleRefused):
    """An organisation with this credit code was entered before."""

    code = "organisation-exists"


class OrganisationChangedMeanwhile(RuleRefused):
    """Somebody else saved the organisation after it was opened for editing."""

    code = "organisation-changed-meanwhile"


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for an organisation."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation as entered; `division` is its community, or that of its address where one is given."""

    kind: OrganisationKind
    name: str
    division: str = ""
    address_id: UUID | None = None
    credit_code: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as stored; its contact stays sealed."""

    id: UUID
    division: str
    kind: OrganisationKind
    name: str
    credit_code: str | None
    address_id: UUID | None
    address: str
    has_contact: bool
    created_at: datetime
    closed_at: datetime | None
    revision: int


async def create_organisation(officer: Officer, facts: OrganisationFacts) -> UUID:
    """Enter an organisation. OrganisationExists, InputInvalid."""
    async with residence_change(officer.actor, Act.ORGANISATION_KEEP) as change:
        division = await _division_of(officer, facts)
        organisation_id = uuid4()
        sealed = await _sealed_contact(organisation_id, facts.contact)
        await _write(
            change,
            """INSERT INTO organisation (id, division, kind, name, credit_code, address, contact_sealed, created_at,
                   created_by, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) RETURNING id""",
            organisation_id, *_columns(facts, division), sealed, change.at, officer.id,
        )  # fmt: skip
        change.is_about(SUBJECT, organisation_id)
    return organisation_id


async def change_organisation(officer: Officer, organisation_id: UUID, revision: int, facts: OrganisationFacts) -> int:
    """Store changed facts as the next revision; without a contact the one that is there stays."""
    async with residence_change(officer.actor, Act.ORGANISATION_KEEP, about(SUBJECT, organisation_id)) as change:
        await load_organisation(officer, Act.ORGANISATION_KEEP, organisation_id)
        division = await _division_of(officer, facts)
        sealed = await _sealed_contact(organisation_id, facts.contact)
        saved = await _write(
            change,
            """UPDATE organisation SET division = $2, kind = $3, name = $4, credit_code = $5, address = $6,
                   contact_sealed = coalesce($7, contact_sealed), revision = revision + 1
               WHERE id = $1 AND revision = $8 RETURNING id""",
            organisation_id, *_columns(facts, division), sealed, revision,
        )  # fmt: skip
        if saved is None:
            raise OrganisationChangedMeanwhile(CHANGED_MEANWHILE)
        change.note(revision=revision + 1)
    return revision + 1


async def close_organisation(officer: Officer, organisation_id: UUID, *, is_closed: bool) -> None:
    """Put down that an organisation is no longer there, or that it is again."""
    async with residence_change(officer.actor, Act.ORGANISATION_KEEP, about(SUBJECT, organisation_id)) as change:
        await load_organisation(officer, Act.ORGANISATION_KEEP, organisation_id)
        await change.connection.execute(
            "UPDATE organisation SET closed_at = $2, revision = revision + 1 WHERE id = $1",
            organisation_id, change.at if is_closed else None,
        )  # fmt: skip
        change.note(is_closed=is_closed)


async def load_organisation(officer: Officer, act: Act, organisation_id: UUID) -> Organisation:
    """One organisation within reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE o.id = $1", organisation_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return organisation_of(row)


async def list_organisations(
    officer: Officer, query: str = "", kind: OrganisationKind | None = None, cursor: str | None = None
) -> Page[Organisation]:
    """Organisations within reach, entered last first, fifty a page; by a part of the name, or the whole code."""
    check_officer_may(officer, Act.ORGANISATION_LIST, None)
    after = read_cursor(cursor)
    rows = await fetch(
        f"""{_SELECT} WHERE o.division LIKE ANY($1)
            AND ($2::text = '' OR strpos(o.name, $2) > 0 OR o.credit_code = upper($2))
            AND ($3::text IS NULL OR o.kind = $3)
            AND ($4::timestamptz IS NULL OR (o.created_at, o.id) < ($4, $5))
            ORDER BY o.created_at DESC, o.id DESC LIMIT $6""",
        [f"{prefix}%" for prefix in reach(officer, Act.ORGANISATION_LIST)], query.strip(), kind,
        after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["created_at"], row["id"]))
    return Page(tuple(map(organisation_of, shown)), following)


async def open_contact(officer: Officer, organisation_id: UUID, purpose: str | None) -> Contact | None:
    """Who answers for an organisation, in clear; InputInvalid without one of the purposes, which are recorded."""
    reason = read_residence_purpose(purpose)
    async with residence_change(officer.actor, Act.ORGANISATION_OPEN, about(SUBJECT, organisation_id), purpose=reason):
        await load_organisation(officer, Act.ORGANISATION_OPEN, organisation_id)
        row = await fetch_one("SELECT contact_sealed FROM organisation WHERE id = $1", organisation_id)
        if row is None or row["contact_sealed"] is None:
            return None
        return unseal_json(await service_key(RESIDENCE), row["contact_sealed"], _place(organisation_id), Contact)


def organisation_of(row: Record) -> Organisation:
    """An organisation from the columns of its query."""
    return Organisation(**{**row, "kind": OrganisationKind(row["kind"])})


_SELECT = """
SELECT o.id, o.division, o.kind, o.name, o.credit_code, o.address AS address_id, coalesce(a.full_name, '') AS address,
       o.contact_sealed IS NOT NULL AS has_contact, o.created_at, o.closed_at, o.revision
FROM organisation AS o LEFT JOIN standard_address AS a ON a.id = o.address
"""


async def _division_of(officer: Officer, facts: OrganisationFacts) -> str:
    if facts.address_id is not None:
        return (await load_address(officer, Act.ORGANISATION_KEEP, facts.address_id)).division
    if len(facts.division) != _COMMUNITY_DIGITS or not await is_known_division(facts.division):
        raise InputInvalid(COMMUNITY_NEEDED, field="division")
    check_officer_may(officer, Act.ORGANISATION_KEEP, facts.division)
    return facts.division


def _columns(facts: OrganisationFacts, division: str) -> tuple[object, ...]:
    name = needed_text(facts.name, "name", _LONGEST_NAME)
    return division, facts.kind, name, read_credit_code(facts.credit_code), facts.address_id


async def _sealed_contact(organisation_id: UUID, contact: Contact | None) -> bytes | None:
    if contact is None:
        return None
    written = Contact(optional_text(contact.name, "contact_name", 60), normalise_phone(contact.phone, "contact_phone"))
    return seal_json(await service_key(RESIDENCE), written, _place(organisation_id))


async def _write(change: Change, sql: str, *arguments: object) -> UUID | None:
    try:
        stored: UUID | None = await change.connection.fetchval(sql, *arguments)
    except asyncpg.UniqueViolationError as error:
        raise OrganisationExists(ORGANISATION_EXISTS) from error
    return stored


def _place(organisation_id: UUID) -> Place:
    return Place(SUBJECT, "contact_sealed", organisation_id)
