"""Signing in over HTTP, as the contract says."""

from datetime import datetime, timedelta

import httpx
import pytest

from supervision.officers import suspend_officer
from tests.api.conftest import Service
from tests.makers import Member, acts_of


def _asked(member: Member, **changed: str) -> dict[str, str]:
    return {"username": member.username, "password": member.password, "code": member.code()} | changed


async def _sign_in(client: httpx.AsyncClient, member: Member, **changed: str) -> httpx.Response:
    return await client.post("/api/v1/sign-in", json=_asked(member, **changed))


async def test_name_password_and_code_open_a_session_that_works_as_a_bearer_token(service: Service) -> None:
    async with service.client() as client:
        answer = await _sign_in(client, service.cast.olga)
        assert answer.status_code == 200
        assert set(answer.json()) == {"token", "expires_at"}
        assert datetime.fromisoformat(answer.json()["expires_at"]).utcoffset() == timedelta(hours=8)
        bearer = {"authorization": f"Bearer {answer.json()['token']}"}
        me = (await client.get("/api/v1/me", headers=bearer)).json()
        assert (me["username"], me["roles"]) == ("olga", ["justice-office"])
        assert (await client.delete("/api/v1/session", headers=bearer)).status_code == 204
        assert (await client.delete("/api/v1/session", headers=bearer)).status_code == 401


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"code": "000000"}, {"username": "nobody"}])
async def test_whatever_is_wrong_the_answer_is_the_same(service: Service, wrong: dict[str, str]) -> None:
    async with service.client() as client:
        answer = await _sign_in(client, service.cast.olga, **wrong)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "sign-in-refused"
    assert answer.json()["detail"] == "用户名、密码或验证码有误。"


async def test_the_time_step_before_and_after_is_accepted(service: Service) -> None:
    async with service.client() as client:
        for steps in (-1, 1):
            code = service.cast.olga.code(steps=steps)
            assert (await _sign_in(client, service.cast.olga, code=code)).status_code == 200
        code = service.cast.olga.code(steps=3)
        assert (await _sign_in(client, service.cast.olga, code=code)).status_code == 401


async def test_a_code_works_once_and_its_repetition_locks_nobody_out(service: Service) -> None:
    olga = service.cast.olga
    code = olga.code()
    async with service.client() as client:
        assert (await _sign_in(client, olga, code=code)).status_code == 200
        for _ in range(6):
            repeated = await _sign_in(client, olga, code=code)
            assert (repeated.status_code, repeated.json()["code"]) == (401, "code-already-used")
        assert (await _sign_in(client, olga, code=olga.code(steps=1))).status_code == 200


async def test_the_fifth_wrong_answer_closes_sign_in_for_a_quarter_of_an_hour(service: Service) -> None:
    olga = service.cast.olga
    async with service.client() as client:
        answers = [await _sign_in(client, olga, password="wrong") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
        assert answers[-1].headers["retry-after"] == "900"
        assert answers[-1].json()["code"] == "sign-in-locked"
        right = await _sign_in(client, olga)
        assert (right.status_code, right.headers["retry-after"]) == (429, "900")
        assert (await client.get("/api/v1/me", headers={"authorization": f"Bearer {olga.token}"})).status_code == 200


async def test_sessions_may_be_parallel_and_suspension_ends_them_all_at_the_next_request(service: Service) -> None:
    olga = service.cast.olga
    async with service.client() as client:
        token = (await _sign_in(client, olga)).json()["token"]
        sessions = [{"authorization": f"Bearer {each}"} for each in (olga.token, token)]
        for headers in sessions:
            assert (await client.get("/api/v1/me", headers=headers)).status_code == 200
        await suspend_officer(service.cast.sue.officer, olga.id)
        for headers in sessions:
            assert (await client.get("/api/v1/me", headers=headers)).status_code == 401


@pytest.mark.parametrize("body", [{}, {"username": "olga"}, [], "olga", {"username": 1, "password": 2, "code": 3}])
async def test_what_is_no_sign_in_is_a_problem_that_repeats_nothing(service: Service, body: object) -> None:
    async with service.client() as client:
        answer = await client.post("/api/v1/sign-in", json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid")
    assert "olga" not in answer.text


async def test_a_wrong_token_is_nobodys(service: Service) -> None:
    async with service.client() as client:
        for value in ("Bearer nonsense", "Bearer", "Basic b2xnYTpvbGdh", service.cast.olga.token, "Bearer é"):
            answer = await client.get("/api/v1/me", headers=[(b"authorization", value.encode())])
            assert answer.status_code == 401, value


async def test_sign_in_and_sign_out_are_on_record(service: Service) -> None:
    petra = service.cast.petra
    async with service.client() as client:
        await _sign_in(client, petra, password="wrong")
        token = (await _sign_in(client, petra)).json()["token"]
        await client.delete("/api/v1/session", headers={"authorization": f"Bearer {token}"})
    acts = await acts_of(petra.id)
    assert acts == [("session:sign-in", "refused"), ("session:sign-in", "done"), ("session:sign-out", "done")]
