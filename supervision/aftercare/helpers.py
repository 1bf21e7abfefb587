"""Helpers (帮教人): one or several for one person (一帮一、多帮一), from a day and, once it is over, to a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.aftercare.store import about, load_open_file
from supervision.aftercare.tables import AftercareHelperRow
from supervision.aftercare.words import HelperKind, check_agreed
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.vault import DataKey, Place, seal_json, unseal_json
from supervision.wording import Wording

HELPER = "aftercare_helper"
ENDED_ALREADY = Wording("已登记结束。", "Its end was put down already.")
ENDS_BEFORE = Wording("结束日期不能早于开始日期，也不能晚于今天。", "The end lies between the beginning and today.")


class EndedAlready(RuleRefused):
    """Somebody has put down the end of this before."""

    code = "aftercare-ended-already"


class HelperDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who helps: name, relation or office, telephone."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper in clear."""

    id: UUID
    kind: HelperKind
    name: str
    relation: str
    phone: str
    from_on: date
    until_on: date | None


async def add_helper(
    officer: Officer, file_id: UUID, kind: HelperKind, details: HelperDetails, from_on: date | None = None
) -> UUID:
    """Name somebody who helps from a day on, by default today. HelpNotAgreed, AftercareOver, InputInvalid."""
    details = HelperDetails(
        person_name(details.name),
        optional_text(details.relation, "relation"),
        normalise_phone(details.phone) if details.phone.strip() else "",
    )
    async with audited_change(officer.actor, Act.AFTERCARE_HELP, about(file_id)) as change:
        today = legal_day(change.at)
        file, key = await load_open_file(officer, Act.AFTERCARE_HELP, file_id, today)
        check_agreed(file.agreement)
        helper_id = uuid4()
        await AftercareHelperRow.insert(
            AftercareHelperRow(
                id=helper_id,
                file=file_id,
                kind=kind.value,
                details_sealed=seal_json(key, details, Place(HELPER, "details_sealed", helper_id)),
                from_on=from_on or today,
                added_by=officer.id,
            )
        )
        change.note(helper=helper_id, kind=kind)
    return helper_id


async def end_helper(officer: Officer, file_id: UUID, helper_id: UUID, until_on: date | None = None) -> None:
    """Put down the last day of a helper. EndedAlready, InputInvalid, AftercareOver."""
    await end_row(officer, file_id, HELPER, helper_id, until_on)


async def end_row(officer: Officer, file_id: UUID, table: str, row_id: UUID, until_on: date | None) -> None:
    """Put down the last day of something that began, a helper or a placement. EndedAlready, InputInvalid."""
    async with audited_change(officer.actor, Act.AFTERCARE_HELP, about(file_id)) as change:
        today = legal_day(change.at)
        await load_open_file(officer, Act.AFTERCARE_HELP, file_id, today)
        day = until_on or today
        row = await change.connection.fetchrow(
            f"SELECT from_on, until_on FROM {table} WHERE id = $1 AND file = $2",  # noqa: S608 - one of two names
            row_id, file_id,
        )  # fmt: skip
        if row is None:
            raise NotFound(NOT_HERE)
        if row["until_on"] is not None:
            raise EndedAlready(ENDED_ALREADY)
        if not row["from_on"] <= day <= today:
            raise InputInvalid(ENDS_BEFORE, field="until_on")
        await change.connection.execute(f"UPDATE {table} SET until_on = $2 WHERE id = $1", row_id, day)  # noqa: S608 - likewise
        change.note(ended=row_id)


async def helpers_of(file_id: UUID, key: DataKey) -> tuple[Helper, ...]:
    """The helpers of a file that the caller has loaded, those who help now first."""
    rows = await fetch(
        """SELECT id, kind, details_sealed, from_on, until_on FROM aftercare_helper WHERE file = $1
           ORDER BY until_on DESC NULLS FIRST, from_on DESC, id""",
        file_id,
    )
    found = []
    for row in rows:
        details = unseal_json(key, row["details_sealed"], Place(HELPER, "details_sealed", row["id"]), HelperDetails)
        kind = HelperKind(row["kind"])
        found.append(
            Helper(row["id"], kind, details.name, details.relation, details.phone, row["from_on"], row["until_on"])
        )
    return tuple(found)
