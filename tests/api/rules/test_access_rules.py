"""Purposes, files of minors and sealed records as the API keeps them; docs/rules.md numbers the rules."""

from datetime import date, timedelta
from uuid import UUID

import httpx

from supervision.audit import Act
from supervision.corrections.file_state import EndCause
from supervision.corrections.store import load_files
from supervision.legal_time import legal_day, moved_clock, now
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.limit_scenes import ANSWER, QUERY
from tests.api.makers import make_wearer
from tests.cast import NORTH
from tests.makers import Member, acts_of
from tests.makers_ends import make_end
from tests.makers_files import make_id_number, make_person_file
from tests.makers_limits import granted_for_minors, make_minors_file

FILES = "/api/v1/supervisees"
OPEN = {"purpose": "supervision"}


async def get(service: Service, member: Member, path: str, params: dict[str, str] | None = None) -> httpx.Response:
    async with service.client(member) as client:
        return await client.get(f"{FILES}{path}", params=params or OPEN)


async def test_rule_08_positions_open_for_correction_work_alone_and_another_purpose_is_recorded(
    service: Service,
) -> None:
    wearer = await make_wearer(service.cast.olga, service.cast.north_office, NORTH)
    for purpose in ({"purpose": "credit-rating"}, {"purpose": ""}):
        answer = await get(service, service.cast.olga, f"/{wearer.file_id}/track", purpose)
        assert answer.status_code == 400, answer.text
        assert "supervision" in answer.text, "the purposes that are allowed are named"
    assert ("track:open", "refused") in await acts_of(service.cast.olga.id)
    assert (await get(service, service.cast.olga, f"/{wearer.file_id}/track")).status_code == 200


async def test_rule_27_files_of_minors_are_open_to_a_grant_of_their_own_and_stay_so_after_eighteen(
    service: Service,
) -> None:
    cast = service.cast
    file_id = await make_minors_file(cast)
    assert await _sees(service, cast.agnes, file_id) == (404, False)
    later = now() + timedelta(days=4 * 366)
    with moved_clock(lambda: later):
        assert file_id in await load_files(cast.hua.officer, Act.PERSON_FILE_OPEN, [file_id])
        assert file_id not in await load_files(cast.agnes.officer, Act.PERSON_FILE_OPEN, [file_id])
    await granted_for_minors(cast, cast.agnes)
    assert await _sees(service, cast.agnes, file_id) == (200, True)


async def test_rule_27_whoever_was_a_minor_at_the_offence_is_kept_apart_of_whatever_age_at_the_decision(
    service: Service,
) -> None:
    cast, year = service.cast, legal_day(now()).year
    file_id = await make_person_file(cast.agnes.officer, document_number=make_id_number(date(year - 20, 1, 2)))
    assert await _sees(service, cast.agnes, file_id) == (200, True)
    seen = (await get(service, cast.agnes, f"/{file_id}")).json()
    kept = ("office_id", "category", "identity", "telephones", "home", "judgment", "term_starts_on", "revision")
    body = {name: seen[name] for name in kept}
    body["judgment"]["offended_on"] = str(date(year - 3, 6, 1))
    async with service.client(cast.agnes) as client:
        changed = await client.put(f"{FILES}/{file_id}", json=body)
    assert changed.status_code == 200, changed.text
    assert await _sees(service, cast.agnes, file_id) == (404, False)
    await granted_for_minors(cast, cast.agnes)
    assert await _sees(service, cast.agnes, file_id) == (200, True)


async def test_rule_32_the_record_of_a_minors_crime_is_sealed_to_all_but_a_legal_query(service: Service) -> None:
    cast = service.cast
    file_id = await make_minors_file(cast)
    await make_end(cast, file_id, EndCause.DEATH, by=await granted_for_minors(cast, cast.agnes))
    assert (await get(service, cast.hua, f"/{file_id}")).status_code == 200, "what follows the end is still done"
    await fetch("UPDATE person_file SET ended_at = ended_at - interval '31 days'")
    sealed = await get(service, cast.hua, f"/{file_id}")
    assert (sealed.status_code, sealed.json()["code"]) == (409, "record-sealed")
    async with service.client(cast.hua) as client:
        recorded = await client.post(f"{FILES}/{file_id}/legal-queries", json=QUERY)
        assert recorded.status_code == 201, recorded.text
        answered = await client.post(f"/api/v1/legal-queries/{recorded.json()['id']}/answer", json=ANSWER)
        assert answered.status_code == 204
    assert (await get(service, cast.hua, f"/{file_id}")).status_code == 200
    assert (await get(service, cast.agnes, f"/{file_id}")).status_code == 409, "the query is whose it was"


async def _sees(service: Service, member: Member, file_id: UUID) -> tuple[int, bool]:
    """How the file answers to a member, and whether their list has it."""
    listed = await get(service, member, "")
    return (await get(service, member, f"/{file_id}")).status_code, str(file_id) in listed.text
