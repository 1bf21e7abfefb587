"""Asking: entered by an officer for the supervisee, asked again after it was sent back, withdrawn."""

from uuid import UUID, uuid4

from supervision.approvals.consent import Capacity, role_here
from supervision.approvals.steps import Matter, append_step
from supervision.approvals.words import StepKind
from supervision.audit import Act, Change, audited_change
from supervision.corrections.applications.content import ApplicationDraft
from supervision.corrections.applications.planning import Planned, first_stop, plan
from supervision.corrections.applications.store import TABLE, application_change, check_state, seal_content
from supervision.corrections.applications.tables import ApplicationRow
from supervision.corrections.applications.words import ApplicationState
from supervision.corrections.opening import about_file
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid
from supervision.officers import Officer
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.vault import load_key
from supervision.wording import Wording

MOST_NOTE = 1_000

KIND_FIXED = Wording("退回补正的申请不能改变种类。", "What was sent back stays of its kind.")


async def make_application(officer: Officer, file_id: UUID, draft: ApplicationDraft) -> UUID:
    """Ask on behalf of the supervisee; gives the application's id.

    InputInvalid, ApplicationRefused, NotLeaving, CategoryHasNone.
    """
    async with audited_change(officer.actor, Act.APPLICATION_MAKE, about_file(file_id)) as change:
        file = await load_file(officer, Act.APPLICATION_MAKE, file_id, lock=True)
        planned = await plan(file, draft)
        application_id, key = uuid4(), await load_key(file.vault_key)
        number = await take_number(Series.APPLICATION, file.division)
        capacity = Capacity(role_here(officer, file.division))
        await ApplicationRow.insert(
            ApplicationRow(
                id=application_id,
                number=number,
                file=file_id,
                kind=planned.draft.kind.value,
                state=ApplicationState.ASKED.value,
                decider=planned.route.decider.value,
                waits_at=first_stop(planned.route.decider, capacity.role).value,
                from_on=planned.draft.from_on,
                until_on=planned.draft.until_on,
                content_sealed=seal_content(key, application_id, planned.draft.content),
                proof=planned.draft.proof_id,
                asked_at=change.at,
            )
        )
        await append_step(change, Matter(TABLE, application_id), StepKind.ASKED, officer, capacity, note="", key=key)
        change.note(application=application_id, number=number, kind=draft.kind)
        _note_route(change, planned)
    return application_id


async def ask_again(officer: Officer, application_id: UUID, draft: ApplicationDraft) -> None:
    """Ask anew for what was sent back, mended; whoever does so takes no decision on it either."""
    async with application_change(officer, Act.APPLICATION_MAKE, application_id) as (change, application, file):
        check_state(application, {ApplicationState.SENT_BACK})
        if draft.kind is not application.kind:
            raise InputInvalid(KIND_FIXED, field="kind")
        planned = await plan(file, draft, application_id)
        key, capacity = await load_key(file.vault_key), Capacity(role_here(officer, file.division))
        await ApplicationRow.update(
            {
                "state": ApplicationState.ASKED.value,
                "decider": planned.route.decider.value,
                "waits_at": first_stop(planned.route.decider, capacity.role).value,
                "from_on": planned.draft.from_on,
                "until_on": planned.draft.until_on,
                "content_sealed": seal_content(key, application_id, planned.draft.content),
                "proof": planned.draft.proof_id,
                "asked_at": change.at,
                "revision": application.revision + 1,
            }
        ).where(ApplicationRow.id == application_id)
        await append_step(change, application.matter, StepKind.ASKED, officer, capacity, note="", key=key)
        _note_route(change, planned)


async def withdraw_application(officer: Officer, application_id: UUID, reason: str) -> None:
    """Take back what nobody has decided yet, with the reason."""
    reason = needed_text(reason, "reason", MOST_NOTE)
    async with application_change(officer, Act.APPLICATION_WITHDRAW, application_id) as (change, application, file):
        check_state(application, {ApplicationState.ASKED, ApplicationState.SENT_BACK})
        await ApplicationRow.update({"state": ApplicationState.WITHDRAWN.value, "waits_at": None}).where(
            ApplicationRow.id == application_id
        )
        key, capacity = await load_key(file.vault_key), Capacity(role_here(officer, file.division))
        await append_step(change, application.matter, StepKind.WITHDRAWN, officer, capacity, note=reason, key=key)


def _note_route(change: Change, planned: Planned) -> None:
    change.note(decider=planned.route.decider, rules=[rule.name for rule in planned.route.rules])
