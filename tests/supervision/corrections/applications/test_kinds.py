"""What is asked for beside leave, against the real database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from supervision.approvals.words import Decider, decider_at
from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.content import CategoryHasNone
from supervision.corrections.applications.deciding import Approval, approve_application, forward_application
from supervision.corrections.applications.ending import cancel_application, shorten_application
from supervision.corrections.applications.listing import ApplicationShow, list_applications, open_application
from supervision.corrections.applications.store import load_suspensions_for_system
from supervision.corrections.applications.words import ApplicationKind, ApplicationStepRefused, Recipient
from supervision.corrections.category import Category
from supervision.corrections.classes import class_on
from supervision.corrections.medical_intervals import medical_interval_on
from supervision.corrections.rules import (
    CORRECTION_RULES,
    OPENINGS,
    RULES_IN_FORCE,
    CorrectionRuleName,
    find_correction_rule,
)
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import InputInvalid, NotPermitted
from supervision.legal_rules import Unit
from supervision.legal_time import add_months, day_start, moved_clock
from supervision.officers import Role, SecondFactorRefused
from tests.cast import COUNTY, NORTH, Cast
from tests.makers import make_officer
from tests.makers_applications import approve, day, make_mandate, other_draft, seen, today
from tests.makers_files import STADIUM_BAN, VICTIM_BAN, make_banned_content, make_banned_file, make_person_file

HEAD = 3


@pytest.fixture
def head_decides() -> Iterator[None]:
    """The region's own rows: on injunctions the county's head decides."""
    names = (CorrectionRuleName.DECIDER_BARRED_PLACE, CorrectionRuleName.DECIDER_CONTACT)
    rows = (replace(find_correction_rule(name, today(), NORTH), number=HEAD, division=NORTH) for name in names)
    token = RULES_IN_FORCE.set((*CORRECTION_RULES, *rows))
    yield
    RULES_IN_FORCE.reset(token)


def number(name: CorrectionRuleName) -> int:
    return find_correction_rule(name, today(), NORTH).number


async def test_rule_14_a_permit_for_frequent_trips_expires_by_itself(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    permit = await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.TRIPS, 1))
    await approve(cast.agnes, permit)
    stands = await seen(cast.olga, permit)
    assert stands.until_on == add_months(day(1), 6) - timedelta(days=1)
    assert stands.suspends_from is None
    last = stands.until_on
    expiring = ApplicationShow.EXPIRING
    assert (await list_applications(cast.olga.officer, expiring)).items == ()
    for days_before, is_shown in ((0, True), (number(CorrectionRuleName.FREQUENT_TRIPS_RENEWED), True), (-1, False)):
        at = day_start(last - timedelta(days=days_before))
        with moved_clock(lambda at=at: at):  # type: ignore[misc]
            assert bool((await list_applications(cast.olga.officer, expiring)).items) is is_shown
            running = await list_applications(cast.olga.officer, ApplicationShow.RUNNING)
            assert bool(running.items) is (days_before >= 0)


async def test_the_county_s_agency_decides_on_a_barred_place_and_court_and_prosecutor_are_told(cast: Cast) -> None:
    file_id = await make_banned_file(cast.olga.officer)
    asked = await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.BARRED_PLACE, 0, 2))
    assert ((await seen(cast.olga, asked)).waits_at, (await seen(cast.olga, asked)).decider) == (
        Decider.COUNTY,
        Decider.COUNTY,
    )
    opened = await open_application(cast.agnes.officer, asked, "supervision")
    assert opened.route is not None
    assert [rule.name for rule in opened.route.rules] == [CorrectionRuleName.DECIDER_BARRED_PLACE]
    with pytest.raises(NotPermitted):
        await approve(cast.hua, asked)
    await approve(cast.agnes, asked)
    opened = await open_application(cast.hua.officer, asked, "supervision")
    assert [notice.recipient for notice in opened.notices] == [Recipient.COURT, Recipient.PROSECUTOR]


@pytest.mark.usefixtures("head_decides")
@pytest.mark.parametrize("kind", [ApplicationKind.BARRED_PLACE, ApplicationKind.CONTACT])
async def test_where_a_region_s_row_says_so_the_head_or_an_acting_head_decides_with_the_second_factor(
    cast: Cast, kind: ApplicationKind
) -> None:
    file_id = await make_banned_file(cast.olga.officer)
    first = await make_application(cast.olga.officer, file_id, other_draft(kind, 0, 2))
    assert ((await seen(cast.olga, first)).waits_at, (await seen(cast.olga, first)).decider) == (
        Decider.COUNTY,
        Decider.HEAD,
    )
    await forward_application(cast.agnes.officer, first, 1, "建议批准。")
    anton = await make_officer("anton", "Anton Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    with pytest.raises(NotPermitted):
        await approve(anton, first)
    await make_mandate(cast, anton, days=3)
    await approve(anton, first)
    opened = await open_application(cast.hua.officer, first, "supervision")
    assert opened.steps[-1].document == "临司授〔2026〕1号"
    second = await make_application(cast.agnes.officer, file_id, other_draft(kind, 0, 2))
    with pytest.raises(SecondFactorRefused):
        await approve_application(cast.hua.officer, second, 1, Approval(code="000000"))
    after = day_start(day(4))
    with moved_clock(lambda: after), pytest.raises(NotPermitted):
        await approve(anton, second)


def test_each_level_names_its_decider_and_no_row_opens_a_decision_to_an_office_without_delegation() -> None:
    assert [decider_at(level) for level in range(1, 6)] == list(Decider)
    rows = [name for name in CorrectionRuleName if name.startswith("decider-")]
    for name in rows:
        rule = find_correction_rule(name, today(), NORTH)
        assert (rule.unit, decider_at(rule.number)) == (Unit.LEVEL, Decider.COUNTY)
        assert decider_at(OPENINGS[name].least) is Decider.COUNTY
    assert len(rows) == 4


async def test_a_class_that_was_decided_holds_from_its_day(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    change = await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.CLASS_CHANGE, 2))
    assert await class_on(file_id, day(2)) is SupervisionClass.ORDINARY
    await approve(cast.agnes, change)
    assert await class_on(file_id, day(1)) is SupervisionClass.ORDINARY
    assert await class_on(file_id, day(2)) is SupervisionClass.STRICT
    with pytest.raises(ApplicationStepRefused):
        await cancel_application(cast.agnes.officer, change, "误报。")


async def test_rule_18_a_longer_interval_between_examinations_is_decided_by_who_may_allow_it(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, category=Category.MEDICAL_PAROLE)
    usual = number(CorrectionRuleName.MEDICAL_EXAMINATION_EVERY)
    kind = ApplicationKind.MEDICAL_INTERVAL
    with pytest.raises(InputInvalid):
        await make_application(cast.olga.officer, file_id, other_draft(kind, months=usual))
    city = await make_application(cast.agnes.officer, file_id, other_draft(kind, months=6))
    assert (await seen(cast.olga, city)).waits_at is Decider.CITY
    await approve(cast.carl, city)
    assert await medical_interval_on(file_id, NORTH, today()) == 6
    assert await medical_interval_on(file_id, NORTH, day(-1)) == usual
    notices = (await open_application(cast.hua.officer, city, "supervision")).notices
    assert [notice.recipient for notice in notices] == [Recipient.PROSECUTOR]
    province = await make_application(cast.agnes.officer, file_id, other_draft(kind, months=9))
    assert (await seen(cast.olga, province)).decider is Decider.PROVINCE
    with pytest.raises(InputInvalid):
        await approve(cast.carl, province)
    await approve(cast.carl, province, "省局函〔2026〕12号。")
    assert await medical_interval_on(file_id, NORTH, today()) == 9


async def test_only_medical_parole_knows_examinations(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(CategoryHasNone):
        await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.MEDICAL_INTERVAL))


async def test_a_barred_place_opens_the_zones_that_the_approval_names_and_no_boundary(cast: Cast) -> None:
    file_id, zone = await make_banned_file(cast.olga.officer), cast.olga.id
    barred = await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.BARRED_PLACE, 1, 3))
    await approve(cast.agnes, barred, opened=(zone,))
    ((suspension,),) = (await load_suspensions_for_system([file_id])).values()
    assert (suspension.is_leave, suspension.opened_conditions) == (False, frozenset({zone}))
    await shorten_application(cast.agnes.officer, barred, day(1), "活动只办一天。")
    ((suspension,),) = (await load_suspensions_for_system([file_id])).values()
    assert suspension.until_at == day_start(day(2))


async def test_a_barred_place_names_the_injunction_from_which_it_would_be_an_exception(cast: Cast) -> None:
    kind = ApplicationKind.BARRED_PLACE
    unbanned, banned = await make_person_file(cast.olga.officer), await make_banned_file(cast.olga.officer)
    for file_id, text in ((unbanned, STADIUM_BAN.text), (banned, ""), (banned, VICTIM_BAN.text)):
        with pytest.raises(InputInvalid) as refused:
            await make_application(cast.olga.officer, file_id, other_draft(kind, 0, 2, injunction=text))
        assert refused.value.field == "injunction"
    asked = await make_application(cast.olga.officer, banned, other_draft(kind, 0, 2))
    opened = await open_application(cast.agnes.officer, asked, "supervision")
    assert opened.content.injunction == STADIUM_BAN.text


async def test_an_injunction_that_is_over_bars_nothing_and_a_meeting_needs_none(cast: Cast) -> None:
    judgment = make_banned_content().judgment
    over = msgspec.structs.replace(
        judgment, injunctions=(msgspec.structs.replace(STADIUM_BAN, until=day(3)), VICTIM_BAN)
    )
    file_id = await make_person_file(cast.olga.officer, judgment=over)
    with pytest.raises(InputInvalid) as refused:
        await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.BARRED_PLACE, 4, 2))
    assert refused.value.field == "injunction"
    await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.BARRED_PLACE, 3, 2))
    for text in ("", VICTIM_BAN.text):
        await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.CONTACT, 1, 1, injunction=text))
