"""The rules of searching for people as the API keeps them; docs/rules.md numbers them."""

from datetime import timedelta

from supervision.legal_time import now
from tests.api.conftest import Service
from tests.makers_files import make_person_file


async def test_rule_19_a_search_shows_whom_to_tell_and_is_not_given_up_before_they_were_told(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    lost = {"lost_since_at": (now() - timedelta(hours=5)).isoformat(), "reason": "未接电话。"}
    given_up = {"end": "handed-over", "note": "多方查找未果。"}
    async with service.client(olga) as client:
        opened = await client.post(f"/api/v1/supervisees/{file_id}/searches", json=lost)
        path = f"/api/v1/searches/{opened.json()['id']}"
        read = (await client.get(path, params={"purpose": "search"})).json()
        assert read["to_tell"] == ["told-police", "told-prosecutor"]
        for step in read["to_tell"]:
            refused = await client.post(f"{path}/ending", json=given_up)
            assert (refused.status_code, refused.json()["code"]) == (409, "search-refused")
            told = {"step": step, "happened_at": now().isoformat(), "note": "已函告。"}
            assert (await client.post(f"{path}/steps", json=told)).status_code == 204
        assert (await client.post(f"{path}/ending", json=given_up)).status_code == 204
