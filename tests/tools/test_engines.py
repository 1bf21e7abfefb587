import subprocess
from pathlib import Path

import pytest

from tools import engines
from tools.debian import PackageError

PAGE = """<!doctype html><meta charset="utf-8"><body><script>
function drawn(character) {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  pen.font = "40px sans-serif";
  pen.fillText(character, 20, 60);
  return canvas.toDataURL();
}
const empty = drawn(" "), one = drawn("矫"), other = drawn("正");
document.body.textContent = one !== empty && one !== other ? "characters" : "boxes";
</script>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for engines, on a machine with no program on its PATH."""
    monkeypatch.setattr(engines, "ENGINES", tmp_path / ".engines")
    monkeypatch.setattr(engines, "BIN", tmp_path / ".engines/bin")
    monkeypatch.setattr(engines, "SYSTEM_FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_every_program_that_tests_need_is_there_and_starts() -> None:
    assert [name for name in engines.PROGRAMS if engines.find(name) is None] == []


def test_chromium_draws_chinese_characters_and_not_boxes(tmp_path: Path) -> None:
    chromium = engines.find("chromium")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    page = subprocess.run(
        [str(chromium), *flags, f"--user-data-dir={tmp_path}/profile", "--dump-dom", f"file://{tmp_path}/page.html"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "<body>characters</body>" in page.stdout


def test_the_machines_own_program_is_preferred_and_nothing_is_unpacked(folder: Path) -> None:
    program = folder / "mosquitto"
    program.write_text("#!/bin/sh\necho mosquitto version 2.0.18\nexit 3\n")
    program.chmod(0o755)
    assert engines.ensure("mosquitto") == program
    assert not (folder / ".engines/mosquitto").exists()


def test_a_program_that_is_too_old_does_not_count(folder: Path) -> None:
    program = folder / "mosquitto"
    program.write_text("#!/bin/sh\necho mosquitto version 1.6.9\n")
    program.chmod(0o755)
    assert engines.find("mosquitto") is None


def test_what_cannot_be_had_is_named_with_what_to_do_and_can_be_tried_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert engines.main(["ensure", "mosquitto"]) == 1
    told = capsys.readouterr().err
    assert "the Debian package mosquitto cannot be had: there is no apt-get on this machine" in told
    assert "Install mosquitto so that it is on PATH." in told
    assert not (folder / ".engines/mosquitto").exists()


def test_where_a_program_is_only_wanted_its_lack_is_no_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    assert engines.main(["ensure", "--if-possible", "mosquitto"]) == 0
    assert "cannot be had" in capsys.readouterr().err


def test_an_unpacked_program_gets_a_wrapper_that_passes_arguments_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(_package: str, *, into: Path, work: Path) -> None:
        assert work.parent == into.parent
        program, library = into / "usr/sbin/mosquitto", into / "usr/lib/x/libcjson.so.1"
        program.parent.mkdir(parents=True)
        library.parent.mkdir(parents=True)
        library.touch()
        program.write_text('#!/bin/sh\necho "mosquitto version 2.0.11 <$1> <$2> $LD_LIBRARY_PATH"\n')
        program.chmod(0o755)

    monkeypatch.setattr(engines, "unpack", unpack)
    wrapper = engines.ensure("mosquitto")
    assert wrapper == folder / ".engines/bin/mosquitto"
    said = subprocess.run([str(wrapper), "a b", "it's"], capture_output=True, text=True, check=True).stdout
    assert said == f"mosquitto version 2.0.11 <a b> <it's> {folder}/.engines/mosquitto/usr/lib/x\n"


def test_what_was_unpacked_for_an_older_machine_is_unpacked_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, unpacked = folder / ".engines/mosquitto/usr/sbin/mosquitto", []
    old.parent.mkdir(parents=True)
    old.write_text("#!/bin/sh\necho 'libssl.so.1.1: cannot open shared object file' >&2\nexit 127\n")
    old.chmod(0o755)

    def unpack(package: str, *, into: Path, work: Path) -> None:
        assert work.parent == into.parent
        unpacked.append(package)
        program = into / "usr/sbin/mosquitto"
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\necho mosquitto version 2.0.18\n")
        program.chmod(0o755)

    monkeypatch.setattr(engines, "unpack", unpack)
    for _ in range(2):
        engines.ensure("mosquitto")
    assert unpacked == ["mosquitto"]
    assert engines.find("mosquitto") is not None


def test_half_an_unpacking_leaves_nothing_that_looks_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(_package: str, *, into: Path, work: Path) -> None:
        (into / "half").touch()
        raise PackageError(f"the disk under {work.name} is full")

    monkeypatch.setattr(engines, "unpack", unpack)
    with pytest.raises(engines.EngineError, match="the disk under apt is full"):
        engines.ensure("mosquitto")
    assert engines.find("mosquitto") is None
    assert not (folder / ".engines/mosquitto").exists()
