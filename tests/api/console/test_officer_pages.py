"""Officers: added with papers that are shown once, granted, moved, paused and ended, never by themselves."""

from datetime import timedelta

import pytest

from supervision.legal_time import legal_day, now
from supervision.officers import sign_in
from supervision.storage.database import fetch_one
from tests.api.conftest import Service
from tests.api.console.browsing import Browser, browser, shown, value_of
from tests.cast import COUNTY, NORTH
from tests.makers import Member, acts_of
from tests.makers_orders import unused_code


def today() -> str:
    return legal_day(now()).isoformat()


def new_officer(service: Service, **more: str) -> dict[str, str]:
    return {
        "name": "白石", "username": "bai.shi", "office": str(service.cast.north_office), "role": "justice-office",
        "prefix": NORTH, "valid_from": today(), "valid_until": "", **more,
    }  # fmt: skip


def path_of(member: Member) -> str:
    return f"/console/officers/{member.id}"


async def test_a_new_officer_s_papers_are_shown_once_and_let_them_in(service: Service) -> None:
    async with browser(service, service.cast.sue) as sue:
        answer = await sue.post("/console/officers", new_officer(service))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        said = shown(answer.text)
        assert "北岭司法所 · 白石" in said
        password = value_of(said, r"初始密码 (\S+)")
        codes = [word for word in said.split() if word.count("-") == 3 and word.isupper()]
        assert len(codes) == 8
        signed_in = await sign_in("bai.shi", password, codes[0])
        assert signed_in.officer.name == "白石"
        page = await sue.get(f"/console/officers/{signed_in.officer.id}")
        assert password not in page
        assert codes[1] not in page
        assert "剩 7 个" in page
        assert "用户名已被使用" in await sue.refused("/console/officers", 400, new_officer(service))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"username": "白石"}, "username"),
        ({"office": ""}, "office"),
        ({"office": "nonsense"}, "office"),
        ({"role": "king"}, "role"),
        ({"prefix": COUNTY}, "prefix"),
        ({"valid_from": ""}, "valid_from"),
        ({"valid_from": "someday"}, "valid_from"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
    ],
)
async def test_a_wrong_field_is_named_and_the_rest_is_kept(service: Service, wrong: dict[str, str], field: str) -> None:
    async with browser(service, service.cast.sue) as sue:
        page = await sue.refused("/console/officers", 400, new_officer(service, **wrong))
        assert f'id="{field}-error"' in page
        assert 'value="bai.shi"' in page or field == "username"


async def test_the_list_is_narrowed_by_name_office_role_and_state(service: Service) -> None:
    cast = service.cast
    async with browser(service, cast.sue) as sue:
        assert "人员 (11)" in shown(await sue.get("/console/officers"))
        found = await sue.get("/console/officers", query="olga", office=cast.north_office, role="justice-office")
        assert "Olga North" in found
        assert "Oscar South" not in found
        assert "清除" in found
        assert "没有符合条件的人员" in await sue.get("/console/officers", state="suspended")


async def test_grants_are_given_for_days_and_ended(service: Service) -> None:
    olga = service.cast.olga
    async with browser(service, service.cast.sue) as sue:
        until = (legal_day(now()) + timedelta(days=9)).isoformat()
        grant = {"role": "county-agency", "prefix": COUNTY, "valid_from": today(), "valid_until": until}
        page = await sue.done(f"{path_of(olga)}/grants", grant)
        assert "权限 (2)" in shown(page)
        assert "同样的授权" in await sue.refused(f"{path_of(olga)}/grants", 409, grant)
        assert 'id="prefix-error"' in await sue.refused(f"{path_of(olga)}/grants", 400, grant | {"prefix": "1"})
        ending = value_of(page, rf'action="({path_of(olga)}/grants/[0-9a-f-]+/ending)"')
        assert "已收回权限" in await sue.done(ending)
        assert "已经收回" in await sue.refused(ending, 409)


async def test_an_officer_is_moved_suspended_and_resumed(service: Service) -> None:
    cast, path = service.cast, path_of(service.cast.olga)
    async with browser(service, cast.sue) as sue, browser(service, cast.olga) as olga:
        page = await sue.done(f"{path}/move", {"office": str(cast.south_office)})
        assert "olga · 南浦司法所" in shown(page)
        assert "权限 (1)" in shown(page)
        assert "已失效" in page
        assert 'id="office-error"' in await sue.refused(f"{path}/move", 400, {"office": ""})
        assert "已停用" in await sue.done(f"{path}/suspension")
        answer = await olga.client.get("/console/")
        assert answer.headers["location"].startswith("/console/sign-in")
        assert "状态不允许" in await sue.refused(f"{path}/suspension", 409)
        assert "已恢复" in await sue.done(f"{path}/resumption")


async def test_an_officer_ends_for_good_only_with_the_second_factor(service: Service) -> None:
    cast, path = service.cast, path_of(service.cast.oscar)
    async with browser(service, cast.sue) as sue:
        answer = await sue.post(f"{path}/ending")
        assert "不能恢复" in answer.text
        assert "验证码有误" in await sue.refused(f"{path}/ending", 401, {"code": "000000"})
        page = await sue.done(f"{path}/ending", {"code": unused_code(cast.sue)})
        assert "已注销" in page
        assert "授予权限</button>" not in page


async def test_nobody_changes_their_own_account(service: Service) -> None:
    cast, path = service.cast, path_of(service.cast.sue)
    async with browser(service, cast.sue) as sue:
        page = await sue.get(path)
        assert "这是您自己" in page
        assert f'action="{path}' not in page
        await sue.refused(f"{path}/suspension", 409)
        await sue.refused(f"{path}/grants", 409, {"role": "audit-admin", "prefix": "", "valid_from": today()})


async def test_a_forgotten_password_is_replaced_by_two_administrators(service: Service) -> None:
    cast, path = service.cast, path_of(service.cast.olga)
    async with browser(service, cast.sam) as sam, browser(service, cast.ada) as ada:
        page = await sam.done(f"{path}/password")
        assert "申请人和本人不能同意" in page
        agreement = value_of(await ada.get(path), rf'href="({path}/password/[0-9a-f-]+/agreement)"')
        assert "同意更换密码" in await ada.get(agreement)
        answer = await ada.post(agreement, {"code": unused_code(cast.ada)})
        assert "新密码" in answer.text
        assert 'class="qr"' not in answer.text
        assert "动态口令和一次性代码不变" in answer.text


async def test_officers_change_their_own_password(service: Service) -> None:
    olga = service.cast.olga
    fields = {"old_password": olga.password, "new_password": "a phrase of my own", "new_password_again": "", "code": ""}
    async with browser(service, olga) as window:
        assert "修改密码" in await window.get("/console/")
        assert "new_password_again-error" in await window.refused("/console/password", 400, fields)
        fields |= {"new_password_again": "a phrase of my own", "code": unused_code(olga)}
        said = await window.refused("/console/password", 401, fields | {"old_password": "wrong"})
        assert "old_password-error" in said
        assert "a phrase of my own" not in said
        assert "code-error" in await window.refused("/console/password", 401, fields | {"code": "000000"})
        assert "密码已修改" in await window.done("/console/password", fields)


async def test_a_lost_second_factor_is_replaced_by_two_administrators(service: Service) -> None:
    cast, path = service.cast, path_of(service.cast.olga)
    async with browser(service, cast.sam) as sam, browser(service, cast.ada) as ada:
        page = await sam.done(f"{path}/replacement")
        assert "申请人和本人不能同意" in page
        assert "已有一项待同意的申请" in await sam.refused(f"{path}/replacement", 409)
        agreement = value_of(await ada.get(path), rf'href="({path}/replacement/[0-9a-f-]+/agreement)"')
        assert "申请人 Sam System" in shown(await ada.get(agreement))
        assert "验证码有误" in await ada.refused(agreement, 401, {"code": "000000"})
        assert "须由另一位管理员同意" in await sam.refused(agreement, 409, {"code": unused_code(cast.sam)})
        answer = await ada.post(agreement, {"code": unused_code(cast.ada)})
        assert answer.status_code == 200
        assert 'class="qr"' in answer.text
        assert "初始密码" not in answer.text
        assert await ada.status_of(agreement) == 404
    assert ("second-factor:replace", "done") in await acts_of(cast.ada.id)


async def test_everybody_prints_their_own_codes_and_nobody_another_s(service: Service) -> None:
    async with browser(service, service.cast.petra) as petra:
        assert "打印新的一次性代码" in await petra.get("/console/recovery-codes")
        assert "验证码有误" in await petra.refused("/console/recovery-codes", 401, {"code": "000000"})
        answer = await petra.post("/console/recovery-codes", {"code": unused_code(service.cast.petra)})
        assert answer.status_code == 200
        assert "Petra Police" in answer.text
        assert "动态口令</h3>" not in answer.text
    row = await fetch_one("SELECT count(*) AS codes FROM recovery_code WHERE officer = $1", service.cast.petra.id)
    assert row is not None
    assert row["codes"] == 8


@pytest.mark.parametrize("act", ["grants", "move", "suspension", "resumption", "ending"])
async def test_only_the_security_administrator_changes_officers(service: Service, act: str) -> None:
    async with browser(service, service.cast.ada) as ada:
        page = await ada.get(path_of(service.cast.olga))
        assert f"{path_of(service.cast.olga)}/{act}" not in page
        await ada.refused(f"{path_of(service.cast.olga)}/{act}", 403)


async def test_officers_see_no_officers(service: Service) -> None:
    async with browser(service, service.cast.agnes) as agnes:
        assert await agnes.status_of("/console/officers") == 403
        await refused_without_token(agnes)


async def refused_without_token(member: Browser) -> None:
    member.token = "of-another-session"
    assert "请求不是从本系统的页面发出的" in await member.refused("/console/recovery-codes", 403, {"code": "123456"})
