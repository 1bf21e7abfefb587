"""What goes out under a view, and what is remembered for how long; nothing goes out after the last day."""

from datetime import timedelta

import pytest

from supervision.audit import Act
from supervision.audit.chain import verify_chain
from supervision.audit.expiry import drop_expired
from supervision.errors import InputInvalid, NotFound, SignInRefused
from supervision.legal_rules import Confidence
from supervision.legal_time import add_months, day_end, legal_day, moved_clock, now
from supervision.residence.addresses.dwellings import change_dwelling
from supervision.residence.addresses.words import OfficeInCharge
from supervision.residence.households.readings import readings_of_resident
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import StayEnd
from supervision.residence.own_page.readings import own_readings
from supervision.residence.rules import FIELD_LISTS, FIELD_LISTS_IN_FORCE, FIELDS_OF_EVERY_LIST, FieldList, PersonField
from supervision.residence.sharing import providing
from supervision.residence.sharing.due_rows import count_due
from supervision.residence.sharing.providing import NothingDue, ProvisionTooLarge
from supervision.residence.sharing.provision_rows import list_provisions, load_provision
from supervision.residence.sharing.retiring import EXPIRING_PROVISIONS, EXPIRING_VIEWS
from supervision.residence.sharing.terms import NothingGiven
from supervision.residence.sharing.view_rows import load_view
from supervision.residence.sharing.views import approve_view, end_view, propose_view
from supervision.residence.sharing.words import Scope, SharedKind
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.wording import Wording
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_own_page import make_personal_code, sign_in_with
from tests.makers_residence import FACTS, Building, id_number, make_household, make_new, make_person
from tests.makers_sharing import give, make_hazard, make_lease, make_proposed, make_view, view_draft


def said(titles: tuple[Wording, ...]) -> list[str]:
    return list(map(str, titles))


async def test_premises_go_out_with_the_fields_of_the_view_and_no_person(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_household(petra, building.dwellings["101"])
    made = await give(petra, await make_view(cast, SharedKind.PREMISES))
    assert said(made.titles) == ["标准地址", "出租用途", "居室数"]
    assert made.rows == (("幸福路3号楼101", "住房", 3), ("幸福路3号楼201", "住房", 3))
    assert made.number.startswith("GX-149901-")
    provision, _ = await load_provision(petra, Act.SHARING_LIST, made.id)
    assert (provision.rows, provision.answered, provision.fields, provision.made_by_name) == (
        2,
        0,
        made.view.fields,
        "Petra Police",
    )
    (entry,) = await fetch("SELECT subject_kind, purpose FROM audit_entry WHERE act = 'provision:make'")
    assert (entry["subject_kind"], entry["purpose"]) == ("provision", "sharing")


async def test_only_open_hazards_that_were_referred_to_the_department_go_out(cast: Cast, building: Building) -> None:
    petra, home = cast.petra.officer, building.dwellings["101"]
    await make_hazard(petra, home)
    await make_hazard(petra, home, OfficeInCharge.HEALTH)
    view_id = await make_view(cast)
    assert await count_due(await load_view(petra, Act.SHARING_LIST, view_id)) == 1
    made = await give(petra, view_id)
    ((number, item, address, kind, _due),) = made.rows
    assert (number, address, kind) == (made.number, "幸福路3号楼101", "火灾")
    assert said(made.titles)[:2] == ["提供编号", "条目编号"]
    assert said(made.titles)[-3:] == ["答复", "答复日期", "说明或备案编号"]
    assert isinstance(item, str)
    other = await give(petra, view_id)
    assert other.rows[0][1] != item  # a reference means nothing in another provision


async def test_leases_go_out_without_landlord_and_tenants(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    await make_lease(petra, building.dwellings["101"], resident)
    made = await give(petra, await make_view(cast, SharedKind.FILINGS))
    assert said(made.titles)[2:5] == ["租赁编号", "标准地址", "租期止"]
    for name in ("吴桂英", "周晓岚", "13911112222"):
        assert name not in str(made.rows)


async def test_persons_go_out_while_their_stay_is_current_and_each_can_be_told(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    staying, leaving = make_new(), make_new(make_person("韩立", id_number(order=13)))
    _, (stays, leaves) = await make_household(petra, building.dwellings["101"], staying, leaving)
    await end_stay(petra, leaves, legal_day(now()), StayEnd.LEFT_AREA)
    made = await give(petra, await make_view(cast, SharedKind.PERSONS), code=unused_code(cast.petra))
    assert said(made.titles) == ["姓名", "证件类型", "证件号码", "居住地址"]
    assert made.rows == (("周晓岚", "居民身份证", id_number(), "幸福路3号楼101"),)
    assert "周晓岚" not in str(await fetch("SELECT p::text AS text FROM provision p"))
    read = [
        one for one in (await readings_of_resident(petra, stays, "inspection")).items if one.act == "provision:make"
    ]
    assert [(one.purpose, one.provided_to) for one in read] == [("sharing", "临溪县消防救援大队")]
    assert "provision:make" not in {one.act for one in (await readings_of_resident(petra, leaves, "visit")).items}
    session = await sign_in_with(await make_personal_code(petra, stays), id_number())
    own = [one for one in (await own_readings(session)).items if one.act == "provision:make"]
    assert [one.provided_to for one in own] == ["临溪县消防救援大队"]
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_persons_go_out_only_with_the_second_factor_each_time(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_household(petra, building.dwellings["101"])
    view_id, code = await make_view(cast, SharedKind.PERSONS), unused_code(cast.petra)
    for wrong in ("", "000000"):
        with pytest.raises(SignInRefused):
            await give(petra, view_id, code=wrong)
    await give(petra, view_id, code=code)
    with pytest.raises(SignInRefused):
        await give(petra, view_id, code=code)
    assert len(await fetch("SELECT FROM provision")) == 1


async def test_of_nobody_is_given_what_the_law_where_they_live_does_not_list(cast: Cast, building: Building) -> None:
    """A view is of a place in which a smaller one may have a shorter list."""
    petra, second = cast.petra.officer, await make_second(cast)
    await make_household(petra, building.dwellings["101"])
    draft = view_draft(SharedKind.PERSONS, fields=(PersonField.NAME, PersonField.PHONE))
    view_id = await propose_view(petra, draft)
    await approve_view(second.officer, view_id, unused_code(second))
    (row,) = (await give(petra, view_id, code=unused_code(cast.petra))).rows
    shorter = FieldList(
        FIELDS_OF_EVERY_LIST, Wording("村规", "rules"), Confidence.LOCAL, legal_day(now()), None, NORTH_VILLAGE
    )
    token = FIELD_LISTS_IN_FORCE.set((*FIELD_LISTS, shorter))
    try:
        ((name, phone),) = (await give(petra, view_id, code=unused_code(cast.petra))).rows
    finally:
        FIELD_LISTS_IN_FORCE.reset(token)
    assert row[1]
    assert (name, phone) == (row[0], None)


async def test_what_changed_goes_out_again_and_what_did_not_does_not(cast: Cast, building: Building) -> None:
    petra, view_id = cast.petra.officer, await make_view(cast, SharedKind.PREMISES)
    await give(petra, view_id)
    with pytest.raises(NothingDue):
        await give(petra, view_id, Scope.CHANGED)
    facts = FACTS.__class__(FACTS.building_use, FACTS.ownership, FACTS.letting_use, area_m2=90.0, rooms=3)
    await change_dwelling(petra, building.dwellings["101"], 1, facts)  # the view has no area
    with pytest.raises(NothingDue):
        await give(petra, view_id, Scope.CHANGED)
    facts = FACTS.__class__(FACTS.building_use, FACTS.ownership, FACTS.letting_use, area_m2=90.0, rooms=4)
    await change_dwelling(petra, building.dwellings["101"], 2, facts)
    assert (await give(petra, view_id, Scope.CHANGED)).rows == (("幸福路3号楼101", "住房", 4),)
    with pytest.raises(NothingDue):
        await give(petra, view_id, Scope.CHANGED)
    assert len((await give(petra, view_id)).rows) == 2


async def test_nothing_goes_out_before_approval_after_the_last_day_or_once_ended(
    cast: Cast, building: Building
) -> None:
    petra, second = cast.petra.officer, await make_second(cast)
    await make_hazard(petra, building.dwellings["101"])
    proposed = await make_proposed(cast)
    with pytest.raises(NothingGiven):
        await give(petra, proposed)
    view_id = await make_view(cast, second=second, days=10)
    over = day_end(legal_day(now()) + timedelta(days=10))
    with moved_clock(lambda: over - timedelta(seconds=1)):
        await give(petra, view_id)
    with moved_clock(lambda: over), pytest.raises(NothingGiven):
        await give(petra, view_id)
    await end_view(petra, view_id)
    with pytest.raises(NothingGiven):
        await give(petra, view_id)
    assert len(await fetch("SELECT FROM provision")) == 1


async def test_another_place_s_officer_neither_gives_nor_sees_it(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_hazard(petra, building.dwellings["101"])
    view_id = await make_view(cast)
    for stranger in (cast.pavel, cast.olga):
        with pytest.raises(NotFound):
            await give(stranger.officer, view_id)
    made = await give(petra, view_id)
    with pytest.raises(NotFound):
        await load_provision(cast.pavel.officer, Act.SHARING_LIST, made.id)


async def test_the_record_of_a_provision_is_kept_for_three_years_and_the_view_as_long_after_its_end(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    await make_hazard(petra, building.dwellings["101"])
    view_id = await make_view(cast, days=10)
    await give(petra, view_id)
    made_on = legal_day(now())
    for expiring, last_day in (
        (EXPIRING_PROVISIONS, add_months(made_on, 36)),
        (EXPIRING_VIEWS, add_months(made_on + timedelta(days=11), 36)),
    ):
        before, over = day_end(last_day) - timedelta(seconds=1), day_end(last_day)
        assert await drop_expired(expiring, before, Register.RESIDENCE) == 0
        assert await drop_expired(expiring, over, Register.RESIDENCE) == 1


async def test_a_view_stays_while_a_provision_under_it_is_kept(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_hazard(petra, building.dwellings["101"])
    view_id = await make_view(cast)
    made = await give(petra, view_id)
    await end_view(petra, view_id)
    await fetch("UPDATE provision SET made_at = made_at + interval '1 year' WHERE id = $1", made.id)
    assert await drop_expired(EXPIRING_VIEWS, now() + timedelta(days=3 * 366 + 5), Register.RESIDENCE) == 0


async def test_provisions_are_listed_newest_first(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_hazard(petra, building.dwellings["101"])
    view_id = await make_view(cast)
    numbers = [(await give(petra, view_id)).number for _ in range(3)]
    view = await load_view(petra, Act.SHARING_LIST, view_id)
    assert [one.number for one in (await list_provisions(view)).items] == numbers[::-1]
    assert view.provisions == 3


async def test_what_the_region_no_longer_lists_is_no_longer_given(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_household(petra, building.dwellings["101"])
    view_id = await make_view(cast, SharedKind.PERSONS)
    await fetch("UPDATE sharing_view SET fields = fields || 'workplace'::varchar")  # as if it had been listed before
    with pytest.raises(InputInvalid, match="没有列出"):
        await give(petra, view_id, code=unused_code(cast.petra))
    assert await fetch("SELECT FROM provision") == []


@pytest.mark.usefixtures("building")
async def test_more_than_goes_out_at_once_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    view_id = await make_view(cast, SharedKind.PREMISES)
    monkeypatch.setattr(providing, "MOST_ROWS", 1)
    for scope in Scope:
        with pytest.raises(ProvisionTooLarge):
            await give(cast.petra.officer, view_id, scope)
