"""Under which addresses and roles the database is reached."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

OWNER_ROLE = "supervision_owner"
"""Owns every table of the embedded database and runs its migrations; nothing else signs in as it."""

SERVICE_ROLE = "supervision_service"
"""What the service signs in as: no superuser, owner of nothing."""

DATABASE_NAME = "supervision"
"""The embedded server's database."""


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """The two ways in; both carry passwords, so they are never printed."""

    owner: str = field(repr=False)
    """For migrations, backup and restore only."""
    service: str = field(repr=False)
    """For everything else."""


def socket_url(socket_folder: Path, role: str, password: str, database: str = DATABASE_NAME) -> str:
    """The URL of a database behind a Unix socket in `socket_folder`."""
    where = urlencode({"host": str(socket_folder)})
    return f"postgresql://{quote(role)}:{quote(password, safe='')}@/{quote(database)}?{where}"


def with_account(url: str, role: str, password: str) -> str:
    """The same server and database, signed in to as `role`."""
    parts = urlsplit(url)
    hosts = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password, safe='')}@{hosts}"))


def with_setting(url: str, name: str, value: str) -> str:
    """The same way in, with a setting of the session given at sign-in."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode({name: value})) if part)
    return urlunsplit(parts._replace(query=query))
