"""What the doctor looks at without the database: settings, keys, disk, certificate, ports; and what a check says."""

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509

from api.commands.installation import installation_kind, noted_broker_kind
from devices.broker import BrokerKind
from devices.taken_port import find_port_holder
from supervision.errors import KeyFolderRefused
from supervision.settings import Register, Settings
from supervision.vault.key_folder import open_key_folder
from supervision.wording import Wording


class Verdict(StrEnum):
    """What a check came to; a warning is no failure."""

    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do where it is not good."""

    name: Wording
    verdict: Verdict
    finding: str
    advice: Wording | None = None

    @classmethod
    def good(cls, name: Wording, finding: str) -> "Check":
        """Nothing to do."""
        return cls(name, Verdict.GOOD, finding)


SETTINGS = Wording("设置", "settings")
KEYS = Wording("密钥", "keys")
DISK = Wording("磁盘", "disk")
CERTIFICATE = Wording("证书", "certificate")
PORTS = Wording("端口", "ports")
BROKER_KIND = Wording("消息服务种类", "kind of broker")

_LEAST_FREE_BYTES = 1 << 30
_FEW_FREE_BYTES = 5 << 30
_SOON_DAYS = 30

_MOVE_KEYS = Wording(
    "密钥放在数据文件夹里，会随它一起被备份、被复制：请停止服务，把密钥移到别处，并设置 SUPERVISION_KEY_DIR。",
    "The keys lie inside the data folder and travel with every copy of it: stop the service, move them elsewhere, "
    "and set SUPERVISION_KEY_DIR.",
)
_MAKE_ROOM = Wording("请清理磁盘或扩容：写满后数据库会停止。", "Make room: when the disk is full the database stops.")
_RENEW = Wording(
    "自签证书在下次启动时更新：请重启服务；外部证书请更换文件后重启。",
    "Our own certificate is renewed at the next start: restart the service. Replace the operator's, then restart.",
)
_LOOK_ONLY = Wording(
    "该消息服务只供试看，可能丢失消息：请安装 Mosquitto 后重启服务。",
    "This broker is for a look only and may lose messages: install Mosquitto and restart the service.",
)
_ANOTHER_PROGRAM = Wording(
    "端口被别的程序占用：请改 {variable}，或停止该程序。",
    "Another program holds the port: set {variable}, or stop that program.",
)


def standing_checks(settings: Settings, registers: Collection[Register], now: datetime) -> Iterator[Check]:
    """Everything that can be known of `registers` before the database is asked."""
    kind = installation_kind(settings)
    where = f"{settings.home}, {kind or 'no installation'}, {settings.own_url}, {', '.join(sorted(registers))}"
    yield Check.good(SETTINGS, where)
    yield check_keys(settings, registers)
    for folder in dict.fromkeys((settings.home, settings.key_dir)):
        yield check_disk(folder)
    if not settings.is_loopback:
        yield check_certificate(settings, now)
    yield check_port(settings, settings.http_port, "SUPERVISION_HTTP_PORT", "python")
    if Register.CORRECTIONS in registers:
        if settings.mqtt_url is None:
            yield check_port(settings, settings.mqtt_port, "SUPERVISION_MQTT_PORT", "mosquitto")
        yield check_broker_kind(settings)


def check_keys(settings: Settings, registers: Collection[Register]) -> Check:
    """Whether the key folders can be used, and lie apart from the data."""
    try:
        for register in sorted(registers):
            open_key_folder(settings.key_dir, register)
    except KeyFolderRefused as refusal:
        return Check(KEYS, Verdict.FAILED, str(refusal))
    if settings.key_dir.resolve().is_relative_to(settings.home.resolve()):
        return Check(KEYS, Verdict.WARNING, str(settings.key_dir), _MOVE_KEYS)
    return Check.good(KEYS, str(settings.key_dir))


def check_disk(folder: Path) -> Check:
    """Whether there is room."""
    return room_for(folder, shutil.disk_usage(folder).free)


def room_for(folder: Path, free_bytes: int) -> Check:
    """What so much free space means. Pure."""
    finding = f"{folder}: {free_bytes / (1 << 30):.1f} GiB"
    if free_bytes < _LEAST_FREE_BYTES:
        return Check(DISK, Verdict.FAILED, finding, _MAKE_ROOM)
    if free_bytes < _FEW_FREE_BYTES:
        return Check(DISK, Verdict.WARNING, finding, _MAKE_ROOM)
    return Check.good(DISK, finding)


def check_certificate(settings: Settings, now: datetime) -> Check:
    """Until when browsers and trackers accept our certificate."""
    path = settings.tls_cert_file or settings.home / "tls" / "server.pem"
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        return Check(CERTIFICATE, Verdict.FAILED, f"{path}: {error}", _RENEW)
    left_days = (certificate.not_valid_after_utc - now).days
    finding = f"{path}: {certificate.not_valid_after_utc:%Y-%m-%d} ({left_days} d)"
    if left_days < 0:
        return Check(CERTIFICATE, Verdict.FAILED, finding, _RENEW)
    return (
        Check(CERTIFICATE, Verdict.WARNING, finding, _RENEW)
        if left_days < _SOON_DAYS
        else Check.good(CERTIFICATE, finding)
    )


def check_port(settings: Settings, port: int, variable: str, program: str) -> Check:
    """Who holds a port of ours, where that can be seen: ourselves, nobody, or a stranger."""
    holder = find_port_holder(port)
    finding = f"{settings.listen}:{port} {holder or '-'}"
    if holder is None or holder.startswith((program, "python", "supervision")):
        return Check.good(PORTS, finding)
    advice = Wording(_ANOTHER_PROGRAM.format(variable=variable), _ANOTHER_PROGRAM.english.format(variable=variable))
    return Check(PORTS, Verdict.FAILED, finding, advice)


def check_broker_kind(settings: Settings) -> Check:
    """Which broker served last; the look-only one keeps no promise."""
    kind = BrokerKind.OUTSIDE if settings.mqtt_url is not None else noted_broker_kind(settings)
    if kind is BrokerKind.LOOK_ONLY:
        return Check(BROKER_KIND, Verdict.WARNING, kind, _LOOK_ONLY)
    return Check.good(BROKER_KIND, kind or "-")
