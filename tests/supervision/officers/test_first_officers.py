"""The three administrators: made once, and given new papers only while nobody has signed in."""

import pyotp
import pytest

from supervision.errors import SignInRefused
from supervision.officers import AlreadyInitialised, Enrolment, create_administrators, renew_administrators, sign_in
from supervision.storage.database import fetch
from supervision.vault import Vault
from tests.cast import Cast
from tests.makers import CORRECTIONS


async def sign_in_with(paper: Enrolment) -> str:
    signed_in = await sign_in(paper.username, paper.password, pyotp.TOTP(paper.totp_secret).now())
    return signed_in.officer.username


@pytest.mark.usefixtures("vault")
async def test_the_three_administrators_sign_in_with_what_was_printed() -> None:
    papers = await create_administrators(CORRECTIONS)
    assert [await sign_in_with(paper) for paper in papers] == ["system-admin", "security-admin", "audit-admin"]


async def test_an_installation_with_officers_gets_no_first_ones(cast: Cast) -> None:
    assert cast.sam
    with pytest.raises(AlreadyInitialised):
        await create_administrators(CORRECTIONS)
    with pytest.raises(AlreadyInitialised):
        await renew_administrators(CORRECTIONS)


async def test_papers_that_nobody_has_used_can_be_printed_anew_and_the_old_are_void(vault: Vault) -> None:
    assert vault
    lost = await create_administrators(CORRECTIONS)
    renewed = await renew_administrators(CORRECTIONS)
    with pytest.raises(SignInRefused):
        await sign_in_with(lost[0])
    with pytest.raises(SignInRefused):
        await sign_in(lost[1].username, renewed[1].password, lost[1].recovery_codes[0])
    assert await sign_in_with(renewed[0]) == "system-admin"
    entries = await fetch("SELECT detail_json FROM audit_entry WHERE act = 'service:init' ORDER BY position")
    assert ['"renewed":true' in entry["detail_json"] for entry in entries] == [False, True]


async def test_after_the_first_sign_in_no_papers_are_printed_again(vault: Vault) -> None:
    assert vault
    papers = await create_administrators(CORRECTIONS)
    await sign_in_with(papers[2])
    with pytest.raises(AlreadyInitialised):
        await renew_administrators(CORRECTIONS)
