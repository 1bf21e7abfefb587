import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from supervision import legal_time
from supervision.errors import KeyFolderRefused
from supervision.settings import Register, SealSuite, Settings
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from supervision.vault import (
    KeyKind,
    Place,
    create_key,
    destroy_key,
    load_key,
    open_vault,
    rotate_keys,
    seal_text,
    unseal_text,
)
from supervision.vault.key_files import write_key
from supervision.vault.key_folder import make_key_folder
from tests.supervision.vault.makers import (
    CORRECTIONS,
    back_up_keys,
    closing_vault,
    make_settings,
    open_and_use,
    restore_keys,
    stored_key,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("suite", list(SealSuite))
async def test_what_was_sealed_before_a_restart_opens_after_it(
    database: DatabaseUrls, tmp_path: Path, suite: SealSuite
) -> None:
    settings = make_settings(tmp_path / database.service[-4:], suite)
    with closing_vault():
        await open_and_use(settings)
        file = await create_key(CORRECTIONS, KeyKind.FILE)
        place = Place("person_file", "home_sealed", file.id)
        envelope = seal_text(file, "某街 12 号", place)
        await open_and_use(settings)
        assert unseal_text(await load_key(file.id), envelope, place) == "某街 12 号"


@pytest.mark.usefixtures("vault")
async def test_a_missing_key_folder_is_refused_while_sealed_data_exists(settings: Settings) -> None:
    shutil.rmtree(settings.key_dir)
    with pytest.raises(KeyFolderRefused, match="Restore the key folder"):
        await open_vault(settings)
    assert not settings.key_dir.exists()


@pytest.mark.usefixtures("vault")
async def test_a_missing_key_folder_is_refused_even_where_the_database_forgot_which_it_was(settings: Settings) -> None:
    shutil.rmtree(settings.key_dir)
    await fetch("DELETE FROM vault_folder")
    with pytest.raises(KeyFolderRefused, match="Restore the key folder"):
        await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_the_key_folder_of_another_database_is_refused(settings: Settings, tmp_path: Path) -> None:
    for register in Register:
        make_key_folder(tmp_path / "others", register, SealSuite.AES, legal_time.now())
    with pytest.raises(KeyFolderRefused, match="does not open"):
        await open_vault(replace(settings, key_dir=tmp_path / "others"))
    await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_the_key_folder_of_another_database_is_refused_by_its_id_too(settings: Settings) -> None:
    await fetch("UPDATE vault_folder SET folder_id = gen_random_uuid()")
    with pytest.raises(KeyFolderRefused, match="keys of another database"):
        await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_a_monthly_key_that_opens_nothing_is_refused(settings: Settings) -> None:
    write_key(settings.key_dir / "corrections" / f"{month_now()}.key", b"k" * 32)
    with pytest.raises(KeyFolderRefused, match="does not open"):
        await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_a_key_folder_open_to_others_is_refused_at_start(settings: Settings) -> None:
    (settings.key_dir / "corrections" / "audit.key").chmod(0o644)
    with pytest.raises(KeyFolderRefused, match="chmod 600"):
        await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_a_key_folder_older_than_the_database_is_refused(settings: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(settings.key_dir, copy)
    await rotate_keys(CORRECTIONS, legal_time.now().replace(year=2027))
    with pytest.raises(KeyFolderRefused, match="older than the database"):
        await open_vault(replace(settings, key_dir=copy))


@pytest.mark.usefixtures("vault")
async def test_a_backup_older_than_backups_may_live_is_refused(settings: Settings, superuser_url: str) -> None:
    backup = await back_up_keys()
    await rotate_keys(CORRECTIONS, legal_time.now().replace(year=2027))
    await rotate_keys(CORRECTIONS, legal_time.now().replace(year=2028))
    await restore_keys(superuser_url, backup)
    with pytest.raises(KeyFolderRefused, match="older than backups may live"):
        await open_vault(settings)


@pytest.mark.usefixtures("vault")
async def test_what_a_restored_backup_brought_back_is_destroyed_before_the_vault_opens(
    settings: Settings, superuser_url: str
) -> None:
    file = await create_key(CORRECTIONS, KeyKind.FILE)
    backup = await back_up_keys()
    await destroy_key(file.id, "retention-ended", "person-file", str(file.id))
    await open_vault(settings)  # lists it, as the process that destroyed it was killed before it could
    await restore_keys(superuser_url, backup)
    assert (await stored_key(file.id))["wrapped_sealed"] is not None
    await open_vault(settings)
    assert (await stored_key(file.id))["wrapped_sealed"] is None


def month_now() -> str:
    return f"{legal_time.legal_day(legal_time.now()):%Y-%m}"
