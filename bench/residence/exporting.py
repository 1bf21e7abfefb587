"""How long the district's whole register takes to leave as an encrypted archive, and what memory that costs."""

import time
from pathlib import Path

import httpx

from bench.district.places import DISTRICT
from bench.report import report
from bench.residence.officers import Seat

_EXPORTS = "/api/v1/exports"
_SECONDS = 600.0
_RESET_PEAK = "5"


async def measure_export(url: str, api_pid: int, asker: Seat, approver: Seat) -> None:
    """Asked for, approved by another, unlocked, and fetched over HTTP to the last byte; nothing is kept of it."""
    async with _client(url, asker) as asking, _client(url, approver) as approving:
        body = {"kind": "residents", "division": DISTRICT, "purpose": "inspection", "reason": "measurement"}
        began = time.monotonic()
        one = f"{_EXPORTS}/{(await asking.post(_EXPORTS, json=body)).raise_for_status().json()['id']}"
        report("export_asking_seconds", time.monotonic() - began, "s")
        code = {"code": approver.member.code()}
        (await approving.post(f"{one}/approval", json=code)).raise_for_status()
        (await asking.post(f"{one}/password", json={"code": asker.member.code()})).raise_for_status()
        before, began, size = _reset_peak(api_pid), time.monotonic(), 0
        async with asking.stream("GET", f"{one}/archive") as answer:
            async for piece in answer.raise_for_status().aiter_raw():
                size += len(piece)
        seconds = time.monotonic() - began
        exported = (await asking.get(one)).raise_for_status().json()["exported"]
    report("export_memory_mb", (_status(api_pid, "VmHWM") - before) / 1024, "MB", rows=exported)
    report("export_seconds", seconds, "s", rows=exported, archive_mb=round(size / 1e6, 1))


def _client(url: str, seat: Seat) -> httpx.AsyncClient:
    headers = {"authorization": f"Bearer {seat.member.token}"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=_SECONDS, trust_env=False)


def _reset_peak(pid: int) -> int:
    """Let the kernel count the peak anew; gives what is held now, in kB."""
    Path(f"/proc/{pid}/clear_refs").write_text(_RESET_PEAK)
    return _status(pid, "VmRSS")


def _status(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
