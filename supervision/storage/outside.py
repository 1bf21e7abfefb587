"""An outside server (`SUPERVISION_DATABASE_URL`): its version, and the role as which the service signs in."""

import json
import os
import secrets
from pathlib import Path

import asyncpg

from supervision.errors import SettingsWrong
from supervision.storage.database import check_server
from supervision.storage.engine import Connection
from supervision.storage.failures import connection_failures, storage_failures
from supervision.storage.urls import SERVICE_ROLE, DatabaseUrls, with_account, with_setting

_CONNECT_SECONDS = 10.0
_PASSWORD_BYTES = 32


async def prepare_outside(url: str, home: Path) -> DatabaseUrls:
    """How owner and service reach the outside database at `url`.

    Where the URL's role may create roles, `supervision_service` is made with a password that lies in
    `home/outside-database.json`. Where it may not, but is a member of `supervision_service`, the service signs in as
    the URL's role and takes the lesser one at once; this guards against mistakes, not against one who can run SQL.
    `SettingsWrong` where neither is possible, or the server is too old.
    """
    file = home / "outside-database.json"
    with connection_failures():
        connection = await asyncpg.connect(url, timeout=_CONNECT_SECONDS)
    try:
        with storage_failures():
            await check_server(connection)
            service_url = await _service_url(connection, url, file)
    finally:
        await connection.close()
    return DatabaseUrls(owner=url, service=service_url)


async def _service_url(connection: Connection, url: str, file: Path) -> str:
    role = await connection.fetchrow(
        """SELECT rolsuper OR rolcreaterole AS may_create,
                  EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS service_exists
           FROM pg_roles WHERE rolname = current_user""",
        SERVICE_ROLE,
    )
    if role is None:
        message = "The database server does not know the role that signed in."
        raise SettingsWrong(message)
    kept = _kept_password(file)
    if kept is not None:
        return with_account(url, SERVICE_ROLE, kept)
    if not role["service_exists"] and role["may_create"]:
        password = _keep_password(file)
        statement = await connection.fetchval(
            "SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L', $1::text, $2::text)",
            SERVICE_ROLE,
            password,
        )
        await connection.execute(statement)
        return with_account(url, SERVICE_ROLE, password)
    if role["service_exists"] and await connection.fetchval(
        "SELECT pg_has_role(current_user, $1, 'MEMBER')", SERVICE_ROLE
    ):
        return with_setting(url, "role", SERVICE_ROLE)
    message = (
        f"The role of SUPERVISION_DATABASE_URL can neither create nor take the role {SERVICE_ROLE}. "
        f"Copy {file} from the machine that created it, or let the server's administrator run: "
        f"CREATE ROLE {SERVICE_ROLE}; GRANT {SERVICE_ROLE} TO the role of the URL."
    )
    raise SettingsWrong(message)


def _kept_password(file: Path) -> str | None:
    return str(json.loads(file.read_bytes())["password"]) if file.exists() else None


def _keep_password(file: Path) -> str:
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        json.dump({"role": SERVICE_ROLE, "password": password}, handle)
        handle.flush()
        os.fsync(handle.fileno())
    return password
