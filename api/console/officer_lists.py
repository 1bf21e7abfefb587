"""What the pages of officers show: lines, grants, and what an administrator may do about an officer now."""

from collections.abc import Mapping, Sequence

from api.console.pages_base import PageRequest
from api.console.subject_words import happenings
from api.console.view_models.base import Choice, FormState
from api.console.view_models.officers import GrantLine, OfficerLine, OfficerView, ReplacementCard, ReplacementRequest
from supervision.audit import Act, Subject
from supervision.audit.history import acts_upon
from supervision.legal_time import legal_day
from supervision.officers import (
    Credential,
    GrantEntry,
    Office,
    OfficerEntry,
    OfficerRecord,
    OfficerState,
    division_names,
    load_offices,
    roles_of,
)
from supervision.officers.credential_replacement import REPLACE_ACTS, REQUEST_ACTS

_AT_WORK = frozenset({OfficerState.ACTIVE, OfficerState.LOCKED})
_NOT_ENDED = _AT_WORK | {OfficerState.SUSPENDED}
_ACTS: tuple[tuple[str, Act, frozenset[OfficerState]], ...] = (
    ("grant", Act.GRANT_GIVE, _NOT_ENDED),
    ("move", Act.OFFICER_MOVE, _NOT_ENDED),
    ("suspend", Act.OFFICER_SUSPEND, _AT_WORK),
    ("resume", Act.OFFICER_RESUME, frozenset({OfficerState.SUSPENDED})),
    ("end", Act.OFFICER_END, _NOT_ENDED),
)

REPLACEMENT_PATHS: Mapping[Credential, str] = {Credential.SECOND_FACTOR: "replacement", Credential.PASSWORD: "password"}
"""Where, below an officer's page, a new credential is asked for."""


def office_choices(offices: Sequence[Office]) -> tuple[Choice, ...]:
    """Offices for a select, each with its division so that two of a kind can be told apart."""
    return tuple(Choice(value=str(office.id), label=f"{office.name}（{office.division}）") for office in offices)


def role_choices(page: PageRequest) -> tuple[Choice, ...]:
    """The roles of the officer's register, by their words."""
    return page.choices("role", [role.value for role in roles_of(page.officer.register)])


def officer_line(entry: OfficerEntry) -> OfficerLine:
    """One officer as lists show them; of several roles the first of the table."""
    return OfficerLine(
        officer_id=entry.id,
        name=entry.name,
        username=entry.username,
        role=entry.roles[0] if entry.roles else "",
        office_name=entry.office_name,
        state=entry.state,
        last_seen_at=entry.last_seen_at,
    )


async def officer_view(page: PageRequest, record: OfficerRecord, form: FormState = FormState()) -> OfficerView:
    """One officer with everything that the reader may see and do."""
    entry, is_self = record.entry, record.entry.id == page.officer.id
    past = await acts_upon(Subject("officer", str(entry.id)), page.officer.register)
    return OfficerView(
        officer=officer_line(entry),
        grants=await _grant_lines(page, record.grants, may_end=not is_self and page.may(Act.GRANT_REVOKE)),
        history=happenings(past, page.say),
        acts=_acts(page, record),
        offices=office_choices(await load_offices(page.officer)),
        roles=role_choices(page),
        codes_left=record.recovery_codes_left,
        has_second_factor=True,
        locked_until=entry.locked_until,
        replacements=tuple(_replacement(page, record, credential) for credential in Credential),
        is_self=is_self,
        form=form,
    )


def _acts(page: PageRequest, record: OfficerRecord) -> frozenset[str]:
    if record.entry.id == page.officer.id:
        return frozenset({"print-codes", "change-password"})
    return frozenset(name for name, act, states in _ACTS if record.entry.state in states and page.may(act))


def _replacement(page: PageRequest, record: OfficerRecord, credential: Credential) -> ReplacementCard:
    entry, waiting = record.entry, record.replacements.get(credential)
    may_ask = entry.id != page.officer.id and entry.state in _NOT_ENDED and page.may(REQUEST_ACTS[credential])
    request = None
    if waiting is not None:
        is_somebody_elses = page.officer.id not in {entry.id, waiting.requested_by_id}
        request = ReplacementRequest(
            request_id=waiting.id,
            asked_by=waiting.requested_by,
            asked_at=waiting.requested_at,
            may_agree=is_somebody_elses and page.may(REPLACE_ACTS[credential]),
        )
    return ReplacementCard(
        credential=credential, path=REPLACEMENT_PATHS[credential], request=request, may_ask=may_ask and request is None
    )


async def _grant_lines(page: PageRequest, grants: Sequence[GrantEntry], *, may_end: bool) -> tuple[GrantLine, ...]:
    names = await division_names({entry.grant.prefix for entry in grants if entry.grant.prefix})
    return tuple(
        GrantLine(
            grant_id=entry.grant.id,
            role=entry.grant.role,
            prefix=entry.grant.prefix,
            area_name=names.get(entry.grant.prefix, ""),
            valid_from=entry.grant.valid_from,
            valid_until=entry.grant.valid_until,
            granted_by=entry.granted_by,
            granted_at=entry.granted_at,
            is_live=entry.is_live,
            revoked_at=entry.grant.revoked_at,
            may_end=may_end and entry.grant.revoked_at is None and not _is_past(page, entry),
        )
        for entry in grants
    )


def _is_past(page: PageRequest, entry: GrantEntry) -> bool:
    last_on = entry.grant.valid_until
    return last_on is not None and last_on < legal_day(page.now)
