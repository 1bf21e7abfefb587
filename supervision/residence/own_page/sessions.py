"""Signing in to one's own page with the code and the end of one's document number; neither alone opens anything.

Every refusal says the same and takes as long: whether the code is wrong, over, void or not handed over yet, or the
number is, is not told.
"""

import asyncio
import hmac
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from supervision.actor import Actor
from supervision.audit import Act, Subject, record_refusal
from supervision.errors import NotSignedIn, SignInRefused
from supervision.legal_time import legal_day, now
from supervision.officers.second_factor import typed_code
from supervision.officers.sessions import SESSION_OVER
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.person import Person
from supervision.residence.households.store import (
    RESIDENT,
    RESIDENT_COLUMNS,
    VERSION,
    StoredResident,
    open_people,
    resident_of,
)
from supervision.residence.own_page.codes import code_digest
from supervision.residence.own_page.validity import most_failures
from supervision.residence.throttle import check_not_too_often
from supervision.storage.database import Record, fetch_one
from supervision.vault import Place, digest, load_key, unseal_json
from supervision.wording import Wording

OWN_PAGE = Actor.system("own-page")
"""Who tried, while nobody knows who it was."""

IDLE = timedelta(minutes=15)
LIFE = timedelta(hours=1)
"""How long a page left open on a phone that is handed round can be read."""

MOST_A_MINUTE = 10
"""From one address of the network: a family behind one router, and nobody who tries codes."""
NUMBER_END = 6
"""How many signs of the document's number are asked for."""
REFUSED_AFTER_SECONDS = 0.25
"""The earliest moment at which a refusal is answered; longer than any of the checks takes."""

_TOKEN_BYTES = 32
_LONGEST = 40

WRONG = Wording(
    "查询码或证件号码后 6 位不对，或者查询码已经失效。",
    "The code or the end of the document number is wrong, or the code is no longer valid.",
)


class PersonalCodeRefused(SignInRefused):
    """The code, or what is asked for beside it, does not open a page; which of them is not said."""

    code = "personal-code-refused"


@dataclass(frozen=True, slots=True)
class OwnSession:
    """Whose page a browser has open; `by_guardian` where the code was handed to who acts for a minor."""

    resident_id: UUID
    by_guardian: bool
    csrf_token: str = field(repr=False)

    @property
    def actor(self) -> Actor:
        """The resident, as the audit knows them: by the record's id."""
        return Actor.resident(self.resident_id)


async def sign_in_to_own_page(code: str, number_end: str, caller: str) -> str:
    """The token of a new session, for the browser alone. PersonalCodeRefused, AskedTooOften.

    `caller` is the network address that asks. A session that the code had open elsewhere ends.
    """
    began_at = time.monotonic()
    await check_not_too_often("own-page", caller, MOST_A_MINUTE)
    try:
        return await _sign_in(code[:_LONGEST], number_end[:_LONGEST])
    except PersonalCodeRefused:
        await asyncio.sleep(max(0.0, began_at + REFUSED_AFTER_SECONDS - time.monotonic()))
        raise


async def load_own_session(token: str) -> OwnSession:
    """The session of a token, noted as used; NotSignedIn once it idled, grew old, or its code is no longer valid."""
    at = now()
    row = await fetch_one(
        """UPDATE personal_code AS c SET session_seen_at = $2 FROM resident AS r
           WHERE c.session_digest = $1 AND c.session_seen_at > $3 AND c.session_began_at > $4 AND c.valid_until >= $5
               AND r.id = c.resident AND r.state <> 'merged'
           RETURNING c.resident, c.for_guardian""",
        _token_digest(token), at, at - IDLE, at - LIFE, legal_day(at),
    )  # fmt: skip
    if row is None:
        raise NotSignedIn(SESSION_OVER)
    return OwnSession(row["resident"], row["for_guardian"], _csrf_token(token))


async def sign_out_of_own_page(session: OwnSession) -> None:
    """End the session; the code stays good."""
    subject = about(RESIDENT, session.resident_id)
    async with residence_change(session.actor, Act.OWN_PAGE_SIGN_OUT, subject) as change:
        await change.connection.execute(
            """UPDATE personal_code SET session_digest = NULL, session_began_at = NULL, session_seen_at = NULL
               WHERE resident = $1""",
            session.resident_id,
        )


async def _sign_in(code: str, number_end: str) -> str:
    at = now()
    row = await _count_try(code, at)
    if row is None or not await _is_right(row, number_end, at):
        subject = about(RESIDENT, row["id"]) if row is not None else Subject("personal-code", "unknown")
        await record_refusal(OWN_PAGE, Act.OWN_PAGE_SIGN_IN, subject, PersonalCodeRefused.code, register=RESIDENCE)
        raise PersonalCodeRefused(WRONG)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    async with residence_change(Actor.resident(row["id"]), Act.OWN_PAGE_SIGN_IN, about(RESIDENT, row["id"])) as change:
        opened = await change.connection.fetchval(
            """UPDATE personal_code SET failures = 0, session_digest = $2, session_began_at = $3, session_seen_at = $3
               WHERE code_digest = $1 AND handed_over_at IS NOT NULL RETURNING id""",
            code_digest(code), _token_digest(token), change.at,
        )  # fmt: skip
        if opened is None:  # revoked or replaced between the two looks
            raise PersonalCodeRefused(WRONG)
        change.note(by_guardian=row["for_guardian"])
    return token


async def _count_try(code: str, at: datetime) -> Record | None:
    """The resident of a code that is good, one try counted before it is judged, so that many at once are no more."""
    return await fetch_one(
        f"""UPDATE personal_code AS c SET failures = c.failures + 1 FROM resident AS r
            WHERE c.code_digest = $1 AND c.handed_over_at IS NOT NULL AND c.valid_until >= $2
                AND r.id = c.resident AND r.state <> 'merged'
            RETURNING {RESIDENT_COLUMNS}, c.for_guardian, c.failures, c.made_at""",  # noqa: S608 - made of constants
        code_digest(code), legal_day(at),
    )  # fmt: skip


async def _is_right(row: Record, number_end: str, at: datetime) -> bool:
    """Whether it is the resident's number, and the code not void; the number is compared in any case."""
    resident = resident_of(row)
    person = (await open_people([resident])).get(resident.id)
    expected = typed_code(person.document_number)[-NUMBER_END:] if person is not None else ""
    is_theirs = hmac.compare_digest(expected.encode(), typed_code(number_end).encode())
    is_void = row["failures"] > most_failures(resident.division, legal_day(at))
    if person is None or not is_theirs or is_void:
        return False
    return not row["for_guardian"] or await _guardian_then(resident, row["made_at"]) == _name_of(person)


async def _guardian_then(resident: StoredResident, made_at: datetime) -> str:
    """Who acted for the minor when the code was made: whoever does so no longer has lost it."""
    row = await fetch_one(
        """SELECT id, person_sealed FROM resident_version WHERE resident = $1 AND changed_at <= $2
           ORDER BY revision DESC LIMIT 1""",
        resident.id, made_at,
    )  # fmt: skip
    if row is None:
        return ""
    place = Place(VERSION, "person_sealed", row["id"])
    return _name_of(unseal_json(await load_key(resident.vault_key), row["person_sealed"], place, Person))


def _name_of(minor: Person) -> str:
    return minor.guardian.name if minor.guardian is not None else ""


def _token_digest(token: str) -> bytes:
    return digest(RESIDENCE, "own-page-session", token)


def _csrf_token(token: str) -> str:
    return digest(RESIDENCE, "own-page-csrf", token).hex()
