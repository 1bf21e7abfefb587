"""Planning for many by one act: a class, a service day or a reporting morning, of which each gets an appointment."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.contacts.entering import KIND_WRONG, Appointment
from supervision.corrections.contacts.keeping import put_in_plan
from supervision.corrections.contacts.store import planned_by
from supervision.corrections.contacts.together import MOST_PEOPLE, PEOPLE_MANY, PEOPLE_NEEDED
from supervision.corrections.contacts.words import GROUP_KINDS, ContactKind
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.store import load_files_locked
from supervision.errors import InputInvalid, NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE


@dataclass(frozen=True, slots=True)
class PlannedTogether:
    """To what many are asked to come; `id` is the caller's own, so that trying again plans nothing twice."""

    id: UUID
    kind: ContactKind
    appointment: Appointment
    file_ids: frozenset[UUID]


async def plan_together(officer: Officer, act: PlannedTogether) -> Mapping[UUID, UUID]:
    """Give each person an appointment of their own in one change; gives the contacts by file.

    A duty that waits without a time takes the appointment, as if it was planned alone. The act with the same `id`
    again gives what was planned the first time. NotFound when any of the files lies outside of the officer's reach;
    InputInvalid, NotSupervised: then nothing at all is planned.
    """
    _check(act)
    check_officer_may(officer, Act.CONTACT_PLAN, None)
    async with audited_change(officer.actor, Act.CONTACT_PLAN, Subject("contact", str(act.id))) as change:
        files = await load_files_locked(officer, Act.CONTACT_PLAN, act.file_ids)
        if len(files) != len(act.file_ids):
            raise NotFound(NOT_HERE)
        if written := await planned_by(act.id):
            change.note(again=True)
            return {file_id: contact_id for file_id, contact_id in written.items() if file_id in files}
        contacts = {
            file_id: await put_in_plan(change, officer, file, act.kind, act.appointment)
            for file_id, file in files.items()
        }
        await change.connection.execute(
            "UPDATE contact SET planned_with = $2 WHERE id = ANY($1)", list(contacts.values()), act.id
        )
        change.is_also_about(SUBJECT_KIND, files, together=act.id)
        change.note(kind=act.kind, people=len(files))
    return contacts


def _check(act: PlannedTogether) -> None:
    if act.kind not in GROUP_KINDS:
        raise InputInvalid(KIND_WRONG, field="kind")
    if not act.file_ids:
        raise InputInvalid(PEOPLE_NEEDED, field="people")
    if len(act.file_ids) > MOST_PEOPLE:
        raise InputInvalid(PEOPLE_MANY, field="people")
