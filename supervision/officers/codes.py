"""Checking a typed code, and spending it: each counts once for signing in and once for confirming an act."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.errors import CodeAlreadyUsed
from supervision.officers.accounts import Account, open_second_factor
from supervision.officers.second_factor import (
    STEP_SECONDS,
    is_time_code,
    matching_step,
    recovery_digest,
    typed_code,
)
from supervision.storage.database import Connection, fetch_one
from supervision.wording import Wording

ALREADY_USED = Wording("这个验证码已经用过，请等下一个。", "This code has been used; wait for the next one.")

_KEPT_STEPS = 10


class CodeUse(StrEnum):
    """What a code is spent on."""

    SIGN_IN = "sign-in"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class RightCode:
    """A code that was right: of a time step, or a printed one by its digest."""

    time_step: int | None = None
    recovery_digest: bytes | None = None


async def find_right_code(account: Account, typed: str, at: datetime) -> RightCode | None:
    """What the typed code is, None when it is wrong; the secret is opened in any case, so that time tells nothing."""
    secret, code = await open_second_factor(account), typed_code(typed)
    if is_time_code(code):
        step = matching_step(secret, code, at)
        return None if step is None else RightCode(time_step=step)
    digest = recovery_digest(account.id, code)
    row = await fetch_one("SELECT id FROM recovery_code WHERE officer = $1 AND code_digest = $2", account.id, digest)
    return None if row is None else RightCode(recovery_digest=digest)


async def spend_code(connection: Connection, officer_id: UUID, use: CodeUse, code: RightCode, at: datetime) -> None:
    """Use the code up, in the caller's transaction; CodeAlreadyUsed for all but one of those who try at once."""
    if code.time_step is None:
        spent = await connection.fetchval(
            """UPDATE recovery_code SET used_at = $3
               WHERE officer = $1 AND code_digest = $2 AND used_at IS NULL RETURNING id""",
            officer_id, code.recovery_digest, at,
        )  # fmt: skip
    else:
        await connection.execute(
            "DELETE FROM used_code WHERE officer = $1 AND time_step < $2",
            officer_id, int(at.timestamp()) // STEP_SECONDS - _KEPT_STEPS,
        )  # fmt: skip
        spent = await connection.fetchval(
            """INSERT INTO used_code (id, officer, use, time_step, used_at) VALUES (gen_random_uuid(), $1, $2, $3, $4)
               ON CONFLICT (officer, use, time_step) DO NOTHING RETURNING id""",
            officer_id, use, code.time_step, at,
        )  # fmt: skip
    if spent is None:
        raise CodeAlreadyUsed(ALREADY_USED)
