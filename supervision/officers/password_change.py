"""An officer changes their own password, confirmed with the old one and a fresh second-factor code."""

from supervision.audit import Act, Subject, audited_change
from supervision.errors import InputInvalid
from supervision.officers.credential_replacement import store_password
from supervision.officers.passwords import LONGEST_PASSWORD, hash_password
from supervision.officers.sessions import Session, end_other_sessions
from supervision.officers.sign_in import confirm_with_password_and_code
from supervision.wording import Wording

SHORTEST_PASSWORD = 12
"""No law gives a number; beside a second factor a phrase of this length stands longer than five guesses a quarter."""

LENGTH_WRONG = Wording(
    f"新密码须为 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符。",
    f"The new password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
)
EASILY_GUESSED = Wording(
    "新密码不能包含用户名，也不能只由少数几个字符重复而成。",
    "The new password must neither contain the username nor repeat a few characters only.",
)
SAME_AS_BEFORE = Wording("新密码不能与原密码相同。", "The new password must not be the old one.")

_FEWEST_CHARACTERS = 5


async def change_password(session: Session, old: str, new: str, code: str) -> None:
    """Put `new` in the place of `old`; the officer's other sessions end, this one goes on.

    InputInvalid (field `new_password`) for a password that is too short, too long or easily guessed, before anything
    is counted; then what `confirm_with_password_and_code` raises.
    """
    officer = session.officer
    check_new_password(officer.username, old, new)
    await confirm_with_password_and_code(officer, old, code)
    password_hash = await hash_password(new)
    subject = Subject("officer", str(officer.id))
    async with audited_change(officer.actor, Act.PASSWORD_CHANGE, subject, register=officer.register) as change:
        await store_password(change.connection, officer.id, password_hash)
        await end_other_sessions(change.connection, session, change.at)


def check_new_password(username: str, old: str, new: str) -> None:
    """InputInvalid, with the reason, for a password that this officer should not have."""
    if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        raise InputInvalid(LENGTH_WRONG, field="new_password")
    if username.lower() in new.lower() or len(set(new)) < _FEWEST_CHARACTERS:
        raise InputInvalid(EASILY_GUESSED, field="new_password")
    if new == old:
        raise InputInvalid(SAME_AS_BEFORE, field="new_password")
