"""Papers that acts put out, on the pages of their acts, in the tab of papers and by the API."""

import io
from datetime import timedelta
from uuid import UUID

from docx import Document

from api.console.page_moments import moment_value
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.papers.keeping import list_papers, void_paper
from supervision.corrections.reporting import report_in
from supervision.corrections.searching.acting import open_search, take_search_step
from supervision.corrections.searching.words import SearchStep
from supervision.corrections.transfers.steps import TransferState
from supervision.documents import DocumentType
from supervision.legal_time import now
from tests.api.conftest import Service
from tests.api.console.browsing import browser, links_of, shown
from tests.api.scenes import PURPOSE
from tests.makers import acts_of
from tests.makers_files import make_attachment, make_content, make_person_file
from tests.makers_orders import unused_code
from tests.makers_transfers import ask, bring, make_receiver, today

V1 = "/api/v1"
S = TransferState


async def test_a_declaration_is_issued_ahead_of_its_step_and_stands_beside_it(service: Service) -> None:
    olga = service.cast.olga.officer
    file_id = await create_person_file(olga, service.cast.north_office, make_content(), LifeStep.RECEIVE)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    path = f"/console/supervisees/{file_id}"
    async with browser(service, service.cast.olga) as page:
        life = await page.get(path, tab="life", purpose="supervision")
        assert "还缺：矫正小组成员" in shown(life).replace(" ", "")
        assert len(links_of(life, r'/console/papers/[^"]+')) == 1
        (to_fill,) = links_of(life, r'/console/supervisees/[^"]+/papers/form[^"]+')
        assert "禁止令" in await page.get(to_fill)
        fields = {"form": "declaration", "bans": "无", "group_members": "何平、吴满仓", "purpose": "supervision"}
        tab = await page.done(f"{path}/papers", fields)
        assert "社区矫正宣告书" in tab
        again = await page.refused(f"{path}/papers", 409, fields)
        assert "内容有误的，先作废再签发" in again
        assert "何平、吴满仓" in again
        declared = {"happened_at": now().strftime("%Y-%m-%dT%H:%M"), "present": "何平", "purpose": "supervision"}
        await page.post(f"{path}/declaration", declared)
        life = await page.get(path, tab="life", purpose="supervision")
        assert "尚未签发" not in life
        assert len(links_of(life, r'/console/papers/[^"]+')) == 2


async def test_an_appraisal_is_written_in_the_tab_of_the_release_and_issued_from_it(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    path = f"/console/supervisees/{file_id}"
    day = today().isoformat()
    async with browser(service, service.cast.olga) as page:
        tab = await page.get(path, tab="release", purpose="supervision")
        assert "矫正期间没有奖惩记录。" in tab
        wrong = {"kind": "appraisal", "done_on": day, "conduct": "按时报告。"}
        refused = await page.refused(f"{path}/release/tasks", 400, wrong)
        assert "按时报告。" in refused
        await page.done(f"{path}/release/tasks", {"kind": "summary", "done_on": day, "note": "我认罪悔罪。"})
        tab = await page.done(f"{path}/release/tasks", wrong | {"opinion": "同意按期解除。"})
        assert "同意按期解除。" in tab
        (fetched,) = links_of(tab, r'/console/papers/[^"]+')
        said = "".join(
            cell.text
            for table in Document(io.BytesIO((await page.client.get(fetched)).content)).tables
            for cell in table._cells  # noqa: SLF001 - all cells at once
        )
        for wanted in ("我认罪悔罪。", "按时报告。", "同意按期解除。"):
            assert wanted in said
        papers = await page.get(path, tab="papers", purpose="supervision")
        assert f'href="{path}?tab=release&amp;purpose=supervision">解矫准备</a>' in papers


async def test_the_api_takes_an_appraisal_and_a_termination_and_shows_their_papers(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    document = await make_attachment(olga.officer, file_id)
    below = f"{V1}/supervisees/{file_id}"
    async with service.client(olga) as client:
        task: dict[str, object] = {"kind": "summary", "done_on": today().isoformat(), "document_id": str(document)}
        assert (await client.post(f"{below}/release/tasks", json=task)).status_code == 204
        task = {"kind": "appraisal", "done_on": today().isoformat(), "appraisal": {"opinion": "遵守规定。"}}
        assert (await client.post(f"{below}/release/tasks", json=task)).status_code == 204
    agnes = service.cast.agnes
    async with service.client(agnes) as client:
        ending = {"cause": "revocation", "note": "见裁定书。", "paper_id": str(document), "code": unused_code(agnes)}
        assert (await client.post(f"{below}/ending", json=ending)).status_code < 300
        papers = (await client.get(f"{below}/papers", params=PURPOSE)).json()["items"]
        assert [(one["form"], one["act_kind"]) for one in papers] == [
            ("termination-notice", "file-step"),
            ("appraisal", "release-task"),
        ]
        assert papers[1]["fields"]["own_summary"] == "见本人书面总结。"
        release = (await client.get(f"{below}/release", params=PURPOSE)).json()
        assert release["tasks"][-1]["appraisal"] == {"opinion": "遵守规定。", "conduct": "", "education": ""}


async def test_both_counties_fetch_inquiry_and_reply_from_the_page_of_the_change(service: Service) -> None:
    cast = service.cast
    bela, file_id = await make_receiver(cast), await make_person_file(cast.olga.officer)
    transfer = await ask(cast, file_id)
    await bring(cast.agnes, bela, transfer, S.INQUIRED)
    path = f"/console/transfers/{transfer}"
    async with browser(service, bela) as page:
        fields = {"step": "agreed", "happened_on": today().isoformat(), "note": "住处属实。", "purpose": "supervision"}
        answered = await page.done(f"{path}/answer", fields)
        letters = links_of(answered, rf'{path}/papers/[^"]+')
        assert len(letters) == 2
        assert "补签复函" not in answered
        for letter in letters:
            assert (await page.client.get(letter)).content.startswith(b"PK")
        assert await page.status_of(f"/console/papers/{letters[0].rpartition('/')[2]}") == 404
    assert ("transfer:open", "done") in await acts_of(bela.id)
    reply = (await list_papers(cast.agnes.officer, file_id, "supervision")).items[0]
    await void_paper(cast.agnes.officer, reply.paper_id, "印刷有误。")
    async with browser(service, cast.agnes) as page:
        assert "补签复函" not in await page.get(path, purpose="supervision")
        tab = await page.get(f"/console/supervisees/{file_id}", tab="papers", purpose="supervision")
        assert f'href="{path}?purpose=supervision">执行地变更</a>' in tab
        by_hand = f"/console/supervisees/{file_id}/papers/form?form=transfer-reply"
        assert await page.status_of(by_hand) == 409
    async with browser(service, bela) as page:
        assert "补签复函" in await page.get(path, purpose="supervision")
        assert "复函已签发并编号" in await page.done(f"{path}/reply", {"purpose": "supervision"})
        assert "已由Bela Beyond签发" in await page.refused(f"{path}/reply", 409, {"purpose": "supervision"})
    async with service.client(bela) as client:
        papers = (await client.get(f"{V1}/transfers/{transfer}", params=PURPOSE)).json()["papers"]
        assert [one["form"] for one in papers] == ["transfer-reply", "transfer-reply", "transfer-inquiry"]
        printed = await client.get(f"{V1}/transfers/{transfer}/papers/{papers[0]['id']}", params=PURPOSE)
        assert printed.content.startswith(b"PK")


async def test_what_told_police_and_procuratorate_is_fetched_from_the_search_and_stands_in_the_tab(
    service: Service,
) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer, name="慕容青")
    search_id = await open_search(olga.officer, file_id, now() - timedelta(days=1), "两日未接电话。")
    path = f"/console/searches/{search_id}"
    step = {"happened_at": moment_value(now()), "note": "城关派出所。", "purpose": "search"}
    async with browser(service, olga) as page:
        assert links_of(await page.get(path, purpose="search"), r'/console/papers/[^"]+') == []
        await page.done(f"{path}/steps", step | {"step": "call"})
        told = await page.done(f"{path}/steps", step | {"step": "told-police"})
        assert "协助查找社区矫正对象通知书" in told
        (fetched,) = links_of(told, r'/console/papers/[^"]+')
        document = Document(io.BytesIO((await page.client.get(fetched)).content))
        text = "".join(paragraph.text for paragraph in document.paragraphs)
        assert "慕容青" in text
        assert "电话联系1次" in text
        both = await page.done(f"{path}/steps", step | {"step": "told-prosecutor"})
        assert len(links_of(both, r'/console/papers/[^"]+')) == 2
        tab = await page.get(f"/console/supervisees/{file_id}", tab="papers", purpose="supervision")
        assert tab.count(f'href="{path}?purpose=supervision">查找</a>') == 2
        by_hand = await page.client.get(
            f"/console/supervisees/{file_id}/papers/form", params={"form": "search-police-notice"}
        )
        assert by_hand.status_code == 409
        assert "这份文书由查找的“通报”一步签发" in shown(by_hand.text)


async def test_a_void_notice_of_a_search_is_issued_again_from_its_page_and_by_the_api(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    search_id = await open_search(olga.officer, file_id, now() - timedelta(days=1), "两日未接电话。")
    await take_search_step(olga.officer, search_id, SearchStep.TOLD_POLICE, now(), "城关派出所。")
    form = "search-police-notice"
    async with service.client(olga) as client:
        below = f"{V1}/supervisees/{file_id}/papers"
        (paper,) = (await client.get(below, params=PURPOSE)).json()["items"]
        (step,) = (await client.get(f"{V1}/searches/{search_id}", params=PURPOSE)).json()["steps"]
        assert (paper["act_kind"], paper["act_id"]) == ("search-step", step["id"])
        await void_paper(olga.officer, UUID(paper["id"]), "主送机关有误。")
        async with browser(service, olga) as page:
            search = await page.get(f"/console/searches/{search_id}", purpose="search")
            assert "尚未签发" in search
            (to_fill,) = links_of(search, r'/console/supervisees/[^"]+/papers/form[^"]+')
            assert "公安机关" in await page.get(to_fill)
        fields = {name: paper["fields"][name] for name in ("lost_since", "done")} | {"addressed_to": "临溪县公安局"}
        by_hand = {"form": form, "fields": fields}
        assert (await client.post(below, json=by_hand)).status_code == 409
        again = await client.post(below, json=by_hand | {"of": "search-step", "act_id": step["id"]})
        assert again.status_code == 201
        assert [one["state"] for one in (await client.get(below, params=PURPOSE)).json()["items"]] == ["issued", "void"]
