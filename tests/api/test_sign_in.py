"""Signing in over HTTP, as the contract says."""

from datetime import datetime, timedelta

from tests.api.conftest import Service
from tests.makers import Member


def _asked(member: Member, **changed: str) -> dict[str, str]:
    return {"username": member.username, "password": member.password, "code": member.code()} | changed


async def test_name_password_and_code_open_a_session_that_works_as_a_bearer_token(service: Service) -> None:
    async with service.client() as client:
        answer = await client.post("/api/v1/sign-in", json=_asked(service.cast.olga))
        assert answer.status_code == 200
        assert set(answer.json()) == {"token", "expires_at"}
        expires_at = datetime.fromisoformat(answer.json()["expires_at"])
        assert expires_at.utcoffset() == timedelta(hours=8)
        bearer = {"authorization": f"Bearer {answer.json()['token']}"}
        assert (await client.delete("/api/v1/session", headers=bearer)).status_code == 204
        assert (await client.delete("/api/v1/session", headers=bearer)).status_code == 401
