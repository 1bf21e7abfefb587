"""A backup holds no key, comes back whole into an empty place, and brings back nothing that was destroyed."""

import json
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from api.commands.administration import verify_audit
from api.commands.backup import backup, restore
from api.commands.installation import InstallationKind, installation_kind, mark_installation
from api.commands.installed import installed
from supervision import legal_time
from supervision.audit import EVERYTHING, Act, audited_change, verify_chain
from supervision.corrections.opening import open_person_file
from supervision.errors import KeyDestroyed, KeyFolderRefused, SealBroken, SettingsWrong, StorageUnavailable
from supervision.officers import Officer, load_session
from supervision.settings import Register, Settings
from supervision.storage.database import fetch
from supervision.vault import destroy_key, list_destruction, rotate_keys
from tests.api.commands.conftest import Places
from tests.cast import gather_cast
from tests.makers import CORRECTIONS, MAKER
from tests.makers_files import make_person_file

NAME = "欧阳翠微"


async def fill(settings: Settings) -> tuple[Officer, UUID, UUID]:
    """Two files in the place, and the officer who may read them."""
    async with installed(settings):
        cast = await gather_cast()
        first = await make_person_file(cast.olga.officer, name=NAME, document_number="149901198702030417")
        second = await make_person_file(cast.olga.officer)
        mark_installation(settings, InstallationKind.REAL)
        return cast.olga.officer, first, second


async def destroy(settings: Settings, file_id: UUID) -> None:
    async with installed(settings), audited_change(MAKER, Act.PERSON_FILE_END, EVERYTHING) as change:
        (row,) = await fetch("SELECT vault_key FROM person_file WHERE id = $1", file_id)
        destruction = await destroy_key(row["vault_key"], "retention", "person_file", str(file_id))
        change.after_commit(lambda: list_destruction(destruction))


def copy_keys(settings: Settings, there: Settings) -> None:
    shutil.copytree(settings.key_dir, there.key_dir)
    there.home.chmod(0o700)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_backup_is_private_says_what_it_is_and_holds_no_key(settings: Settings, tmp_path: Path) -> None:
    await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = contents(folder)
    assert set(files) == {"database.dump", "manifest.json", "signatures.json"}
    assert all(stat.S_IMODE((folder / name).stat().st_mode) == 0o600 for name in files)
    keys = [path.read_bytes().split()[1] for path in settings.key_dir.rglob("*.key")]
    assert len(keys) == 8, "four of each register"
    assert not [
        key for key in keys for content in files.values() if key in content or bytes.fromhex(key.decode()) in content
    ]
    manifest = json.loads(files["manifest.json"])
    assert manifest["installation"] == "real"
    assert manifest["dump_bytes"] == len(files["database.dump"])


async def test_a_backup_is_an_act_that_the_audit_knows_even_in_the_backup(settings: Settings, tmp_path: Path) -> None:
    await fill(settings)
    (tmp_path / "backups").mkdir()
    folder = await backup(settings, tmp_path / "backups")
    assert folder.parent == tmp_path / "backups"
    async with installed(settings):
        (head,) = await fetch("SELECT * FROM audit_entry ORDER BY position DESC LIMIT 1")
    assert head["act"] == "service:backup"
    assert json.loads(head["detail_json"]) == {"folder": folder.name}
    facts = json.loads((folder / "manifest.json").read_bytes())["registers"]["corrections"]
    assert (facts["audit_position"], facts["audit_mac"]) == (head["position"], head["mac"].hex())


async def test_what_was_backed_up_is_read_again_in_an_empty_place_with_the_copied_keys(
    settings: Settings, places: Places, tmp_path: Path
) -> None:
    olga, first, _ = await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    async with places.empty_place("other") as other:
        copy_keys(settings, other)
        await restore(other, folder)
        assert installation_kind(other) is InstallationKind.REAL
        assert await verify_audit(other)
        async with installed(other):
            opened = await open_person_file(olga, first, "supervision")
            acts = await fetch("SELECT act, detail_json FROM audit_entry ORDER BY position DESC LIMIT 3")
    assert opened.identity.name == NAME
    assert [entry["act"] for entry in acts] == ["person-file:open", "audit:verify", "service:restore"]
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert json.loads(acts[2]["detail_json"])["sha256"] == manifest["dump_sha256"]


async def test_a_key_destroyed_after_the_backup_stays_destroyed(
    settings: Settings, places: Places, tmp_path: Path
) -> None:
    olga, first, second = await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    await destroy(settings, first)
    async with places.empty_place("other") as other:
        copy_keys(settings, other)
        await restore(other, folder)
        async with installed(other):
            with pytest.raises(KeyDestroyed):
                await open_person_file(olga, first, "supervision")
            assert (await open_person_file(olga, second, "supervision")).identity.name
            assert len(await fetch("SELECT id FROM destruction")) == 1


async def test_whoever_was_signed_in_is_so_no_longer(settings: Settings, places: Places, tmp_path: Path) -> None:
    async with installed(settings):
        cast = await gather_cast()
        assert (await load_session(cast.olga.token)).officer.username == "olga"
    folder = await backup(settings, tmp_path / "backup")
    async with places.empty_place("other") as other:
        copy_keys(settings, other)
        await restore(other, folder)
        async with installed(other):
            assert len(await fetch("SELECT id FROM session WHERE ended_at IS NULL")) == 0


async def test_nothing_is_restored_over_an_installation_or_without_its_keys(
    settings: Settings, places: Places, tmp_path: Path
) -> None:
    await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    with pytest.raises(SettingsWrong, match="holds an installation"):
        await restore(settings, folder)
    async with places.empty_place("other") as other:
        with pytest.raises(KeyFolderRefused, match="put the copy of the key folder there"):
            await restore(other, folder)
        async with installed(settings):
            pass
    async with places.empty_place("strangers") as stranger, places.place("third") as third:
        async with installed(third):
            pass
        copy_keys(third, stranger)
        with pytest.raises(KeyFolderRefused, match="another installation"):
            await restore(stranger, folder)
    async with places.place("full") as full:
        copy_keys(settings, full)
        with pytest.raises(SettingsWrong, match="not empty"):
            await restore(full, folder)


async def test_a_backup_older_than_its_monthly_key_is_refused(
    settings: Settings, places: Places, tmp_path: Path
) -> None:
    await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    start = legal_time.now()
    async with installed(settings):
        for days in (40, 80):
            await rotate_keys(CORRECTIONS, start + timedelta(days=days))
    async with places.empty_place("other") as other:
        copy_keys(settings, other)
        with pytest.raises(KeyFolderRefused, match="older than backups may live"):
            await restore(other, folder)


@pytest.mark.parametrize("name", ["database.dump", "manifest.json", "signatures.json"])
async def test_a_backup_of_which_a_byte_was_changed_is_refused_before_anything_is_run(
    settings: Settings, places: Places, tmp_path: Path, name: str
) -> None:
    await fill(settings)
    folder = await backup(settings, tmp_path / "backup")
    content = bytearray((folder / name).read_bytes())
    place = content.index(b'"delete_by"') + 14 if name == "manifest.json" else len(content) // 2
    content[place] ^= 1
    (folder / name).write_bytes(content)
    async with places.empty_place("other") as other:
        copy_keys(settings, other)
        with pytest.raises((SealBroken, SettingsWrong)):
            await restore(other, folder)
        assert not (other.home / "outside-database.json").exists()
        assert installation_kind(other) is None


async def test_an_unfinished_backup_leaves_nothing_and_is_none(settings: Settings, tmp_path: Path) -> None:
    gone = settings.database_url or ""
    with pytest.raises((SettingsWrong, StorageUnavailable)):
        await backup(replace(settings, database_url=gone.replace("@/", "@/no_such_")), tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
    with pytest.raises(SettingsWrong, match="no finished backup"):
        await restore(settings, tmp_path)


async def test_a_backup_carries_both_registers_and_both_chains_come_back(places: Places, tmp_path: Path) -> None:
    async with places.place("first") as first, places.empty_place("second") as second:
        await fill(first)
        folder = await backup(first, tmp_path / "backup")
        manifest = json.loads((folder / "manifest.json").read_text())
        assert set(manifest["registers"]) == set(Register)
        assert set(json.loads((folder / "signatures.json").read_text())) == set(Register)
        copy_keys(first, second)
        await restore(second, folder)
        async with installed(second):
            for register in Register:
                assert (await verify_chain(register)).is_whole
                assert await fetch(
                    "SELECT FROM audit_entry WHERE register = $1 AND act = $2", register, Act.SERVICE_RESTORE
                )


@pytest.mark.parametrize("register", Register)
async def test_who_keeps_one_register_neither_backs_up_nor_restores_both(
    places: Places, tmp_path: Path, register: Register
) -> None:
    async with places.place("first") as first, places.empty_place("second") as second:
        await fill(first)
        with pytest.raises(SettingsWrong, match="SUPERVISION_REGISTERS"):
            await backup(replace(first, registers=frozenset({register})), tmp_path / "half")
        assert not (tmp_path / "half").exists()
        folder = await backup(first, tmp_path / "backup")
        copy_keys(first, second)
        with pytest.raises(SettingsWrong, match="SUPERVISION_REGISTERS"):
            await restore(replace(second, registers=frozenset({register})), folder)
        assert installation_kind(second) is None
