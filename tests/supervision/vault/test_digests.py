from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.errors import SettingsWrong
from supervision.settings import Register, SealSuite
from supervision.vault import (
    DIGEST_BYTES,
    SearchField,
    Vault,
    chain_mac,
    current_vault,
    digest,
    digest_terms,
    person_terms,
    public_key,
    sign,
    use_vault,
    verify_signature,
)
from supervision.vault.suites import AES
from tests.supervision.vault.makers import make_folder

CORRECTIONS = Register.CORRECTIONS


def use_new_vault(key_dir: Path, suite: SealSuite = SealSuite.AES) -> None:
    use_vault(Vault(AES, {CORRECTIONS: make_folder(key_dir, suite)}))


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path) -> Iterator[None]:
    use_new_vault(tmp_path / "keys")
    yield
    use_vault(None)


def test_equal_terms_of_one_field_have_equal_digests() -> None:
    assert digest(CORRECTIONS, SearchField.NAME, "张三") == digest(CORRECTIONS, "name", "张三")
    assert len(digest(CORRECTIONS, SearchField.NAME, "张三")) == DIGEST_BYTES


def test_the_same_value_in_another_field_has_another_digest() -> None:
    assert digest(CORRECTIONS, SearchField.NAME, "张三") != digest(CORRECTIONS, SearchField.GIVEN_NAME, "张三")
    assert digest(CORRECTIONS, "ab", "c") != digest(CORRECTIONS, "a", "bc")


def test_another_key_folder_gives_digests_that_cannot_be_joined(tmp_path: Path) -> None:
    here = digest(CORRECTIONS, SearchField.PHONE, "13800001234")
    use_new_vault(tmp_path / "others")
    assert digest(CORRECTIONS, SearchField.PHONE, "13800001234") != here


def test_each_term_of_a_person_has_its_own_digest() -> None:
    terms = person_terms("欧阳修", "11010119900307123X", ["13800001234"])
    digests = digest_terms(CORRECTIONS, terms)
    assert set(digests) == terms
    assert len(set(digests.values())) == len(terms)


@pytest.mark.parametrize("suite", list(SealSuite))
def test_the_chains_mac_is_keyed_by_the_folder(tmp_path: Path, suite: SealSuite) -> None:
    use_new_vault(tmp_path / "one", suite)
    mac = chain_mac(CORRECTIONS, b"entry")
    assert len(mac) == 32
    assert mac == chain_mac(CORRECTIONS, b"entry") != chain_mac(CORRECTIONS, b"entrz")
    use_new_vault(tmp_path / "two", suite)
    assert chain_mac(CORRECTIONS, b"entry") != mac


def test_what_the_register_signs_verifies_under_its_public_key() -> None:
    signature = sign(CORRECTIONS, b"text")
    verify_signature(public_key(CORRECTIONS), b"text", signature)
    assert len(signature) == 64


def test_a_register_that_is_not_kept_has_no_keys() -> None:
    use_vault(Vault(AES, {}))
    with pytest.raises(SettingsWrong, match="SUPERVISION_REGISTERS"):
        digest(CORRECTIONS, SearchField.NAME, "张三")


def test_nothing_is_sealed_before_the_vault_is_open() -> None:
    use_vault(None)
    with pytest.raises(SettingsWrong, match="not open"):
        current_vault()
