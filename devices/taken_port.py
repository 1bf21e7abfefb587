"""A port that another program holds is refused with that program's name and the variable to set."""

import contextlib
import socket
from errno import EADDRINUSE
from ipaddress import ip_address
from pathlib import Path

from supervision.errors import SettingsWrong

_LISTENING = "0A"  # of include/net/tcp_states.h
_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")


def require_free_port(host: str, port: int, variable: str) -> None:
    """`SettingsWrong`, naming the holder and `variable`, when `port` cannot be listened on at `host`."""
    family = socket.AF_INET6 if host != "localhost" and ip_address(host).version == 6 else socket.AF_INET  # noqa: PLR2004
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno != EADDRINUSE:
                raise SettingsWrong(
                    f"Port {port} of {host} cannot be used: {error.strerror}. Set {variable}."
                ) from error
            holder = find_port_holder(port) or "another program"
            raise SettingsWrong(f"Port {port} is taken by {holder}. Set {variable} to another port.") from error


def find_port_holder(port: int) -> str | None:
    """Name and pid of the process that listens on `port`; none when it belongs to someone whom we cannot look into."""
    wanted = {f"socket:[{inode}]" for table in _TABLES for inode in _listening_inodes(Path(table), port)}
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                if any(str(handle.readlink()) in wanted for handle in (process / "fd").iterdir()):
                    return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return None


def _listening_inodes(table: Path, port: int) -> list[str]:
    if not table.exists():
        return []
    rows = [line.split() for line in table.read_text().splitlines()[1:]]
    return [row[9] for row in rows if row[3] == _LISTENING and int(row[1].rpartition(":")[2], 16) == port]
