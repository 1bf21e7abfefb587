"""Files past their period and holds on files, by the pages as officers use them and by the API."""

from supervision.corrections.legal_holds import place_legal_hold
from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.cast import COUNTY
from tests.makers_destruction import YEARS, make_long_ended, make_long_over, proposed
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code

PAGE = "/console/file-destruction"


async def test_the_agency_proposes_and_the_head_approves_on_pages_and_the_certificate_is_printed(
    service: Service,
) -> None:
    agnes, hua = service.cast.agnes, service.cast.hua
    one, other = await make_long_ended(service.cast), await make_long_ended(service.cast)
    await place_legal_hold(agnes.officer, other, "国家赔偿申请")
    async with browser(service, agnes) as agency:
        page = await agency.get(PAGE)
        assert "已暂停销毁" in page
        assert f"{legal_day(now()).year - YEARS + 30}年" in page
        empty = await agency.post(PAGE, {})
        assert (empty.status_code, "请至少勾选一条。" in empty.text) == (400, True)
        await agency.post(PAGE, {"ids": str(other)})
        assert "暂不能销毁：已暂停销毁" in await agency.get(PAGE), "held, and said so"
        await agency.post(PAGE, {"ids": str(one)})
        assert "已提议销毁" in await agency.get(f"{PAGE}?show=proposed")
    async with browser(service, hua) as head:
        assert "待核准的矫正档案销毁" in await head.get("/console/")
        page = await head.get(f"{PAGE}?show=proposed")
        assert page.count('name="ids"') == 1
        (row,) = await proposals(service)
        confirming = await head.get(f"{PAGE}/approval?ids={row}")
        assert "张*" in confirming, "what was proposed, file by file"
        wrong = await head.post(f"{PAGE}/approval", {"ids": row, "code": "000000"})
        assert wrong.status_code == 401
        await head.post(f"{PAGE}/approval", {"ids": row, "code": unused_code(hua)})
        assert "证明已签发" in await head.get(f"{PAGE}?show=destroyed")
        certificate = await head.get(f"{PAGE}/{row}")
    assert f"XH-{COUNTY}-{legal_day(now()).year}-0001" in certificate
    assert "签名已核验" in certificate
    assert "Agnes Agency" in certificate


async def proposals(service: Service) -> list[str]:
    async with service.client(service.cast.hua) as client:
        return [one["id"] for one in (await client.get("/api/v1/file-destructions")).json()["items"]]


async def test_what_was_held_meanwhile_is_told_and_what_is_returned_says_why(service: Service) -> None:
    agnes, hua = service.cast.agnes, service.cast.hua
    file_id = await make_long_ended(service.cast)
    proposal_id = str(await proposed(agnes.officer, file_id))
    await place_legal_hold(agnes.officer, file_id, "国家赔偿申请")
    async with browser(service, hua) as head:
        await head.post(f"{PAGE}/approval", {"ids": proposal_id, "code": unused_code(hua)})
        page = await head.get(f"{PAGE}?show=proposed")
        assert "部分没有销毁" in page
        assert "已暂停销毁" in page
        without = await head.post(f"{PAGE}/{proposal_id}/return", {"reason": " "})
        assert without.status_code == 400
        await head.post(f"{PAGE}/{proposal_id}/return", {"reason": "赔偿申请未结"})
        assert "赔偿申请未结" in await head.get(f"{PAGE}?show=returned")


async def test_the_api_does_the_same_for_files_of_after_care(service: Service) -> None:
    path, file_id = "/api/v1/aftercare-destructions", str(await make_long_over(service.cast))
    async with service.client(service.cast.agnes) as agency:
        (due,) = (await agency.get(f"{path}/due")).json()["items"]
        assert (due["id"], due["label"], due["obstacles"]) == (file_id, "程*", [])
        (proposal_id,) = (await agency.post(path, json={"ids": [file_id]})).json()["ids"]
        again = await agency.post(path, json={"ids": [file_id]})
        assert (again.status_code, again.json()["code"]) == (409, "destruction-waits")
    async with service.client(service.cast.hua) as head:
        done = await head.post(f"{path}/approval", json={"ids": [proposal_id], "code": unused_code(service.cast.hua)})
        (outcome,) = done.json()["items"]
        assert outcome["certificate_id"]
        certificate = (await head.get(f"{path}/{proposal_id}/certificate")).json()
    assert certificate["proposal"]["certificate_id"] == outcome["certificate_id"]
    assert '"subject_kind":"aftercare"' in certificate["certificate_json"]


async def test_a_hold_is_placed_shown_in_the_head_listed_and_lifted_on_pages(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    path, today = f"/console/supervisees/{file_id}", legal_day(now())
    async with browser(service, service.cast.agnes) as agency:
        assert "没有暂停销毁" in await agency.get(path, tab="holds", purpose="complaint")
        said = {"organ": "市信访局", "document_number": "信复〔2026〕7号", "purpose": "complaint"}
        wrong = await agency.post(f"{path}/legal-holds", {**said, "reason": "信访复查未结", "review_on": str(today)})
        assert (wrong.status_code, "复核日期须晚于今天" in wrong.text) == (400, True)
        assert "信复〔2026〕7号" in wrong.text, "what was typed is kept"
        await agency.post(f"{path}/legal-holds", {**said, "reason": "信访复查未结"})
        assert "已暂停销毁" in await agency.get(path, purpose="complaint"), "in the head of every tab"
        tab = await agency.get(path, tab="holds", purpose="complaint")
        assert all(text in tab for text in ("信访复查未结", "市信访局", "信复〔2026〕7号"))
        page = await agency.get("/console/legal-holds")
        assert str(file_id) in page
        assert "信访复查" not in page, "why is told on the file, for a purpose"
    (row,) = await fetch("SELECT id FROM legal_hold")
    lifting = f"/console/legal-holds/{row['id']}/lifting"
    async with browser(service, service.cast.olga) as office:
        tab = await office.get(path, tab="holds", purpose="complaint")
        assert "请向县级机构询问" in tab
        assert [word for word in ("信访复查未结", "市信访局", "信复〔2026〕7号", "lifting") if word in tab] == []
        assert (await office.post(lifting, {"reason": "x"})).status_code == 403
    async with browser(service, service.cast.hua) as head:
        empty = await head.post(lifting, {"reason": " "})
        assert (empty.status_code, "解除的理由" in empty.text) == (400, True)
        await head.post(lifting, {"reason": "复查意见已送达"})
        assert "复查意见已送达" in await head.get(path, tab="holds", purpose="complaint")
        await head.post(lifting, {"reason": "再次解除"})
        assert "已经解除" in await head.get(path, tab="holds", purpose="complaint")
        assert str(file_id) not in await head.get("/console/legal-holds")
        assert str(file_id) in await head.get("/console/legal-holds", show="lifted")
