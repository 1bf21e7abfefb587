"""An installation of one register has nothing of the other: no route, page, act, key, partition, check or job."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from api.app import create_app
from api.commands.doctor import doctor
from api.commands.first_start import init
from api.commands.ingest import ingest
from api.commands.installed import installed
from api.commands.nightly import run_nightly
from api.console.routes import PAGES_OF_REGISTER
from api.route_rules import each_route
from api.v1.routes import ROUTES_OF_REGISTER
from supervision.audit import Act, verify_chain
from supervision.errors import SettingsWrong, SignInRefused
from supervision.officers import is_known_in, sign_in
from supervision.settings import Register, Settings, load_settings
from supervision.storage.database import fetch
from supervision.storage.partitions import position_days
from supervision.vault import Vault, open_vault, use_vault
from tests.api.conftest import serving
from tests.cast import Cast
from tests.database import BARE, DatabaseServer
from tests.devices.broker.town import free_port
from tests.makers import PASSWORD

CORRECTIONS, RESIDENCE = Register.CORRECTIONS, Register.RESIDENCE
OTHER = {CORRECTIONS: RESIDENCE, RESIDENCE: CORRECTIONS}


def app_keeping(registers: str) -> Litestar:
    return create_app(load_settings({"SUPERVISION_REGISTERS": registers}))


def routes(app: Litestar) -> set[str]:
    return {f"{method} {path}" for path, method, _ in each_route(app)}


@pytest.fixture
async def place(
    migrated_server: DatabaseServer, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Settings]:
    """A new installation of one register, initialised."""
    async with migrated_server.made(BARE) as urls:
        database = urls.service.rpartition("@/")[2].partition("?")[0]
        settings = load_settings(
            {
                "SUPERVISION_HOME": str(tmp_path / "home"),
                "SUPERVISION_REGISTERS": request.param,
                "SUPERVISION_DATABASE_URL": migrated_server.superuser_url_of(database),
            }
        )
        await init(settings, None, None)
        yield settings


residence_alone = pytest.mark.parametrize("place", ["residence"], indirect=True)
either_alone = pytest.mark.parametrize("place", ["corrections", "residence"], indirect=True)


@pytest.mark.parametrize("register", Register)
def test_every_route_of_one_register_is_known_to_it(register: Register) -> None:
    strange = {
        f"{method} {path}"
        for path, method, handler in each_route(app_keeping(register))
        if isinstance(act := handler.opt.get("act"), Act) and not is_known_in(register, act)
    }
    assert strange == set()


def test_both_together_are_all_that_each_has_and_no_more() -> None:
    one, other, both = routes(app_keeping("corrections")), routes(app_keeping("residence")), routes(app_keeping("both"))
    assert one | other == both
    assert not [route for route in one & other if "supervisees" in route or "orders" in route or "alerts" in route]


@pytest.mark.parametrize("register", Register)
def test_no_controller_stands_in_two_registers(register: Register) -> None:
    for table in (ROUTES_OF_REGISTER, PAGES_OF_REGISTER):
        assert not {*table[register]} & {*table[OTHER[register]]}


@either_alone
async def test_one_register_has_three_administrators_and_the_keys_of_itself_alone(place: Settings) -> None:
    (register,) = place.registers
    assert [folder.name for folder in place.key_dir.iterdir()] == [register]
    async with installed(place):
        for table in ("officer", "audit_entry", "vault_folder", "vault_key"):
            rows = await fetch(f"SELECT DISTINCT register FROM {table}")  # noqa: S608 - tests name the tables
            assert [row["register"] for row in rows] == [register], table
        assert (await fetch("SELECT count(*) AS many FROM officer"))[0]["many"] == 3


@residence_alone
async def test_nights_of_the_police_make_no_room_for_positions_and_end_no_tracks(place: Settings) -> None:
    async with installed(place):
        done = await run_nightly(place)
        assert await position_days() == []
        assert not {name for name in done if "partition" in name and done[name]}
        assert not await fetch("SELECT FROM shard")


@residence_alone
async def test_there_is_nothing_for_ingest_to_do(place: Settings) -> None:
    with pytest.raises(SettingsWrong, match="SUPERVISION_REGISTERS"):
        await ingest(place, 0)


@residence_alone
async def test_the_police_are_ready_without_ingest_and_have_no_ear_for_alerts(place: Settings) -> None:
    app = create_app(place)
    async with serving(app) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        answer = await client.get("/readyz")
        assert (answer.status_code, answer.json()) == (200, {"database": True, "vault": True, "ingest": None})
        assert "alert_hub" not in app.state
        assert (await client.get("/api/v1/supervisees")).status_code == 404
        assert (await client.get("/api/v1/aftercare")).status_code == 404
        assert (await client.get("/console/alerts", headers={"accept": "text/html"})).status_code == 404
        page = (await client.get("/console/sign-in", headers={"accept": "text/html"})).text
        assert "社区警务" in page
        assert "轨迹" not in page


@residence_alone
async def test_the_doctor_of_the_police_looks_at_database_keys_chain_and_web_alone(
    place: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert not await doctor(replace(place, http_port=free_port())), "nothing serves yet"
    said = capsys.readouterr().out
    assert "web -" in said
    for absent in ("ingest", "corrections", "broker", "partitions", "SUPERVISION_MQTT_PORT", str(place.mqtt_port)):
        assert absent not in said, absent
    assert said.count("故障/FAIL") == 1


@pytest.mark.parametrize("register", Register)
async def test_a_machine_with_the_keys_of_one_register_works_beside_the_other_on_one_database(
    cast: Cast, vault: Vault, tmp_path: Path, register: Register
) -> None:
    (tmp_path / "apart").mkdir(mode=0o700)
    shutil.copytree(vault.folder(register).path, tmp_path / "apart" / register)
    own = load_settings({"SUPERVISION_KEY_DIR": str(tmp_path / "apart"), "SUPERVISION_REGISTERS": register})
    use_vault(await open_vault(own))
    here, there = (cast.olga, cast.petra) if register is CORRECTIONS else (cast.petra, cast.olga)
    assert (await sign_in(here.username, PASSWORD, here.code())).officer.id == here.id
    with pytest.raises(SignInRefused):
        await sign_in(there.username, PASSWORD, there.code())
    assert (await verify_chain(register)).is_whole
    assert [folder.name for folder in own.key_dir.iterdir()] == [register]
