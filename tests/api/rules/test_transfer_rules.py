"""The rules of changes of place as the API keeps them; docs/rules.md numbers them."""

from datetime import timedelta

from supervision.corrections.transfers.steps import TransferState
from supervision.officers.holidays import legal_calendar
from tests.api.conftest import Service
from tests.makers_transfers import ask, bring, make_receiver, today

S = TransferState


async def test_rule_17_each_step_has_its_five_days_and_the_old_agency_owns_the_file_until_the_receipt(
    service: Service,
) -> None:
    cast = service.cast
    bela, transfer_id = await make_receiver(cast), await ask(cast)
    calendar = await legal_calendar()
    five_days, seven_days = (calendar.next_working_day(today() + timedelta(days=days)) for days in (5, 7))
    async with service.client(cast.agnes) as agnes, service.client(bela) as new:
        path = f"/api/v1/transfers/{transfer_id}"
        due = [(await agnes.get(path, params={"purpose": "supervision"})).json()["due_on"]]
        for step in (S.INQUIRED, S.AGREED, S.APPROVED, S.PAPERS_SENT, S.RECEIVED):
            await bring(cast.agnes, bela, transfer_id, step)
            opened = (await agnes.get(path, params={"purpose": "supervision"})).json()
            due.append(opened["due_on"])
            file = await new.get(f"/api/v1/supervisees/{opened['supervisee_id']}", params={"purpose": "supervision"})
            assert file.status_code == (200 if step is S.RECEIVED else 404)
    assert due == [str(five_days), str(five_days), None, str(five_days), str(five_days), str(seven_days)]
