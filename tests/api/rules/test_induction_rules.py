"""The rules of induction as the API keeps them; docs/rules.md numbers them."""

from tests.api.conftest import Service
from tests.makers_files import make_id_number, make_person_file

MAN = {"kind": "justice-office", "name": "何平", "is_woman": False}
WOMAN = {"kind": "village", "name": "周桂兰", "is_woman": True}


async def test_rule_28_a_woman_is_in_the_group_of_a_female_supervisee(service: Service) -> None:
    olga = service.cast.olga
    number = make_id_number()
    while int(number[16]) % 2:  # the last digit before the check character is even for women
        number = make_id_number()
    path = f"/api/v1/supervisees/{await make_person_file(olga.officer, document_number=number)}/group"
    async with service.client(olga) as client:
        refused = await client.put(path, json={"members": [MAN]})
        assert (refused.status_code, refused.json()["code"]) == (409, "group-refused")
        assert "第二十五条" in refused.json()["detail"]
        assert (await client.put(path, json={"members": [MAN, WOMAN]})).status_code == 204
