import pytest
from cryptography.exceptions import InvalidTag

from supervision.vault.suites import AES, SM, SUITES, Suite

BOTH = pytest.mark.parametrize("suite", [AES, SM], ids=lambda suite: suite.name)


def test_the_two_suites_mark_their_envelopes_differently() -> None:
    assert {suite.mark for suite in SUITES.values()} == {0x11, 0x12}


def test_sm4_in_galois_mode_gives_the_published_vector() -> None:
    # RFC 8998, appendix A.1.
    cipher = SM.aead(bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"))
    plaintext = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    sealed = cipher.encrypt(
        bytes.fromhex("00001234567800000000ABCD"),
        plaintext,
        bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"),
    )
    assert sealed[-16:].hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"
    assert sealed[:16].hex().upper() == "17F399F08C67D5EE19D0DC9969C4BB7D"


def test_hmac_with_sha_256_gives_the_published_vector() -> None:
    # RFC 4231, test case 2.
    assert AES.keyed_hash(b"Jefe").digest(b"what do ya want for nothing?").hex().startswith("5bdcc146bf60754e6a042426")


@BOTH
def test_a_suite_opens_what_it_closed(suite: Suite) -> None:
    cipher = suite.aead(b"k" * suite.key_bytes)
    assert cipher.decrypt(b"n" * 12, cipher.encrypt(b"n" * 12, b"", b"a"), b"a") == b""


@BOTH
def test_other_associated_data_open_nothing(suite: Suite) -> None:
    cipher = suite.aead(b"k" * suite.key_bytes)
    sealed = cipher.encrypt(b"n" * 12, b"text", b"a")
    with pytest.raises(InvalidTag):
        cipher.decrypt(b"n" * 12, sealed, b"b")


def test_a_text_shorter_than_its_tag_opens_nothing_in_sm4() -> None:
    with pytest.raises(InvalidTag):
        SM.aead(b"k" * 16).decrypt(b"n" * 12, b"short", b"")


@BOTH
def test_a_prepared_keyed_hash_gives_the_same_digest_every_time(suite: Suite) -> None:
    prepared = suite.keyed_hash(b"key")
    assert prepared.digest(b"one") == prepared.digest(b"one") != prepared.digest(b"two")
    assert len(prepared.digest(b"one")) == 32


@BOTH
def test_keys_derived_for_different_uses_differ(suite: Suite) -> None:
    assert len(suite.derive(b"s" * 32, b"one")) == suite.key_bytes
    assert suite.derive(b"s" * 32, b"one") != suite.derive(b"s" * 32, b"two")
