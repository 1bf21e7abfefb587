"""Files of after-care as stored, their seals, and the digests by which they are found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person
from supervision.aftercare.words import AftercareOver, AftercareState, Agreement, Arrival, CloseReason, Source
from supervision.audit import Act, Subject
from supervision.errors import InputInvalid, NotFound
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import COUNTY_DIGITS
from supervision.vault import (
    DataKey,
    Place,
    SearchField,
    SearchTerm,
    digest,
    load_key,
    normalise_document,
    person_terms,
    seal_json,
    unseal_json,
)
from supervision.wording import Wording

FILE = "aftercare_file"
SUBJECT = "aftercare"
"""How the audit names a file of after-care."""

OFFICE_UNKNOWN = Wording("没有这个机构，或者不在您的管辖范围内。", "There is no such office within your reach.")
OFFICE_TOO_WIDE = Wording("档案须由县级或者县级以下的机构管理。", "A file belongs to an office of a county or below.")
OVER = Wording("帮教已结束，档案不再改动。", "After-care is over; the file changes no more.")


@dataclass(frozen=True, slots=True)
class KeepingOffice:
    """An office that keeps files of after-care."""

    id: UUID
    name: str
    division: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it is stored: what stands in clear, and the sealed rest."""

    id: UUID
    number: str
    vault_key: UUID
    division: str
    office_id: UUID
    office_name: str
    source: Source
    state: AftercareState
    agreement: Agreement
    released_on: date
    window_ends_on: date
    arrival: Arrival | None
    arrived_on: date | None
    next_visit_on: date | None
    closed_on: date | None
    close_reason: CloseReason | None
    entered_on: date
    revision: int
    identity_sealed: bytes
    contacts_sealed: bytes
    home_sealed: bytes
    needs_sealed: bytes

    def is_over(self, today: date) -> bool:
        """Whether nothing in it changes any more."""
        return self.state is AftercareState.CLOSED or self.window_ends_on < today

    def person(self, key: DataKey) -> Person:
        """Everything that is sealed."""

        def opened(column: str, shape: type[Any]) -> Any:  # noqa: ANN401 - the shape says which
            return unseal_json(key, getattr(self, column), Place(FILE, column, self.id), shape)

        return Person(
            opened("identity_sealed", Identity),
            opened("contacts_sealed", Contacts),
            opened("home_sealed", Home),
            opened("needs_sealed", Needs),
        )


COLUMNS = """f.id, f.number, f.vault_key, f.division, f.office AS office_id, o.name AS office_name, f.source, f.state,
    f.agreement, f.released_on, f.window_ends_on, f.arrival, f.arrived_on, f.next_visit_on, f.closed_on, f.close_reason,
    f.entered_on, f.revision, f.identity_sealed, f.contacts_sealed, f.home_sealed, f.needs_sealed"""
"""What `file_of` reads, of `aftercare_file AS f JOIN office AS o`."""
SELECT_FILES = f"SELECT {COLUMNS} FROM aftercare_file AS f JOIN office AS o ON o.id = f.office"  # noqa: S608 - constants


def file_of(row: Record) -> StoredFile:
    """A file from the columns of `SELECT_FILES`; a row may have more."""
    values = {name: row[name] for name in StoredFile.__dataclass_fields__}
    return StoredFile(
        **{
            **values,
            "source": Source(row["source"]),
            "state": AftercareState(row["state"]),
            "agreement": Agreement(row["agreement"]),
            "arrival": Arrival(row["arrival"]) if row["arrival"] else None,
            "close_reason": CloseReason(row["close_reason"]) if row["close_reason"] else None,
        }
    )


def about(file_id: UUID) -> Subject:
    """The file as the subject of an act."""
    return Subject(SUBJECT, str(file_id))


async def load_aftercare_file(officer: Officer, act: Act, file_id: UUID, *, lock: bool = False) -> StoredFile:
    """The file, if the officer may do `act` on it; NotFound outside of their reach, NotPermitted for another act."""
    row = await fetch_one(f"{SELECT_FILES} WHERE f.id = $1 {'FOR NO KEY UPDATE OF f' if lock else ''}", file_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    check_officer_may(officer, act, row["division"])
    return file_of(row)


async def load_open_file(officer: Officer, act: Act, file_id: UUID, today: date) -> tuple[StoredFile, DataKey]:
    """The file, locked, and its key, for whoever changes something in it; AftercareOver once it is over."""
    file = await load_aftercare_file(officer, act, file_id, lock=True)
    if file.is_over(today):
        raise AftercareOver(OVER)
    return file, await load_key(file.vault_key)


async def load_keeping_office(officer: Officer, act: Act, office_id: UUID) -> KeepingOffice:
    """An office within reach that can keep files; InputInvalid for another, or one above the county."""
    row = await fetch_one(
        "SELECT id, name, division FROM office WHERE id = $1 AND register = $2", office_id, Register.CORRECTIONS
    )
    if row is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    try:
        check_officer_may(officer, act, row["division"])
    except NotFound as error:
        raise InputInvalid(OFFICE_UNKNOWN, field="office") from error
    if len(row["division"]) < COUNTY_DIGITS:
        raise InputInvalid(OFFICE_TOO_WIDE, field="office")
    return KeepingOffice(row["id"], row["name"], row["division"])


def patterns(officer: Officer, act: Act) -> list[str]:
    """The officer's reach for `division LIKE ANY`; empty, which matches nothing, without one."""
    return [f"{prefix}%" for prefix in reach(officer, act)]


def aftercare_digest(term: SearchTerm) -> bytes:
    """The digest of a term in the domain of after-care: no other part of the register makes an equal one."""
    return digest(Register.CORRECTIONS, f"aftercare-{term.field}", term.value)


def sealed_columns(key: DataKey, file_id: UUID, person: Person) -> dict[str, bytes]:
    """The sealed columns of a file about that person."""
    return {
        column: seal_json(key, value, Place(FILE, column, file_id))
        for column, value in (
            ("identity_sealed", person.identity),
            ("contacts_sealed", person.contacts),
            ("home_sealed", person.home),
            ("needs_sealed", person.needs),
        )
    }


async def save_terms(people: Iterable[tuple[UUID, Person]]) -> None:
    """Replace the digests by which these files are found."""
    lines = [
        (file_id, term.field.value, aftercare_digest(term))
        for file_id, person in people
        for term in person_terms(
            person.identity.name,
            person.identity.document_number,
            [person.contacts.phone] if person.contacts.phone else [],
        )
    ]
    await fetch("DELETE FROM aftercare_term WHERE file = ANY($1)", list({line[0] for line in lines}))
    await fetch(
        """INSERT INTO aftercare_term (id, file, field, term_digest)
           SELECT gen_random_uuid(), t.* FROM unnest($1::uuid[], $2::varchar[], $3::bytea[]) AS t""",
        [line[0] for line in lines], [line[1] for line in lines], [line[2] for line in lines],
    )  # fmt: skip


async def find_known_documents(county: str, numbers: Iterable[str], today: date) -> set[str]:
    """Which of the document numbers belong to a file of the county that is not over."""
    by_digest = {
        aftercare_digest(SearchTerm(SearchField.DOCUMENT, normalise_document(number))): number for number in numbers
    }
    rows = await fetch(
        """SELECT DISTINCT t.term_digest FROM aftercare_term AS t JOIN aftercare_file AS f ON f.id = t.file
           WHERE t.term_digest = ANY($1) AND f.division LIKE $2 AND f.state <> 'closed' AND f.window_ends_on >= $3""",
        list(by_digest), f"{county}%", today,
    )  # fmt: skip
    return {by_digest[bytes(row["term_digest"])] for row in rows}
