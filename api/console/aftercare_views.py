"""What the pages of after-care are given."""

from api.console.pages_base import PageRequest
from api.console.view_models.aftercare import (
    AftercareHeader,
    AftercareHelpersTab,
    AftercareHistoryTab,
    AftercareLine,
    AftercareOverviewTab,
    AftercarePlacementTab,
    AftercareReadingLine,
    AftercareVisitsTab,
    AidLine,
    HelperLine,
    PlacementLine,
    VisitLine,
)
from api.console.view_models.base import Choice, FormState, Happening, Line
from supervision.aftercare.bases import list_bases
from supervision.aftercare.entering import window_of
from supervision.aftercare.listing import HelpedPerson
from supervision.aftercare.opening import AftercareFile, aftercare_readings
from supervision.aftercare.words import AftercareState, Agreement, Arrival, StepKind, may_follow
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.wording import Wording

PATH = "/console/aftercare"
ACTIVE = "aftercare"

WINDOW = Wording("自释放之日起提供帮教的期限", "For how long help is offered from the release on")
_FREE = Wording("%(name)s（余 %(n)s）", "%(name)s (%(n)s free)")
_NAME, _BORN, _SEX = Wording("姓名", "Name"), Wording("出生日期", "Born on"), Wording("性别", "Sex")
_PHONE, _HOME, _KIN = Wording("电话", "Telephone"), Wording("住址", "Address"), Wording("亲属", "Kin")
_PRISON, _WANTED = Wording("释放监所", "Prison"), Wording("需要的帮助", "Help that is wanted")


def line_of(person: HelpedPerson) -> AftercareLine:
    """Somebody in a list."""
    return AftercareLine(
        file_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        masked_id_number=person.id_number,
        masked_phone=person.phone,
        office_name=person.office_name,
        source=person.source,
        state=person.state,
        agreement=person.agreement,
        released_on=person.released_on,
        next_visit_on=person.next_visit_on,
    )


def header_of(page: PageRequest, opened: AftercareFile) -> AftercareHeader:
    """The head of a file that was opened."""
    file, today = opened.file, legal_day(page.now)
    _, rule = window_of(file.released_on, file.entered_on, file.division)
    number = f"{file.released_on.isoformat()} + {rule.number} {page.word(rule.unit, 'rule-unit')}"
    return AftercareHeader(
        file_id=file.id,
        number=file.number,
        name=opened.person.identity.name,
        source=file.source,
        state=file.state,
        agreement=file.agreement,
        office_name=file.office_name,
        released_on=file.released_on,
        window_ends_on=file.window_ends_on,
        window_basis=page.basis(rule, WINDOW, f"{number} = {file.window_ends_on.isoformat()}"),
        purpose=opened.purpose,
        is_over=file.is_over(today),
        is_held=opened.is_held,
        acts=frozenset() if file.is_over(today) else frozenset(_acts(page, opened)),
    )


def _acts(page: PageRequest, opened: AftercareFile) -> set[str]:
    file, today = opened.file, legal_day(page.now)
    possible = {
        "verify": (Act.AFTERCARE_VERIFY, may_follow(file.state, StepKind.CONFIRMED)),
        "receive": (
            Act.AFTERCARE_RECEIVE,
            may_follow(file.state, StepKind.ARRIVED) and file.released_on <= today,
        ),
        "not-returned": (
            Act.AFTERCARE_RECEIVE,
            may_follow(file.state, StepKind.NOT_RETURNED) and file.released_on <= today,
        ),
        "ask": (Act.AFTERCARE_ASK, file.state is AftercareState.ARRIVED),
        "help": (Act.AFTERCARE_HELP, file.agreement is Agreement.AGREED),
        "close": (Act.AFTERCARE_CLOSE, True),
        "edit": (Act.AFTERCARE_CHANGE, True),
    }
    return {name for name, (act, fits) in possible.items() if fits and page.may(act, file.division)}


async def overview_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercareOverviewTab:
    """Who, how to be reached, what is wanted."""
    identity, contacts, file = opened.person.identity, opened.person.contacts, opened.file
    kin = " ".join(part for part in (contacts.kin_name, contacts.kin_relation, contacts.kin_phone) if part)
    return AftercareOverviewTab(
        header=header_of(page, opened),
        form=form,
        person=(
            _line(page, _NAME, identity.name),
            Line(label=page.word(identity.document_type, "document-type"), value=identity.document_number),
            _line(page, _SEX, page.word(identity.sex, "sex") if identity.sex else ""),
            _line(page, _BORN, identity.born_on.isoformat() if identity.born_on else ""),
        ),
        reached=(
            _line(page, _PHONE, contacts.phone),
            _line(page, _HOME, opened.person.home.address),
            _line(page, _KIN, kin),
        ),
        needs=(_line(page, _PRISON, opened.person.needs.prison), _line(page, _WANTED, opened.person.needs.wanted)),
        arrival=file.arrival or "",
        arrived_on=file.arrived_on,
        next_visit_on=file.next_visit_on,
        arrivals=page.choices("arrival", [one for one in Arrival if one is not Arrival.HANDED_OVER]),
        close_reasons=page.choices("aftercare-close"),
    )


async def helpers_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercareHelpersTab:
    """Who helps."""
    return AftercareHelpersTab(
        header=header_of(page, opened),
        form=form,
        helpers=tuple(
            HelperLine(
                helper_id=one.id,
                kind=one.kind,
                name=one.name,
                relation=one.relation,
                phone=one.phone,
                from_on=one.from_on,
                until_on=one.until_on,
            )
            for one in opened.helpers
        ),
        kinds=page.choices("helper-kind"),
    )


async def placement_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercarePlacementTab:
    """How somebody is placed, and what was asked for."""
    header = header_of(page, opened)
    bases = await list_bases(page.officer, legal_day(page.now)) if "help" in header.acts else ()
    return AftercarePlacementTab(
        header=header,
        form=form,
        placements=tuple(
            PlacementLine(
                placement_id=one.id,
                kind=one.kind,
                base_name=one.base_name,
                reason=one.reason or "",
                details=one.details,
                from_on=one.from_on,
                until_on=one.until_on,
            )
            for one in opened.placements
        ),
        aids=tuple(
            AidLine(
                aid_id=one.id,
                kind=one.kind,
                state=one.state,
                asked=one.details.asked,
                office=one.details.office,
                answer=one.details.answer,
                asked_on=one.asked_on,
                answered_on=one.answered_on,
            )
            for one in opened.aids
        ),
        kinds=page.choices("placement-kind"),
        bases=tuple(
            Choice(value=str(base.id), label=page.say(_FREE) % {"name": base.name, "n": base.free})
            for base in bases
            if base.free
        ),
        reasons=page.choices("no-placement"),
        aid_kinds=page.choices("aid-kind"),
    )


async def visits_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercareVisitsTab:
    """Visits, newest first."""
    return AftercareVisitsTab(
        header=header_of(page, opened),
        form=form,
        visits=tuple(
            VisitLine(
                visited_on=one.visited_on,
                outcome=one.outcome,
                next_on=one.next_on,
                note=one.note,
                by=one.added_by_name,
            )
            for one in opened.visits
        ),
        outcomes=page.choices("aftercare-visit"),
    )


async def history_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercareHistoryTab:
    """The steps, and who opened or changed the file."""
    found = await aftercare_readings(page.officer, opened.file.id, opened.purpose, page.filters().get("cursor"))
    return AftercareHistoryTab(
        header=header_of(page, opened),
        form=form,
        steps=tuple(
            Happening(
                at=step.taken_at, who=step.taken_by_name, what=page.word(step.kind, "aftercare-step"), note=step.note
            )
            for step in opened.steps
        ),
        readings=tuple(
            AftercareReadingLine(
                at=one.at,
                officer_name=one.officer_name,
                office_name=one.office_name,
                act=one.act,
                purpose=one.purpose or "",
                result=one.result,
            )
            for one in found.items
        ),
        paging=page.paging(len(found.items), found.next),
    )


def _line(page: PageRequest, label: Wording, value: str) -> Line:
    return Line(label=page.say(label), value=value)
