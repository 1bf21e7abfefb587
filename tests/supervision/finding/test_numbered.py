"""What a printed number leads to, and for whom it leads nowhere."""

import pytest

from supervision.corrections.file_state import EndCause
from supervision.corrections.papers.issuing import issue_paper
from supervision.finding.numbered import Numbered, NumberedKind, find_numbered
from supervision.forms.catalogue import FormName
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_applications import make_leave
from tests.makers_ends import make_end
from tests.makers_files import make_person_file
from tests.makers_limits import shut_out
from tests.makers_measures import make_decided
from tests.makers_orders import make_order_in_force


async def number_of(table: str) -> tuple[str, object]:
    """The number and the id of the one row."""
    (row,) = await fetch(f"SELECT id, number FROM {table}")  # noqa: S608 - a table's name
    return row["number"], row["id"]


async def test_the_number_of_an_application_leads_to_it_however_it_was_typed(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    application_id = await make_leave(cast.olga, file_id)
    number, _ = await number_of("application")
    assert number.startswith("SP-")
    for text in (number, number.lower(), f"  {number} ", number.replace("-", "－")):
        found = await find_numbered(cast.olga.officer, text)
        assert found == Numbered(NumberedKind.APPLICATION, application_id, file_id)


async def test_the_number_of_an_order_and_of_its_notice_lead_to_the_order(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    for table in ("positioning_order", "notice"):
        number, _ = await number_of(table)
        found = await find_numbered(cast.hua.officer, number)
        assert found is not None
        assert (found.kind, found.id) == (NumberedKind.ORDER, order.order_id)


async def test_an_admonition_goes_before_the_paper_that_bears_its_number(cast: Cast) -> None:
    measure_id = await make_decided(cast)
    number, _ = await number_of("measure")
    assert number.startswith("XJ-")
    found = await find_numbered(cast.agnes.officer, number)
    assert found is not None
    assert (found.kind, found.id) == (NumberedKind.MEASURE, measure_id)


async def test_a_paper_and_a_certificate_lead_to_their_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    paper_id = await issue_paper(cast.olga.officer, file_id, FormName.COMMITMENT, {})
    number, _ = await number_of("issued_paper")
    assert await find_numbered(cast.olga.officer, number) == Numbered(NumberedKind.PAPER, paper_id, file_id)
    await make_end(cast, file_id, EndCause.PARDON)
    number, certificate_id = await number_of("release_certificate")
    found = await find_numbered(cast.olga.officer, number)
    assert found == Numbered(NumberedKind.CERTIFICATE, certificate_id, file_id)  # type: ignore[arg-type]


async def test_out_of_reach_shut_out_or_in_the_minors_compartment_a_number_leads_nowhere(cast: Cast) -> None:
    await make_leave(cast.olga, await make_person_file(cast.olga.officer))
    number, _ = await number_of("application")
    for stranger in (cast.oscar.officer, cast.hugo.officer):
        assert await find_numbered(stranger, number) is None
    async with shut_out(cast.olga):
        assert await find_numbered(cast.olga.officer, number) is None
    assert await find_numbered(cast.olga.officer, number) is not None
    await fetch("UPDATE person_file SET is_minor = true")
    assert await find_numbered(cast.olga.officer, number) is None


@pytest.mark.parametrize("text", ["", "SP-149901-2026-9999", "SP-1499-2026-0001", "张三", "149901-2026-0001"])
async def test_what_is_no_such_number_finds_nothing(cast: Cast, text: str) -> None:
    await make_leave(cast.olga, await make_person_file(cast.olga.officer))
    assert await find_numbered(cast.olga.officer, text) is None


async def test_finding_by_a_number_is_recorded_on_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_leave(cast.olga, file_id)
    number, _ = await number_of("application")
    await find_numbered(cast.carl.officer, number)
    assert await acts_of(cast.carl.id) == [("person-file:search", "done")]
    (row,) = await fetch("SELECT subject_id FROM audit_entry WHERE actor_id = $1", str(cast.carl.id))
    assert row["subject_id"] == str(file_id)
