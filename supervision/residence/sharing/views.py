"""Proposing a view, deciding on another's proposal, and ending one before its last day."""

from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor
from supervision.officers.divisions import is_known_division
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.rules import find_field_list
from supervision.residence.sharing.tables import SharingViewRow
from supervision.residence.sharing.terms import ViewDraft, check_is_not_over, make_view
from supervision.residence.sharing.view_rows import SHARING_SUBJECT, VIEW, SharingView, load_view
from supervision.residence.sharing.words import ViewState
from supervision.texts import needed_text
from supervision.vault import Place, seal_text, service_key
from supervision.wording import Wording

OWN_VIEW = Wording("目录项须由提议人以外的民警核准。", "Somebody else than who proposed a view has to decide on it.")
DECIDED_ALREADY = Wording("这个目录项已经办结。", "This view was decided already.")
NO_DIVISION = Wording("没有这个区划。", "There is no such division.")


class OwnView(RuleRefused):
    """Nobody opens the register to others alone."""

    code = "own-sharing-view"


class ViewDecided(RuleRefused):
    """Somebody has decided on this view."""

    code = "sharing-view-decided"


async def propose_view(officer: Officer, entered: ViewDraft) -> UUID:
    """Propose a view of a place within reach; nothing is given until another officer approves it. InputInvalid."""
    check_officer_may(officer, Act.SHARING_PROPOSE, entered.division)
    if not await is_known_division(entered.division):
        raise InputInvalid(NO_DIVISION, field="division")
    async with residence_change(officer.actor, Act.SHARING_PROPOSE) as change:
        today, view_id = legal_day(change.at), uuid4()
        draft = make_view(entered, today, find_field_list(today, entered.division))
        contact = seal_text(await service_key(RESIDENCE), draft.contact, Place(VIEW, "contact_sealed", view_id))
        await SharingViewRow.insert(
            SharingViewRow(
                id=view_id,
                receiver=draft.receiver.value,
                receiver_name=draft.receiver_name,
                contact_sealed=contact,
                kind=draft.kind.value,
                fields=list(draft.fields),
                basis=draft.basis,
                purpose=draft.purpose,
                division=draft.division,
                valid_from=draft.valid_from,
                valid_until=draft.valid_until,
                assessment_number=draft.assessment_number,
                assessed_on=draft.assessed_on,
                state=ViewState.PROPOSED.value,
                proposed_at=change.at,
                proposed_by=officer.id,
            )
        )
        change.is_about(SHARING_SUBJECT, view_id)
        change.note(receiver=draft.receiver, kind=draft.kind, fields=draft.fields, division=draft.division)
    return view_id


async def approve_view(officer: Officer, view_id: UUID, code: str) -> None:
    """Approve what another proposed, confirmed with the second factor. OwnView, ViewDecided, NothingGiven once over."""
    await load_to_decide(officer, view_id)
    await confirm_with_second_factor(officer, code)
    async with residence_change(officer.actor, Act.SHARING_DECIDE, about(SHARING_SUBJECT, view_id)) as change:
        view = await load_to_decide(officer, view_id, lock=True)
        check_is_not_over(view.valid_until, legal_day(change.at))
        await _decide(change, officer, view_id, ViewState.APPROVED)


async def return_view(officer: Officer, view_id: UUID, reason: str) -> None:
    """Return what another proposed, with the reason; a new one can be proposed. OwnView, ViewDecided."""
    await load_to_decide(officer, view_id)
    text = needed_text(reason, "reason")
    async with residence_change(officer.actor, Act.SHARING_DECIDE, about(SHARING_SUBJECT, view_id)) as change:
        await load_to_decide(officer, view_id, lock=True)
        sealed = seal_text(await service_key(RESIDENCE), text, Place(VIEW, "reason_sealed", view_id))
        await _decide(change, officer, view_id, ViewState.RETURNED, sealed)


async def end_view(officer: Officer, view_id: UUID) -> None:
    """End an approved view before its last day; from then on nothing is given under it. ViewDecided."""
    async with residence_change(officer.actor, Act.SHARING_END, about(SHARING_SUBJECT, view_id)) as change:
        view = await load_view(officer, Act.SHARING_END, view_id, lock=True)
        if view.state is not ViewState.APPROVED:
            raise ViewDecided(DECIDED_ALREADY)
        await change.connection.execute(
            "UPDATE sharing_view SET state = 'ended', ended_at = $2, ended_by = $3 WHERE id = $1",
            view_id, change.at, officer.id,
        )  # fmt: skip


async def load_to_decide(officer: Officer, view_id: UUID, *, lock: bool = False) -> SharingView:
    """A view that waits for somebody else than its proposer. OwnView, ViewDecided."""
    view = await load_view(officer, Act.SHARING_DECIDE, view_id, lock=lock)
    if view.proposed_by == officer.id:
        raise OwnView(OWN_VIEW)
    if view.state is not ViewState.PROPOSED:
        raise ViewDecided(DECIDED_ALREADY)
    return view


async def _decide(
    change: Change, officer: Officer, view_id: UUID, state: ViewState, reason_sealed: bytes | None = None
) -> None:
    await change.connection.execute(
        """UPDATE sharing_view SET state = $2, decided_at = $3, decided_by = $4, reason_sealed = $5 WHERE id = $1""",
        view_id, state, change.at, officer.id, reason_sealed,
    )  # fmt: skip
    change.note(decision=state)
