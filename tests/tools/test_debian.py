from pathlib import Path

import pytest

from tools.debian import PackageError, planned, unpack

SIMULATION = """\
NOTE: This is only a simulation!
Inst libcjson1 (1.7.15-1+deb12u4 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64])
Inst libssl3 [3.0.9-1] (3.0.17-1~deb12u2 Debian:12.15/oldstable [amd64]) []
Inst mosquitto (2.0.11-1.2+deb12u2 Debian:12.15/oldstable [amd64])
Conf mosquitto (2.0.11-1.2+deb12u2 Debian:12.15/oldstable [amd64])
"""


def test_what_apt_would_install_or_upgrade_is_what_is_unpacked() -> None:
    assert planned(SIMULATION) == [
        "libcjson1=1.7.15-1+deb12u4",
        "libssl3=3.0.17-1~deb12u2",
        "mosquitto=2.0.11-1.2+deb12u2",
    ]


def test_without_apt_the_error_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError, match="there is no apt-get on this machine"):
        unpack("mosquitto", into=tmp_path / "into", work=tmp_path / "work")
