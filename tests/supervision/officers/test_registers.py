"""Two registers side by side: neither's officers see, change or learn anything of the other's."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

import pytest

from supervision.audit import verify_chain
from supervision.errors import InputInvalid, NotFound, NotSignedIn, SignInRefused
from supervision.legal_time import legal_day, now
from supervision.officers import (
    Credential,
    GrantDraft,
    Level,
    OfficeDraft,
    Officer,
    OfficerDraft,
    Role,
    add_officer,
    approve_replacement,
    check_officer_rows,
    create_administrators,
    create_office,
    end_officer,
    give_grant,
    load_officer,
    load_officers,
    load_offices,
    load_session,
    move_officer,
    request_replacement,
    resume_officer,
    revoke_grant,
    sign_in,
    suspend_officer,
)
from supervision.officers.audit_trail import AuditFilter, list_audit_entries, verify_audit
from supervision.officers.records import load_officer_names
from supervision.storage.database import fetch
from supervision.vault import Vault, use_vault
from tests.cast import COUNTY, NORTH, SOUTH, Cast
from tests.makers import CORRECTIONS, PASSWORD, RESIDENCE, Member


def justice(cast: Cast) -> set[str]:
    return {member.username for member in members(cast) if member.officer.register is CORRECTIONS}


def members(cast: Cast) -> list[Member]:
    everybody = (getattr(cast, name) for name in Cast.__dataclass_fields__)
    return [member for member in everybody if isinstance(member, Member)]


def grant(role: Role, prefix: str = NORTH) -> GrantDraft:
    return GrantDraft(role, prefix, legal_day(now()))


@contextmanager
def keeping_corrections_alone(vault: Vault) -> Iterator[None]:
    use_vault(Vault(vault.suite, {CORRECTIONS: vault.folder(CORRECTIONS)}))
    try:
        yield
    finally:
        use_vault(vault)


async def test_each_registers_administrators_list_their_own_officers(cast: Cast) -> None:
    police = {member.username for member in members(cast)} - justice(cast)
    for admins, own in (((cast.sam, cast.sue, cast.ada), justice(cast)), ((cast.rosa, cast.rita, cast.rolf), police)):
        for admin in admins:
            assert {entry.username for entry in (await load_officers(admin.officer)).items} == own
            assert set(await load_officer_names(admin.officer)) == {
                member.id for member in members(cast) if member.username in own
            }


async def test_an_officer_of_the_other_register_is_nobody_that_can_be_opened_or_changed(cast: Cast) -> None:
    officer_changes: tuple[Callable[[Officer, UUID], Awaitable[object]], ...] = (
        load_officer, suspend_officer, resume_officer, end_officer,
        *(partial(request_replacement, credential=credential) for credential in Credential),
    )  # fmt: skip
    for admin, stranger, role in (
        (cast.sue, cast.petra, Role.JUSTICE_OFFICE),
        (cast.rita, cast.olga, Role.COMMUNITY_POLICE),
    ):
        for change in officer_changes:
            with pytest.raises(NotFound):
                await change(admin.officer, stranger.id)
        with pytest.raises(NotFound):
            await give_grant(admin.officer, stranger.id, grant(role, SOUTH))
        with pytest.raises(NotFound):
            await revoke_grant(admin.officer, stranger.officer.grants[0].id)


async def test_nobody_agrees_to_a_request_of_the_other_register(cast: Cast) -> None:
    for credential, approver in ((Credential.SECOND_FACTOR, cast.rolf), (Credential.PASSWORD, cast.rita)):
        request_id = await request_replacement(cast.rosa.officer, cast.petra.id, credential)
        with pytest.raises(NotFound):
            await approve_replacement(cast.ada.officer, request_id, credential)
        assert (await approve_replacement(approver.officer, request_id, credential)).username == "petra"


async def test_offices_of_the_other_register_are_neither_listed_nor_built_upon(cast: Cast) -> None:
    assert {office.name for office in await load_offices(cast.rosa.officer)} == {"北岭派出所", "南浦派出所"}
    assert not [office for office in await load_offices(cast.sam.officer) if "派出所" in office.name]
    with pytest.raises(InputInvalid) as refusal:
        await create_office(cast.rosa.officer, OfficeDraft("临溪县公安局", Level.COUNTY, COUNTY, cast.county_office))
    assert refusal.value.field == "parent"
    assert await create_office(cast.rosa.officer, OfficeDraft("北岭司法所", Level.TOWNSHIP, NORTH)), "a name of theirs"


async def test_nobody_is_put_into_an_office_of_the_other_register(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await move_officer(cast.rita.officer, cast.petra.id, cast.north_office)
    assert refusal.value.field == "office"
    new = OfficerDraft("新来的", "newcomer", cast.north_office, grant(Role.COMMUNITY_POLICE))
    with pytest.raises(InputInvalid) as refusal:
        await add_officer(cast.rita.officer, new)
    assert refusal.value.field == "office"


async def test_a_role_of_the_other_register_is_refused_by_name(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await give_grant(cast.sue.officer, cast.olga.id, grant(Role.COMMUNITY_POLICE))
    assert (refusal.value.field, "没有这一角色" in refusal.value.args[0]) == ("role", True)
    new = OfficerDraft("新来的", "newcomer", cast.north_station, grant(Role.JUSTICE_OFFICE))
    with pytest.raises(InputInvalid) as refusal:
        await add_officer(cast.rita.officer, new)
    assert refusal.value.field == "role"
    (verdict,) = (
        await check_officer_rows(
            cast.rita.officer,
            [
                {
                    "name": "新来的", "username": "newcomer", "office": "北岭派出所", "role": "司法所工作人员",
                    "prefix": NORTH, "valid_from": legal_day(now()).isoformat(),
                }
            ],
        )
    ).verdicts  # fmt: skip
    assert verdict.field == "role"


async def test_a_username_is_borne_by_one_officer_of_all_registers(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await add_officer(
            cast.rita.officer, OfficerDraft("Other", "olga", cast.north_station, grant(Role.COMMUNITY_POLICE))
        )
    assert refusal.value.field == "username"


async def test_the_first_administrators_of_two_registers_bear_different_names(vault: Vault) -> None:
    assert vault
    names = {
        register: [paper.username for paper in await create_administrators(register)]
        for register in (CORRECTIONS, RESIDENCE)
    }
    assert names[CORRECTIONS] == ["system-admin", "security-admin", "audit-admin"]
    assert names[RESIDENCE] == ["residence-system-admin", "residence-security-admin", "residence-audit-admin"]


async def test_what_an_officer_does_stands_in_their_own_registers_chain_alone(cast: Cast) -> None:
    before = (await verify_chain(CORRECTIONS)).verified_entries
    await sign_in(cast.petra.username, PASSWORD, cast.petra.code())
    await suspend_officer(cast.rita.officer, cast.paul.id)
    assert (await verify_chain(CORRECTIONS)).verified_entries == before
    rows = await fetch(
        "SELECT register FROM audit_entry WHERE actor_id = ANY($1)", [str(cast.petra.id), str(cast.rita.id)]
    )
    assert [row["register"] for row in rows] == [RESIDENCE, RESIDENCE]


async def test_an_auditor_reads_and_verifies_the_own_chain_alone(cast: Cast) -> None:
    for auditor, other in ((cast.ada, cast.rolf), (cast.rolf, cast.ada)):
        await sign_in(auditor.username, PASSWORD, auditor.code())
        listed = (await list_audit_entries(auditor.officer)).items
        assert listed
        assert other.username not in {entry.actor_name for entry in listed}
        own = await fetch("SELECT count(*) AS many FROM audit_entry WHERE register = $1", auditor.officer.register)
        assert (await verify_audit(auditor.officer)).verified_entries == own[0]["many"]
        assert not (await list_audit_entries(auditor.officer, AuditFilter(actor_id=str(other.id)))).items


async def test_a_broken_chain_leaves_the_other_whole(cast: Cast) -> None:
    assert cast
    assert (await verify_chain(CORRECTIONS)).is_whole
    assert (await verify_chain(RESIDENCE)).is_whole
    firsts = await fetch("SELECT register, mac FROM audit_entry WHERE position = 1")
    assert len({bytes(row["mac"]) for row in firsts}) == len({row["register"] for row in firsts}) == 2


async def test_nobody_of_a_register_that_is_not_kept_here_signs_in_or_stays_signed_in(cast: Cast, vault: Vault) -> None:
    with keeping_corrections_alone(vault):
        with pytest.raises(SignInRefused):
            await sign_in(cast.petra.username, PASSWORD, cast.petra.code())
        with pytest.raises(NotSignedIn):
            await load_session(cast.petra.token)
        assert (await load_session(cast.olga.token)).officer.id == cast.olga.id
    assert (await load_session(cast.petra.token)).officer.id == cast.petra.id
