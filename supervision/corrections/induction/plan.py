"""The correction plan (矫正方案): four ways in which a person is strengthened, the team's work, and what if.

Community Correction Law, art. 24. Each saving is a version of its own; the newest holds.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.induction.checks import check_not_ended
from supervision.corrections.induction.tables import CorrectionPlanRow
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, load_key, seal_json, unseal_json
from supervision.wording import Wording

TABLE = "correction_plan"
_MOST_TEXT = 2_000

CHANGED_MEANWHILE = Wording(
    "方案在您编辑期间已被他人修改，请核对后重新保存。",
    "Somebody else changed the plan while you were editing; check and save again.",
)


class PlanChangedMeanwhile(RuleRefused):
    """Somebody else saved the plan after it was opened for editing."""

    code = "plan-changed-meanwhile"


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a plan says: where the person stands, the four reinforcements, the team's work, and an emergency plan."""

    situation: str
    remorse: str
    family: str
    follow_up: str
    help: str
    team: str = ""
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it was saved."""

    version: int
    plan: Plan
    made_at: datetime
    made_by_name: str


async def save_plan(officer: Officer, file_id: UUID, version: int, plan: Plan) -> int:
    """Save a plan as the version after `version` (0 for the first), which is returned. PlanChangedMeanwhile."""
    plan = _checked(plan)
    async with audited_change(officer.actor, Act.PLAN_SAVE, about_file(file_id)) as change:
        file = await load_file(officer, Act.PLAN_SAVE, file_id, lock=True)
        check_not_ended(file)
        latest = await fetch("SELECT coalesce(max(version), 0) AS latest FROM correction_plan WHERE file = $1", file_id)
        if latest[0]["latest"] != version:
            raise PlanChangedMeanwhile(CHANGED_MEANWHILE)
        plan_id = uuid4()
        sealed = seal_json(await load_key(file.vault_key), plan, Place(TABLE, "plan_sealed", plan_id))
        await CorrectionPlanRow.insert(
            CorrectionPlanRow(
                id=plan_id, file=file_id, version=version + 1, plan_sealed=sealed, made_at=change.at, made_by=officer.id
            )
        )
        change.note(version=version + 1)
    return version + 1


async def has_plan(file: StoredFile) -> bool:
    """Whether a file that the caller has loaded has a plan."""
    return await fetch_one("SELECT 1 FROM correction_plan WHERE file = $1 LIMIT 1", file.id) is not None


async def plans_of(file: StoredFile) -> tuple[PlanVersion, ...]:
    """Every version of the plan of a file that the caller has loaded, newest first."""
    rows = await fetch(
        """SELECT p.id, p.version, p.plan_sealed, p.made_at, coalesce(o.name, '') AS name
           FROM correction_plan AS p LEFT JOIN officer AS o ON o.id = p.made_by
           WHERE p.file = $1 ORDER BY p.version DESC""",
        file.id,
    )
    key = await load_key(file.vault_key)
    return tuple(
        PlanVersion(
            row["version"],
            unseal_json(key, row["plan_sealed"], Place(TABLE, "plan_sealed", row["id"]), Plan),
            row["made_at"],
            row["name"],
        )
        for row in rows
    )


def _checked(plan: Plan) -> Plan:
    needed = {
        name: needed_text(getattr(plan, name), name, _MOST_TEXT)
        for name in ("situation", "remorse", "family", "follow_up", "help")
    }
    optional = {name: optional_text(getattr(plan, name), name, _MOST_TEXT) for name in ("team", "emergency")}
    return Plan(**needed, **optional)
