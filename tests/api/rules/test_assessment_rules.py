"""The rule of assessments before the sentence, through the API."""

from datetime import timedelta

from supervision.officers.holidays import legal_calendar
from tests.api.conftest import Service
from tests.makers_assessments import make_received, today

V1 = "/api/v1/assessments"


async def test_rule_52_an_organ_is_answered_in_ten_working_days_or_five_and_extends_it_alone(service: Service) -> None:
    calendar, received_on = await legal_calendar(), today() - timedelta(days=40)
    async with service.client(service.cast.agnes) as agnes:
        for is_fast, number in ((False, 10), (True, 5)):
            assessment_id = await make_received(service.cast, on=received_on, is_fast=is_fast)
            one = (await agnes.get(f"{V1}/{assessment_id}", params={"purpose": "assessing"})).json()
            days = [received_on + timedelta(days=ahead) for ahead in range(1, 32)]
            assert one["due_on"] == str([day for day in days if calendar.is_working_day(day)][number - 1])
            refused = await agnes.post(f"{V1}/{assessment_id}/extension", json={"until": str(today()), "consent": " "})
            assert refused.status_code == 400
        overdue = (await agnes.get(V1, params={"show": "overdue"})).json()["items"]
        assert len(overdue) == 2
