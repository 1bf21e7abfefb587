"""A division's own services: entered, confirmed, offered there and nowhere else, revoked, and still called by name."""

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.errors import InputInvalid
from supervision.legal_rules import Unit
from supervision.local_rules.acting import LocalRuleStands, revoke_local_rule
from supervision.local_rules.book import LocalRow, checked_row
from supervision.local_rules.rows import load_local_rule, put_in_force
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.residence.services.catalogue import (
    SERVICES,
    Service,
    answer_period,
    find_service,
    service_name,
    services_of,
)
from supervision.residence.services.local import code_of_row, read_entry
from supervision.residence.services.words import ServiceCondition
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_rules import BUS_CARD, SOURCE, confirm, make_service_row, make_standing_row, propose

TODAY = date(2026, 11, 23)
HERE, ELSEWHERE = "149901001003", "149902001001"
CODES = {row.code for row in SERVICES}


async def offered(division: str = HERE) -> dict[str, Service]:
    await put_in_force(RESIDENCE_BOOK)
    return {service.code: service for service in services_of(TODAY, division)}


async def test_a_service_of_a_county_is_offered_there_from_the_confirmation_to_the_revocation(cast: Cast) -> None:
    row = make_service_row()
    rule_id = await propose(cast.rosa, row)
    code = code_of_row(row.name)
    assert code not in await offered()
    await confirm(cast.rita, rule_id)
    bus_card = (await offered())[code]
    assert (bus_card.name, bus_card.needs, bus_card.source) == ("老年乘车卡", "近期照片一张", SOURCE)
    assert code not in await offered(ELSEWHERE)
    period = answer_period(bus_card, TODAY, HERE)
    assert period is not None
    assert (period.number, period.unit, period.source) == (5, Unit.WORKING_DAYS, SOURCE)
    await revoke_local_rule(cast.rosa.officer, rule_id)
    assert code not in await offered()
    assert find_service(code, TODAY, HERE).name == service_name(code) == "老年乘车卡"


async def test_a_county_s_row_of_a_national_service_goes_before_there_and_gives_way_when_it_is_revoked(
    cast: Cast,
) -> None:
    said = msgspec.structs.replace(BUS_CARD, name="换领身份证", condition=ServiceCondition.ANYBODY)
    rule_id = await make_standing_row(cast.rosa, cast.rita, make_service_row("id-card", said))
    assert (await offered())["id-card"].condition is ServiceCondition.ANYBODY
    assert (await offered(ELSEWHERE))["id-card"].condition is ServiceCondition.STAY
    assert service_name("id-card") == "换领、补领居民身份证"
    await revoke_local_rule(cast.rosa.officer, rule_id)
    assert (await offered())["id-card"].condition is ServiceCondition.STAY


async def test_one_row_a_service_place_and_first_day_stands_and_none_is_overwritten(cast: Cast) -> None:
    first = await make_standing_row(cast.rosa, cast.rita, make_service_row("id-card"))
    with pytest.raises(LocalRuleStands):
        await confirm(cast.rita, await propose(cast.rosa, make_service_row("id-card")))
    await make_standing_row(cast.rosa, cast.rita, make_service_row("driving-licence"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("UPDATE local_rule SET entry = '{}' WHERE id = $1", first)
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch("INSERT INTO local_rule SELECT (jsonb_populate_record(l, '{\"number\": 3, \"unit\": \"days\"}')).* "
                    "FROM local_rule AS l LIMIT 1")  # fmt: skip
    entry = await load_local_rule(cast.petra.officer, first)
    assert read_entry(entry.row.entry or "") == BUS_CARD


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (make_service_row("free-lunch"), "service"),
        (make_service_row("local-XYZ"), "service"),
        (make_service_row(division=""), "division"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, name=" ")), "service_name"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, name_english="")), "name_english"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, needs="纸" * 201)), "needs"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, days=0)), "days"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, unit=Unit.MONTHS)), "days"),
        (make_service_row(said=msgspec.structs.replace(BUS_CARD, unit=None)), "days"),
        (make_service_row(source=""), "source"),
        (make_service_row(valid_until=date(2025, 1, 1)), "valid_until"),
        (replace(make_service_row(), number=3, unit=Unit.DAYS), "name"),
        (replace(make_service_row(), entry=None), "name"),
    ],
)
def test_what_a_row_of_a_service_may_not_say_is_refused_beside_its_field(row: LocalRow, field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        checked_row(RESIDENCE_BOOK, row)
    assert refusal.value.field == field


def test_the_other_register_has_no_services() -> None:
    with pytest.raises(InputInvalid):
        checked_row(CORRECTION_BOOK, make_service_row())


@given(
    st.lists(
        st.builds(
            make_service_row,
            st.sampled_from([*sorted(CODES), "local-00000001", "local-00000002"]),
            division=st.sampled_from(["14", "1499", "149901", "149902"]),
            valid_from=st.dates(date(2020, 1, 1), date(2027, 1, 1)),
        )
    ),
    st.sampled_from([HERE, ELSEWHERE]),
)
def test_of_each_service_the_most_local_row_is_offered_and_only_where_it_holds(
    rows: list[LocalRow], division: str
) -> None:
    RESIDENCE_BOOK.put_in_force(rows)
    for service in services_of(TODAY, division):
        rivals: list[Any] = [
            row
            for row in rows
            if code_of_row(row.name) == service.code and division.startswith(row.division) and row.valid_from <= TODAY
        ]
        assert all(len(row.division) <= len(service.division) for row in rivals)
        assert division.startswith(service.division)
        assert service.code in CODES or rivals
