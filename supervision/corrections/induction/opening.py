"""The beginning of a correction in clear, opened for a purpose."""

from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.guardians.store import Guardian, guardians_of
from supervision.corrections.induction.exit_bans import KeptStep, exit_ban_of, next_step
from supervision.corrections.induction.group import KeptMember, group_of
from supervision.corrections.induction.movements import Movement, movements_of
from supervision.corrections.induction.needs import Need, needs_of
from supervision.corrections.induction.plan import PlanVersion, plans_of
from supervision.corrections.induction.words import ExitBanStep
from supervision.corrections.opening import about_file
from supervision.corrections.presence import has_guardian_duty
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class Induction:
    """Group, guardians of a minor, plans, needs, exit ban and papers of one file."""

    guardians: tuple[Guardian, ...]
    is_guardian_missing: bool
    """Whether the person is under age, and nobody is their guardian on the file."""
    members: tuple[KeptMember, ...]
    plans: tuple[PlanVersion, ...]
    needs: tuple[Need, ...]
    exit_ban: tuple[KeptStep, ...]
    next_exit_ban_step: ExitBanStep | None
    movements: tuple[Movement, ...]


async def open_induction(officer: Officer, file_id: UUID, purpose: str | None) -> Induction:
    """The beginning of the correction in clear; the opening is recorded with its purpose."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        change.note(part="induction")
        steps, guardians = await exit_ban_of(file), await guardians_of(file)
        identity, day = file.identity(await load_key(file.vault_key)), legal_day(change.at)
        is_owed = file.ended_at is None and has_guardian_duty(identity, day, file.division, is_minor=file.is_minor)
        return Induction(
            guardians=guardians,
            is_guardian_missing=is_owed and not any(one.is_current for one in guardians),
            members=await group_of(file),
            plans=await plans_of(file),
            needs=await needs_of(file),
            exit_ban=steps,
            next_exit_ban_step=next_step([kept.step for kept in steps], has_ended=file.ended_at is not None),
            movements=await movements_of(file),
        )
