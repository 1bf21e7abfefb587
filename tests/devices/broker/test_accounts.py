"""Accounts, their names, hashes and files; Mosquitto's own verdict on the hashes stands in test_access."""

import stat
from pathlib import Path

import pytest

from devices.broker.accounts import (
    BrokerAccount,
    BrokerRole,
    hash_password,
    make_password,
    password_fits,
    service_username,
    write_account_files,
)
from supervision.errors import InputInvalid

HASH = hash_password("c" * 32)
REACHING = ["trk+a", "trk#a", "trk/a", "trk:a", "trk a", "trk\na", "%u-a"]


@pytest.mark.parametrize("name", ["trk-0a1b2c3d4e", "abcd", "a" * 40, "0123-a"])
def test_a_tracker_s_name_is_made_of_small_letters_digits_and_hyphens(name: str) -> None:
    assert name == BrokerAccount(name, HASH, BrokerRole.TRACKER).username


@pytest.mark.parametrize("name", ["", "abc", "a" * 41, "Trk-a", "trk-ä", "12345", "_probe", *REACHING])
def test_a_tracker_cannot_have_a_name_that_reaches_beyond_its_topics(name: str) -> None:
    with pytest.raises(InputInvalid):
        BrokerAccount(name, HASH, BrokerRole.TRACKER)


@pytest.mark.parametrize("name", ["trk-anna", "service-0", "00", "1000", "+", "#", "-1", "٣"])
def test_only_a_number_names_a_shard_s_account(name: str) -> None:
    with pytest.raises(InputInvalid):
        BrokerAccount(name, HASH, BrokerRole.SERVICE)


@pytest.mark.parametrize("shard", [0, 7, 42, 999])
def test_no_tracker_can_have_the_name_of_a_shard_s_account(shard: int) -> None:
    name = service_username(shard)
    assert name == BrokerAccount(name, HASH, BrokerRole.SERVICE).username
    with pytest.raises(InputInvalid):
        BrokerAccount(name, HASH, BrokerRole.TRACKER)


@pytest.mark.parametrize("text", ["", "plain", "$6$101$AAAA$BBBB", HASH + "\nother:hash", HASH[:-1]])
def test_a_hash_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(InputInvalid):
        BrokerAccount("trk-anna", text, BrokerRole.TRACKER)


def test_passwords_are_128_random_bits_and_their_hashes_salted() -> None:
    passwords = {make_password() for _ in range(50)}
    assert len(passwords) == 50
    assert {32} == {len(password) for password in passwords}
    assert hash_password("same") != hash_password("same")


def test_only_the_right_password_fits() -> None:
    assert password_fits("c" * 32, HASH)
    assert not password_fits("d" * 32, HASH)
    assert not password_fits("", "")


def test_an_account_shows_no_hash() -> None:
    assert HASH not in repr(BrokerAccount("trk-anna", HASH, BrokerRole.TRACKER))


def test_the_files_are_replaced_whole_and_private(tmp_path: Path) -> None:
    write_account_files(tmp_path, [BrokerAccount("trk-anna", HASH, BrokerRole.TRACKER)])
    write_account_files(tmp_path, [BrokerAccount("0", HASH, BrokerRole.SERVICE)])
    assert f"0:{HASH}\n" == (tmp_path / "passwords").read_text()
    assert {"passwords", "acl"} == {path.name for path in tmp_path.iterdir()}
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}


def test_the_access_rules_know_no_user_blocks(tmp_path: Path) -> None:
    write_account_files(tmp_path, [])
    rules = [line for line in (tmp_path / "acl").read_text().splitlines() if not line.startswith("#")]
    assert rules
    assert all(line.startswith("pattern ") for line in rules)
