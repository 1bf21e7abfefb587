from pathlib import Path

import pytest

from tools.assets import FILES, PACKAGES, VENDOR, AssetError, copy, fingerprint


def test_exactly_the_listed_files_are_copied_and_older_ones_go(tmp_path: Path) -> None:
    packages, vendor = tmp_path / "node_modules", tmp_path / "vendor"
    (packages / "maps/dist").mkdir(parents=True)
    (packages / "maps/dist/maps.js").write_text("maps")
    (packages / "maps/dist/maps.d.ts").write_text("types")
    vendor.mkdir()
    (vendor / "old.js").write_text("of an earlier version")
    copy(packages, vendor, {"maps/dist/maps.js": "maps.js"})
    assert {each.name: each.read_text() for each in vendor.iterdir()} == {"maps.js": "maps"}


def test_a_file_that_its_package_lacks_is_named_and_nothing_is_removed(tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "maps.js").write_text("maps")
    with pytest.raises(AssetError, match=r"maps/dist/maps\.js"):
        copy(tmp_path / "node_modules", vendor, {"maps/dist/maps.js": "maps.js"})
    assert (vendor / "maps.js").exists()


def test_a_new_lock_file_or_a_new_list_means_copying_again(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text("{}")
    first = fingerprint(lock, {"a": "b"})
    assert fingerprint(lock, {"a": "c"}) != first
    lock.write_text("{ }")
    assert fingerprint(lock, {"a": "b"}) != first


def test_the_pages_have_every_library_unchanged() -> None:
    assert {name for name in FILES.values() if (VENDOR / name).exists()} == set(FILES.values())
    for source, name in FILES.items():
        assert (VENDOR / name).read_bytes() == (PACKAGES / source).read_bytes()
