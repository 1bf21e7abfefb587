import multiprocessing
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from supervision.errors import KeyFolderRefused, SealBroken
from supervision.settings import Register, SealSuite
from supervision.vault import verify_signature
from supervision.vault.key_files import append_durably, read_key, write_key
from supervision.vault.key_folder import make_key_folder, month_of, open_key_folder
from tests.supervision.vault.makers import NOVEMBER, make_folder

KEY_FILES = ["2026-11.key", "audit.key", "search.key", "signing.key"]
ALL_FILES = [*KEY_FILES, "destroyed.jsonl", "folder.json"]


@pytest.fixture
def key_dir(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def reopen(key_dir: Path) -> None:
    open_key_folder(key_dir, Register.CORRECTIONS)


def test_a_new_folder_holds_its_keys_and_is_private(key_dir: Path) -> None:
    path = make_folder(key_dir).path
    assert sorted(entry.name for entry in path.iterdir()) == sorted(ALL_FILES)
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in path.iterdir()} == {0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (key_dir, path)] == [0o700, 0o700]


def test_a_loose_umask_leaves_the_folder_private(key_dir: Path) -> None:
    before = os.umask(0)
    try:
        path = make_folder(key_dir).path
    finally:
        os.umask(before)
    assert {stat.S_IMODE(entry.stat().st_mode) & 0o077 for entry in (key_dir, path, *path.iterdir())} == {0}


def test_the_same_keys_come_back_when_the_folder_is_opened_again(key_dir: Path) -> None:
    made, opened = make_folder(key_dir), open_key_folder(key_dir, Register.CORRECTIONS)
    assert opened.folder_id == made.folder_id
    assert opened.current_month == made.current_month
    assert opened.search_digest(b"term") == made.search_digest(b"term") != made.chain_mac(b"term")
    assert opened.chain_mac(b"entry") == made.chain_mac(b"entry")
    verify_signature(opened.public_key, b"text", made.sign(b"text"))


def test_the_suite_of_a_folder_is_the_one_of_its_creation(key_dir: Path) -> None:
    assert make_folder(key_dir, SealSuite.SM).suite.name is SealSuite.SM
    assert open_key_folder(key_dir, Register.CORRECTIONS).suite.name is SealSuite.SM


def test_a_signature_of_another_text_or_key_is_refused(key_dir: Path, tmp_path: Path) -> None:
    folder, stranger = make_folder(key_dir), make_folder(tmp_path / "others")
    for public_key, text, signature in [
        (folder.public_key, b"other", folder.sign(b"text")),
        (stranger.public_key, b"text", folder.sign(b"text")),
        (folder.public_key, b"text", b"short"),
        (b"no key", b"text", folder.sign(b"text")),
    ]:
        with pytest.raises(SealBroken):
            verify_signature(public_key, text, signature)


def test_the_repr_shows_no_key(key_dir: Path) -> None:
    folder = make_folder(key_dir)
    secrets = [read_key(folder.path / name) for name in KEY_FILES]
    assert "2026-11" in repr(folder)
    assert not any(secret.hex() in repr(folder) or repr(secret) in repr(folder) for secret in secrets)


@pytest.mark.parametrize("name", ALL_FILES)
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_open_to_others_is_refused_with_the_command_that_mends_it(key_dir: Path, name: str, mode: int) -> None:
    path = make_folder(key_dir).path / name
    path.chmod(mode)
    with pytest.raises(KeyFolderRefused, match=f"chmod 600 {path}"):
        reopen(key_dir)


@pytest.mark.parametrize("name", [".", "corrections"])
def test_a_folder_open_to_others_is_refused(key_dir: Path, name: str) -> None:
    make_folder(key_dir)
    (key_dir / name).chmod(0o750)
    with pytest.raises(KeyFolderRefused, match="chmod 700"):
        reopen(key_dir)


def test_an_editors_open_copy_of_a_key_is_refused(key_dir: Path) -> None:
    path = make_folder(key_dir).path
    (path / "search.key~").write_bytes((path / "search.key").read_bytes())
    (path / "search.key~").chmod(0o644)
    with pytest.raises(KeyFolderRefused, match=r"search\.key~"):
        reopen(key_dir)


def test_new_keys_are_not_made_in_a_folder_open_to_others(key_dir: Path) -> None:
    key_dir.mkdir(mode=0o755)
    with pytest.raises(KeyFolderRefused, match="chmod 700"):
        make_folder(key_dir)
    assert list(key_dir.iterdir()) == []


def test_a_folder_of_another_owner_is_refused(key_dir: Path) -> None:
    make_folder(key_dir)
    with pytest.raises(KeyFolderRefused, match="chown"):
        open_key_folder(key_dir, Register.CORRECTIONS, owner_uid=os.geteuid() + 1)


def test_a_link_in_place_of_a_key_is_refused(key_dir: Path, tmp_path: Path) -> None:
    path = make_folder(key_dir).path / "search.key"
    path.rename(tmp_path / "elsewhere.key")
    path.symlink_to(tmp_path / "elsewhere.key")
    with pytest.raises(KeyFolderRefused, match="neither a plain file nor a folder"):
        reopen(key_dir)


@pytest.mark.parametrize("name", ALL_FILES)
def test_a_missing_file_is_refused_and_named(key_dir: Path, name: str) -> None:
    path = make_folder(key_dir).path / name
    path.unlink()
    with pytest.raises(KeyFolderRefused, match=f"{name} is missing"):
        reopen(key_dir)


def test_a_missing_folder_is_refused(key_dir: Path) -> None:
    key_dir.mkdir(mode=0o700)
    with pytest.raises(KeyFolderRefused, match="corrections is missing"):
        reopen(key_dir)


@pytest.mark.parametrize("name", KEY_FILES)
@pytest.mark.parametrize("content", [b"", b"supervision-key-1 00 00\n", b"\xff\xfe", b"supervision-key-9 zz zz\n"])
def test_a_file_that_is_no_key_is_refused(key_dir: Path, name: str, content: bytes) -> None:
    path = make_folder(key_dir).path / name
    path.write_bytes(content)
    with pytest.raises(KeyFolderRefused, match=name):
        reopen(key_dir)


@pytest.mark.parametrize("name", KEY_FILES)
def test_a_key_with_one_changed_digit_is_refused(key_dir: Path, name: str) -> None:
    path = make_folder(key_dir).path / name
    text = path.read_text()
    digit = text[20]
    path.write_text(text[:20] + ("0" if digit != "0" else "1") + text[21:])
    with pytest.raises(KeyFolderRefused, match="damaged"):
        reopen(key_dir)


def test_two_keys_that_changed_places_are_refused(key_dir: Path) -> None:
    path = make_folder(key_dir).path
    (path / "search.key").rename(path / "kept")
    (path / "audit.key").rename(path / "search.key")
    (path / "kept").rename(path / "audit.key")
    with pytest.raises(KeyFolderRefused, match="another key under this name"):
        reopen(key_dir)


def test_an_unreadable_note_is_refused(key_dir: Path) -> None:
    (make_folder(key_dir).path / "folder.json").write_text("{}")
    with pytest.raises(KeyFolderRefused, match="cannot be read"):
        reopen(key_dir)


def test_keys_are_never_made_over_existing_ones(key_dir: Path) -> None:
    before = make_folder(key_dir)
    after = make_folder(key_dir)
    assert after.folder_id == before.folder_id
    assert [entry.name for entry in key_dir.iterdir()] == ["corrections"]


def _make(key_dir: Path) -> None:
    make_key_folder(key_dir, Register.CORRECTIONS, SealSuite.AES, NOVEMBER)


def test_two_processes_that_start_together_share_one_folder(key_dir: Path) -> None:
    context = multiprocessing.get_context("spawn")
    starting = [context.Process(target=_make, args=(key_dir,)) for _ in range(2)]
    for process in starting:
        process.start()
    for process in starting:
        process.join(60)
    assert [process.exitcode for process in starting] == [0, 0]
    assert [entry.name for entry in key_dir.iterdir()] == ["corrections"]
    assert open_key_folder(key_dir, Register.CORRECTIONS).current_month[0] == "2026-11"


def test_a_month_is_named_by_legal_time() -> None:
    last_hour_in_utc = NOVEMBER.replace(day=30, hour=17)
    assert month_of(last_hour_in_utc) == "2026-12"
    assert month_of(last_hour_in_utc - timedelta(hours=2)) == "2026-11"


def test_a_new_month_is_seen_by_a_process_that_opened_the_folder_before(key_dir: Path) -> None:
    folder, other = make_folder(key_dir), open_key_folder(key_dir, Register.CORRECTIONS)
    folder.add_month("2026-12", NOVEMBER)
    assert other.current_month == folder.current_month
    assert other.living_months == ["2026-11", "2026-12"]
    assert other.month_key("2026-11") == folder.month_key("2026-11") != other.month_key("2026-12")


def test_adding_a_month_twice_keeps_its_key(key_dir: Path) -> None:
    folder = make_folder(key_dir)
    folder.add_month("2026-12", NOVEMBER)
    key = folder.month_key("2026-12")
    open_key_folder(key_dir, Register.CORRECTIONS).add_month("2026-12", NOVEMBER)
    assert open_key_folder(key_dir, Register.CORRECTIONS).month_key("2026-12") == key


def test_a_destroyed_month_is_gone_from_disk_and_from_every_process(key_dir: Path) -> None:
    folder, other = make_folder(key_dir), open_key_folder(key_dir, Register.CORRECTIONS)
    folder.add_month("2026-12", NOVEMBER)
    folder.destroy_month("2026-11", NOVEMBER)
    assert not (folder.path / "2026-11.key").exists()
    assert folder.month_key("2026-11") is None
    assert other.month_key("2026-11") is None
    assert open_key_folder(key_dir, Register.CORRECTIONS).living_months == ["2026-12"]


def test_a_destruction_killed_half_way_is_finished_at_the_next_start(key_dir: Path) -> None:
    folder = make_folder(key_dir)
    folder.add_month("2026-12", NOVEMBER)
    path = folder.path / "2026-11.key"
    key_text = path.read_text()
    folder.destroy_month("2026-11", NOVEMBER)
    path.write_text(key_text[:40])  # as a kill between overwriting and unlinking leaves it
    path.chmod(0o600)
    assert open_key_folder(key_dir, Register.CORRECTIONS).living_months == ["2026-12"]
    assert not path.exists()


def test_a_month_key_that_no_note_knows_yet_was_never_used_and_is_replaced(key_dir: Path) -> None:
    folder = make_folder(key_dir)
    write_key(folder.path / "2026-12.key", b"k" * 32)  # as a kill between the key and its note leaves it
    reopened = open_key_folder(key_dir, Register.CORRECTIONS)
    assert reopened.living_months == ["2026-11"]
    reopened.add_month("2026-12", NOVEMBER)
    assert reopened.month_key("2026-12") not in {None, b"k" * 32}


def test_the_date_of_retirement_once_set_stays(key_dir: Path) -> None:
    folder = make_folder(key_dir)
    folder.retire_month("2026-11", NOVEMBER)
    folder.retire_month("2026-11", NOVEMBER + timedelta(days=1))
    assert open_key_folder(key_dir, Register.CORRECTIONS).months["2026-11"].retired_at == NOVEMBER


def test_a_line_torn_by_a_crash_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "destroyed.jsonl"
    path.write_bytes(b'{"whole": 1}\n{"torn')
    append_durably(path, b'{"next": 2}\n')
    append_durably(path, b'{"last": 3}\n')
    assert path.read_bytes().splitlines() == [b'{"whole": 1}', b'{"torn', b'{"next": 2}', b'{"last": 3}']
