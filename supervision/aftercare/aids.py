"""What somebody asks for (帮扶): employment, training, assistance, treatment, schooling, a dispute settled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.aftercare.store import about, load_open_file
from supervision.aftercare.tables import AftercareAidRow
from supervision.aftercare.words import AidKind, AidState, check_agreed
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, Place, seal_json, unseal_json
from supervision.wording import Wording

AID = "aftercare_aid"
ANSWERED_ALREADY = Wording("这项帮扶已有答复。", "This was answered already.")
ANSWER_NEEDED = Wording("请选择已落实或者未落实。", "Choose whether it was given.")


class AidAnswered(RuleRefused):
    """Somebody has put down the answer before."""

    code = "aid-answered"


class AidDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for, of which office, and what came of it."""

    asked: str
    office: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Aid:
    """One thing asked for, in clear."""

    id: UUID
    kind: AidKind
    state: AidState
    details: AidDetails
    asked_on: date
    answered_on: date | None


async def ask_aid(officer: Officer, file_id: UUID, kind: AidKind, asked: str, office: str = "") -> UUID:
    """Put down what the person asks for, and of which office. HelpNotAgreed, AftercareOver, InputInvalid."""
    details = AidDetails(needed_text(asked, "asked"), optional_text(office, "office"))
    async with audited_change(officer.actor, Act.AFTERCARE_HELP, about(file_id)) as change:
        today = legal_day(change.at)
        file, key = await load_open_file(officer, Act.AFTERCARE_HELP, file_id, today)
        check_agreed(file.agreement)
        aid_id = uuid4()
        await AftercareAidRow.insert(
            AftercareAidRow(
                id=aid_id,
                file=file_id,
                kind=kind.value,
                state=AidState.ASKED.value,
                details_sealed=seal_json(key, details, Place(AID, "details_sealed", aid_id)),
                asked_on=today,
                added_by=officer.id,
            )
        )
        change.note(aid=aid_id, kind=kind)
    return aid_id


async def answer_aid(officer: Officer, file_id: UUID, aid_id: UUID, state: AidState, answer: str = "") -> None:
    """Put down whether it was given, and what was said. AidAnswered, AftercareOver, InputInvalid."""
    if state is AidState.ASKED:
        raise InputInvalid(ANSWER_NEEDED, field="state")
    answer = optional_text(answer, "answer")
    async with audited_change(officer.actor, Act.AFTERCARE_HELP, about(file_id)) as change:
        today = legal_day(change.at)
        _, key = await load_open_file(officer, Act.AFTERCARE_HELP, file_id, today)
        aid = next((one for one in await aids_of(file_id, key) if one.id == aid_id), None)
        if aid is None:
            raise NotFound(NOT_HERE)
        if aid.state is not AidState.ASKED:
            raise AidAnswered(ANSWERED_ALREADY)
        details = msgspec.structs.replace(aid.details, answer=answer)
        await change.connection.execute(
            "UPDATE aftercare_aid SET state = $2, answered_on = $3, details_sealed = $4 WHERE id = $1",
            aid_id, state, today, seal_json(key, details, Place(AID, "details_sealed", aid_id)),
        )  # fmt: skip
        change.note(aid=aid_id, state=state)


async def aids_of(file_id: UUID, key: DataKey) -> tuple[Aid, ...]:
    """What was asked for in a file that the caller has loaded, the newest first."""
    rows = await fetch(
        """SELECT id, kind, state, details_sealed, asked_on, answered_on FROM aftercare_aid WHERE file = $1
           ORDER BY asked_on DESC, id""",
        file_id,
    )
    return tuple(
        Aid(
            row["id"],
            AidKind(row["kind"]),
            AidState(row["state"]),
            unseal_json(key, row["details_sealed"], Place(AID, "details_sealed", row["id"]), AidDetails),
            row["asked_on"],
            row["answered_on"],
        )
        for row in rows
    )
