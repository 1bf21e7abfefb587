"""An officer changes their own password."""

import pytest

from supervision.errors import CodeAlreadyUsed, InputInvalid, NotSignedIn, SignInLocked, SignInRefused
from supervision.officers import (
    OldPasswordRefused,
    SecondFactorRefused,
    Session,
    change_password,
    load_session,
    sign_in,
)
from supervision.officers.password_change import check_new_password
from tests.cast import Cast
from tests.makers import acts_of

NEW = "四月的 rain over north-ridge"


async def _session(cast: Cast) -> Session:
    return await load_session(cast.olga.token)


async def test_with_the_old_password_and_a_code_it_is_changed_and_other_sessions_end(cast: Cast) -> None:
    code = cast.olga.code()
    other = await sign_in("olga", cast.olga.password, code)
    await change_password(await _session(cast), cast.olga.password, NEW, code)
    assert (await _session(cast)).officer.id == cast.olga.id
    with pytest.raises(NotSignedIn):
        await load_session(other.token)
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.code(steps=1))
    assert (await sign_in("olga", NEW, cast.olga.code(steps=1))).officer.id == cast.olga.id
    assert ("password:change", "done") in await acts_of(cast.olga.id)


async def test_a_wrong_old_password_spends_no_code_and_counts_towards_the_lock(cast: Cast) -> None:
    session, code = await _session(cast), cast.olga.code()
    with pytest.raises(OldPasswordRefused):
        await change_password(session, "not the old one", NEW, code)
    with pytest.raises(SecondFactorRefused):
        await change_password(session, cast.olga.password, NEW, "000000")
    await change_password(session, cast.olga.password, NEW, code)
    with pytest.raises(CodeAlreadyUsed):
        await change_password(session, NEW, "another phrase of mine", code)
    for _ in range(4):
        with pytest.raises(OldPasswordRefused):
            await change_password(session, "not the old one", NEW, code)
    with pytest.raises(SignInLocked):
        await change_password(session, "not the old one", NEW, code)


@pytest.mark.parametrize(
    "unfit", ["elevenchars", "x" * 201, "OLGA is my name", "aaaaaaaaaaaaaaa", "abababababababab", "the old one 1"]
)
def test_what_is_short_endless_or_easily_guessed_is_no_new_password(unfit: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        check_new_password("olga", "the old one 1", unfit)
    assert refusal.value.field == "new_password"


async def test_an_unfit_password_counts_for_nothing(cast: Cast) -> None:
    session = await _session(cast)
    for _ in range(6):
        with pytest.raises(InputInvalid):
            await change_password(session, "not the old one", "short", "000000")
    await change_password(session, cast.olga.password, NEW, cast.olga.code())
