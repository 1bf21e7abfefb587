"""What signing in needs to know of an officer, and the credentials that only their owner is ever shown."""

from dataclasses import dataclass, field
from uuid import UUID

from supervision.actor import Actor
from supervision.officers.passwords import hash_password, new_password
from supervision.officers.second_factor import enrolment_uri, new_recovery_codes, new_secret, recovery_digest
from supervision.officers.usernames import normalised_username
from supervision.settings import Register
from supervision.storage.database import Connection, fetch_one
from supervision.vault import DataKey, Place, current_vault, load_key, seal_text, unseal_text

ACTIVE = "active"
SUSPENDED = "suspended"
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Account:
    """An officer as sign-in sees them."""

    id: UUID
    register: Register
    username: str
    name: str
    state: str
    vault_key: UUID
    password_hash: str = field(repr=False)
    second_factor_sealed: bytes = field(repr=False)

    @property
    def actor(self) -> Actor:
        """The officer as the audit knows them."""
        return Actor.officer(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Credentials:
    """New secrets, in clear, on their way to their owner."""

    password: str = field(repr=False)
    password_hash: str = field(repr=False)
    totp_secret: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an officer is handed once, on paper or on a screen, and nobody can show again.

    `password` is empty where only the second factor was replaced, and all but the codes where only those were printed.
    """

    officer_id: UUID
    username: str
    name: str
    password: str = field(default="", repr=False)
    totp_secret: str = field(default="", repr=False)
    totp_uri: str = field(default="", repr=False)
    recovery_codes: tuple[str, ...] = field(default=(), repr=False)


async def new_credentials() -> Credentials:
    """A password with its hash, a second factor and its printed codes, all random."""
    password = new_password()
    return Credentials(password, await hash_password(password), new_secret(), new_recovery_codes())


def enrolment_of(officer_id: UUID, username: str, name: str, credentials: Credentials) -> Enrolment:
    """The paper that goes with new credentials."""
    return Enrolment(
        officer_id,
        username,
        name,
        password=credentials.password,
        totp_secret=credentials.totp_secret,
        totp_uri=enrolment_uri(credentials.totp_secret, username),
        recovery_codes=credentials.recovery_codes,
    )


async def load_account_for_system(username: str) -> Account | None:
    """The account of a username, whatever its state; None for a name that nobody bears in a register kept here."""
    row = await fetch_one(
        """SELECT id, register, username, name, state, vault_key, password_hash, second_factor_sealed
           FROM officer WHERE username = $1 AND register = ANY($2)""",
        normalised_username(username), list(current_vault().folders),
    )  # fmt: skip
    return Account(**{**row, "register": Register(row["register"])}) if row else None


def sealed_second_factor(key: DataKey, officer_id: UUID, secret: str) -> bytes:
    """The secret under the officer's own key."""
    return seal_text(key, secret, _place(officer_id))


async def open_second_factor(account: Account) -> str:
    """The secret of an account, for as long as a code is checked."""
    return unseal_text(await load_key(account.vault_key), account.second_factor_sealed, _place(account.id))


async def store_recovery_codes(connection: Connection, officer_id: UUID, codes: tuple[str, ...]) -> None:
    """Put new printed codes in the place of all earlier ones, in the caller's transaction."""
    await connection.execute("DELETE FROM recovery_code WHERE officer = $1", officer_id)
    await connection.execute(
        "INSERT INTO recovery_code (id, officer, code_digest) SELECT gen_random_uuid(), $1, unnest($2::bytea[])",
        officer_id,
        [recovery_digest(officer_id, code) for code in codes],
    )


def _place(officer_id: UUID) -> Place:
    return Place("officer", "second_factor_sealed", officer_id)
