"""`supervision init`, and what whoever holds the machine does after it."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyotp
import pytest

from api.commands.administration import add_officer_by_hand, migrate_database, pair_by_hand, rotate, verify_audit
from api.commands.first_start import init
from api.commands.installation import InstallationKind, installation_kind, mark_installation
from api.commands.installed import installed
from api.commands.opening import make_home
from devices.dialects import Dialect
from devices.registry import load_tracker, register_tracker
from supervision.errors import InputInvalid, NotPermitted, SettingsWrong, SignInRefused
from supervision.officers import AlreadyInitialised, sign_in
from supervision.settings import Register, Settings, load_settings
from supervision.storage.database import fetch
from tests.api.commands.conftest import Places


@dataclass(frozen=True)
class Paper:
    """What was printed for one officer."""

    username: str
    password: str
    totp_secret: str
    codes: list[str]

    @property
    def code(self) -> str:
        return pyotp.TOTP(self.totp_secret).now()


def papers_in(printed: str) -> dict[str, Paper]:
    found = re.findall(r"^\S+  ([\w.-]+)\n\n初始密码 / First password: (\S+)\n.*: (\S+)\n", printed, re.MULTILINE)
    codes = re.findall(r"^  ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})$", printed, re.MULTILINE)
    return {
        username: Paper(username, password, secret, codes[8 * number : 8 * number + 8])
        for number, (username, password, secret) in enumerate(found)
    }


@contextmanager
def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Iterator[None]:
    """Standard input as a script gives it."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        yield


async def started(
    settings: Settings, capsys: pytest.CaptureFixture[str], divisions: Path | None = None
) -> dict[str, Paper]:
    await init(settings, divisions, None)
    return papers_in(capsys.readouterr().out)


async def acts() -> list[tuple[str, str, str]]:
    rows = await fetch("SELECT act, actor_name, result FROM audit_entry ORDER BY position")
    return [(row["act"], row["actor_name"], row["result"]) for row in rows]


async def test_an_empty_place_becomes_an_installation_that_three_people_of_each_register_can_sign_in_to(
    places: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "divisions.csv").write_bytes("代码,名称\n1499,青屏市\n149901,临溪县\n1498x,错\n".encode("gb18030"))
    async with places.empty_place("new") as settings:
        papers = await started(settings, capsys, tmp_path / "divisions.csv")
        three = ["system-admin", "security-admin", "audit-admin"]
        assert list(papers) == [*three, *(f"residence-{one}" for one in three)]
        assert all(len(paper.codes) == 8 for paper in papers.values())
        assert installation_kind(settings) is InstallationKind.REAL
        async with installed(settings):
            for paper in papers.values():
                assert (await sign_in(paper.username, paper.password, paper.code)).officer.username == paper.username
            names = {row["code"]: row["name"] for row in await fetch("SELECT code, name FROM division")}
            assert len(names) == 34 + 2
            assert names["149901"] == "临溪县"
            assert (await fetch("SELECT count(*) AS many FROM holiday"))[0]["many"] > 20


async def test_the_line_that_was_left_out_is_named_and_so_is_what_comes_next(
    places: Places, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "divisions.csv").write_text("code,name\n1499,青屏市\n1498x,错\n")
    async with places.empty_place("new") as settings:
        await init(settings, tmp_path / "divisions.csv", None)
    printed = capsys.readouterr().out
    assert "3: 1498x" in printed
    assert "copy the key folder" in printed
    assert "█" in printed, "a code to scan"


async def test_an_interrupted_start_is_finished_by_running_it_again(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    async with places.empty_place("new") as settings:
        lost = await started(settings, capsys)
        (settings.home / "installation.json").unlink()
        papers = await started(settings, capsys)
        assert installation_kind(settings) is InstallationKind.REAL
        async with installed(settings):
            with pytest.raises(SignInRefused):
                await sign_in("system-admin", lost["system-admin"].password, lost["system-admin"].code)
            paper = papers["system-admin"]
            await sign_in("system-admin", paper.password, paper.code)
        renewed = await started(settings, capsys)
        assert all(username.startswith("residence-") for username in renewed), "the other register is in use"
        async with installed(settings):
            paper = renewed["residence-audit-admin"]
            await sign_in(paper.username, paper.password, paper.code)
        with pytest.raises(AlreadyInitialised):
            await init(settings, None, None)


async def test_a_register_that_is_kept_from_now_on_gets_its_own_three(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    async with places.empty_place("new") as settings:
        papers = await started(replace(settings, registers=frozenset({Register.CORRECTIONS})), capsys)
        assert len(papers) == 3
        async with installed(replace(settings, registers=frozenset({Register.CORRECTIONS}))):
            paper = papers["security-admin"]
            await sign_in(paper.username, paper.password, paper.code)
        assert all(username.startswith("residence-") for username in await started(settings, capsys))
        with pytest.raises(AlreadyInitialised):
            await init(replace(settings, registers=frozenset({Register.CORRECTIONS})), None, None)


async def test_a_home_that_held_the_demo_is_refused_and_a_list_that_cannot_be_read(
    places: Places, tmp_path: Path
) -> None:
    async with places.empty_place("demo") as settings:
        make_home(settings)
        mark_installation(settings, InstallationKind.DEMO)
        with pytest.raises(SettingsWrong, match="demo town"):
            await init(settings, None, None)
    async with places.empty_place("new") as settings:
        (tmp_path / "broken.csv").write_bytes(b"\xff\xff\xff")
        with pytest.raises(InputInvalid):
            await init(settings, tmp_path / "broken.csv", None)
        assert installation_kind(settings) is None


async def test_an_officer_is_added_by_whoever_signs_in_at_the_terminal_and_the_audit_names_them(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with places.empty_place("new") as settings:
        papers = await started(settings, capsys)
        sue = papers["security-admin"]
        with typing(monkeypatch, sue.password, sue.code):
            await add_officer_by_hand(settings, "deputy", "系统副管理员", "", "system-admin", "", "security-admin")
        new = papers_in(capsys.readouterr().out)["deputy"]
        async with installed(settings):
            assert (await sign_in("deputy", new.password, new.code)).officer.name == "系统副管理员"
            assert await fetch("SELECT id FROM session WHERE ended_at IS NOT NULL")
            assert ("officer:create", "安全管理员", "done") in await acts()


async def test_who_may_not_add_officers_is_refused_and_that_is_recorded(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with places.empty_place("new") as settings:
        papers = await started(settings, capsys)
        sam = papers["system-admin"]
        with typing(monkeypatch, sam.password, sam.codes[0]), pytest.raises(NotPermitted):
            await add_officer_by_hand(settings, "friend", "朋友", "", "audit-admin", "", "system-admin")
        with typing(monkeypatch, "guess", "123456"), pytest.raises(SignInRefused):
            await add_officer_by_hand(settings, "friend", "朋友", "", "audit-admin", "", "security-admin")
        with pytest.raises(InputInvalid, match="no role"):
            await add_officer_by_hand(settings, "friend", "朋友", "", "emperor", "", "security-admin")
        async with installed(settings):
            assert ("officer:create", "系统管理员", "refused") in await acts()
            assert len(await fetch("SELECT id FROM officer")) == 6
            assert not await fetch("SELECT id FROM session WHERE ended_at IS NULL")


async def test_a_tracker_is_paired_at_the_terminal_and_its_document_printed_once(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with places.empty_place("new") as settings:
        sam = (await started(settings, capsys))["system-admin"]
        async with installed(settings):
            officer = (await sign_in(sam.username, sam.password, sam.codes[0])).officer
            tracker_id = await register_tracker(officer, "SN-1", "口袋机", Dialect.OWNTRACKS, "14", is_dedicated=False)
        with typing(monkeypatch, sam.password, sam.codes[1]):
            await pair_by_hand(settings, tracker_id, "system-admin")
        printed = capsys.readouterr().out
        assert f'"topic": "trackers/0/{tracker_id}"' in printed
        assert "owntracks:///config?inline=" in printed
        async with installed(settings):
            assert (await load_tracker(officer, tracker_id)).state == "paired"


async def test_keys_are_rotated_and_the_chain_verified_by_hand_and_both_are_recorded(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    async with places.empty_place("new") as settings:
        await started(settings, capsys)
        await rotate(settings)
        assert "copy the key folder" in capsys.readouterr().out.lower()
        assert await verify_audit(settings)
        assert "whole" in capsys.readouterr().out
        async with installed(settings):
            assert [act for act, _, _ in await acts()][-2:] == ["keys:rotate", "audit:verify"]


async def test_migrations_that_have_not_run_are_asked_for_and_then_run(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    async with places.empty_place("bare") as settings:
        with pytest.raises(SettingsWrong, match="supervision migrate"):
            async with installed(settings):
                pass
        await migrate_database(settings)
        assert "supervision:" in capsys.readouterr().out
        await migrate_database(settings)
        assert "up to date" in capsys.readouterr().out


async def test_commands_refuse_a_home_that_holds_nothing(tmp_path: Path) -> None:
    nothing = load_settings({"SUPERVISION_HOME": str(tmp_path / "nothing")})
    for command in (migrate_database, rotate, verify_audit):
        with pytest.raises(SettingsWrong, match="no installation"):
            await command(nothing)
    assert not nothing.home.exists()
