"""What the pages of residence permits are given."""

from collections.abc import Callable
from datetime import timedelta

from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Deadline, FormState, Happening, LegalBasis, Line
from api.console.view_models.residence.permits import PermitApplyView, PermitLine, PermitPaperView, PermitView
from api.console.words import WORDS
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.residence.households.person import ADULT_YEARS, Person
from supervision.residence.permits.eligibility import Eligibility
from supervision.residence.permits.opening import Applicant, PermitFile, PermitShow, PermitSummary
from supervision.residence.permits.words import PERMIT_STEP_NAMES, PermitState, PermitStep
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.wording import Wording

HALF_A_YEAR = Wording("在本地居住满半年，并具备三项条件之一", "Half a year of residence and one of three conditions")
TO_ISSUE = Wording("受理之日起%(n)s日内发放", "To be issued within %(n)s days of acceptance")
TO_ENDORSE = Wording("在居住每满1年之日前1个月内签注", "To be endorsed in the month before each full year")
_STEPS = {
    PermitState.APPLIED: (PermitStep.TELL_MISSING, PermitStep.ACCEPT, PermitStep.REFUSE),
    PermitState.TOLD: (PermitStep.ACCEPT, PermitStep.REFUSE),
    PermitState.ACCEPTED: (PermitStep.ISSUE, PermitStep.REFUSE),
    PermitState.VALID: (PermitStep.ENDORSE, PermitStep.CANCEL),
    PermitState.SUSPENDED: (PermitStep.ENDORSE, PermitStep.CANCEL),
}


def line_of(one: PermitSummary, show: PermitShow, page: PageRequest) -> PermitLine:
    """A permit in a list."""
    permit, today = one.permit, legal_day(page.now)
    due = permit.issue_due_on if permit.state is PermitState.ACCEPTED else permit.endorse_due_on
    shows_due = due is not None and show is not PermitShow.TO_HANDLE
    return PermitLine(
        permit_id=permit.id,
        number=permit.number,
        masked_name=one.resident.name,
        masked_document=one.resident.document_number,
        place=one.resident.drawer_name,
        condition=permit.condition,
        state=permit.state,
        applied_at=permit.applied_at,
        deadline=Deadline(due_on=due, days_left=(due - today).days) if due is not None and shows_due else None,
    )


def apply_view(page: PageRequest, found: Applicant, form: FormState) -> PermitApplyView:
    """The form of an application."""
    today, person = legal_day(page.now), found.person
    age = person.age_on(today)
    return PermitApplyView(
        resident_id=found.resident.id,
        name=person.name,
        person=person_lines(page.say, person),
        basis=_half_year(page, found.eligibility),
        is_ripe=found.eligibility.is_ripe(today),
        from_registration=found.eligibility.from_registration,
        open_permit_id=found.open_permit_id,
        guardian=person.guardian.name if person.guardian and age is not None and age < ADULT_YEARS else "",
        conditions=page.choices("permit-condition"),
        form=form,
    )


def permit_view(page: PageRequest, file: PermitFile, form: FormState | None = None) -> PermitView:
    """A permit with what can be done now."""
    today, state = legal_day(page.now), file.standing.state
    steps, may_handle = set(_STEPS.get(state, ())), page.may(Act.PERMIT_HANDLE, file.resident.division)
    opens = file.standing.endorse_from(file.years)
    if file.is_lapsed and state is PermitState.VALID:
        steps.add(PermitStep.SUSPEND)
    elif opens is not None and today < opens:
        steps.discard(PermitStep.ENDORSE)
    return PermitView(
        permit_id=file.permit.id,
        number=file.permit.number,
        resident_id=file.resident.id,
        name=file.person.name,
        person=person_lines(page.say, file.person),
        condition=file.permit.condition,
        state=state,
        is_lapsed=file.is_lapsed,
        basis=_half_year(page, file.eligibility),
        deadline=_deadline(page, file),
        endorse_from=opens if state in {PermitState.VALID, PermitState.SUSPENDED} else None,
        history=tuple(
            Happening(
                at=one.entered_at,
                who=one.entered_by_name,
                what=page.say(PERMIT_STEP_NAMES[one.act.step]),
                note="；".join(filter(None, ("、".join(one.detail.papers), one.detail.text, one.detail.guardian))),
            )
            for one in file.acts
        ),
        steps=frozenset(map(str, steps)) if may_handle else frozenset(),
        waits_for_police=not may_handle and bool(steps - {PermitStep.CANCEL}),
        ends=page.choices("permit-end"),
        has_missing=file.standing.was_told,
        form=form or FormState(),
    )


def paper_view(page: PageRequest, file: PermitFile, kind: str) -> PermitPaperView:
    """What is printed, in Chinese whatever the language of the page."""
    told = next((one for one in file.acts if one.act.step is PermitStep.TELL_MISSING), None)
    issued = next((one for one in file.acts if one.act.step is PermitStep.ISSUE), None)
    full_on = file.standing.full_on
    return PermitPaperView(
        permit_id=file.permit.id,
        kind=kind,
        number=file.permit.number,
        name=file.person.name,
        person=person_lines(str, file.person),
        address=file.address,
        photo_path=address(f"/console/materials/{file.photo_id}/preview", purpose=ResidencePurpose.PERMIT)
        if file.photo_id
        else "",
        issue_days=find_residence_rule(
            ResidenceRuleName.PERMIT_ISSUE_DUE, legal_day(page.now), file.resident.division
        ).number,
        condition=file.permit.condition,
        papers=told.detail.papers if told else (),
        told_on=told.act.acted_on if told else None,
        issued_on=issued.act.acted_on if issued else None,
        valid_until=full_on - timedelta(days=1) if full_on else None,
        office=page.officer.office_name,
    )


def person_lines(say: Callable[[str], str], person: Person) -> tuple[Line, ...]:
    """The holder, with the items that the law puts on a permit."""
    found = [
        (Wording("姓名", "Name"), person.name),
        (Wording("证件", "Document"), say(WORDS["notice-document"][person.document_type])),
        (Wording("证件号码", "Document number"), person.document_number),
        (Wording("性别", "Sex"), say(WORDS["notice-sex"][person.sex]) if person.sex else ""),
        (Wording("民族", "Ethnicity"), person.ethnicity),
        (Wording("出生日期", "Born on"), f"{person.born_on or ''}"),
        (Wording("户籍地址", "Domicile"), person.domicile_address),
        (Wording("监护人", "Guardian"), person.guardian.name if person.guardian else ""),
    ]
    return tuple(Line(label=say(label), value=value) for label, value in found if value)


def _half_year(page: PageRequest, eligibility: Eligibility) -> LegalBasis:
    return page.basis(eligibility.rule, HALF_A_YEAR, page.say(eligibility.arithmetic))


def _filled(text: Wording, number: int) -> Wording:
    return Wording(text % {"n": number}, text.english % {"n": number})


def _deadline(page: PageRequest, file: PermitFile) -> Deadline | None:
    today, standing = legal_day(page.now), file.standing
    if standing.due_on is None:
        return None
    is_issue = standing.state is PermitState.ACCEPTED
    name = ResidenceRuleName.PERMIT_ISSUE_DUE if is_issue else ResidenceRuleName.PERMIT_ENDORSEMENT_EVERY
    rule = find_residence_rule(name, today, file.resident.division)
    full = f"{standing.years_from} + {file.years.every * (standing.years + 1)} 个月 = {standing.full_on}"
    basis = page.basis(rule, _filled(TO_ISSUE, rule.number) if is_issue else TO_ENDORSE, "" if is_issue else full)
    return Deadline(due_on=standing.due_on, days_left=(standing.due_on - today).days, basis=basis)
