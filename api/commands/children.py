"""The processes that `supervision run` keeps: started, started again when they die, ended together."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Sequence

import structlog

log = structlog.get_logger(__name__)

END_SECONDS = 8.0
_LONGEST_PAUSE_SECONDS = 5.0
_STEADY_SECONDS = 20.0
_PR_SET_PDEATHSIG = 1
_PARENT = "SUPERVISION_PARENT_PID"  # between our own processes; nobody sets it by hand


def die_with_parent() -> None:
    """If `supervision run` started this process, ask the kernel to end it when that one dies, however it dies."""
    parent = os.environ.get(_PARENT)
    if parent is None:
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):  # it died before the wish was made
        sys.exit(1)


class Child:
    """One subcommand of ours as a process, kept alive until stopped."""

    def __init__(self, arguments: Sequence[str], ending: asyncio.Event) -> None:
        self._arguments = list(arguments)
        self._ending = ending
        self._process: asyncio.subprocess.Process | None = None
        self._keeping: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process now running, if any."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start the process and keep it."""
        self._process = await self._spawn()
        self._keeping = asyncio.create_task(self._keep(), name=f"keep {self._arguments[0]}")

    async def _spawn(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "api.cli", *self._arguments, env={**os.environ, _PARENT: str(os.getpid())}
        )

    async def _keep(self) -> None:
        pause_seconds = 0.1
        loop = asyncio.get_running_loop()
        while self._process is not None:
            began = loop.time()
            code = await self._process.wait()
            if self._ending.is_set():  # whoever ends us all has told the process too
                return
            pause_seconds = (
                0.1 if loop.time() - began > _STEADY_SECONDS else min(pause_seconds * 2, _LONGEST_PAUSE_SECONDS)
            )
            log.error("process-died", process=self._arguments[0], code=code, again_in_seconds=pause_seconds)
            await asyncio.sleep(pause_seconds)
            self._process = await self._spawn()

    async def stop(self) -> None:
        """End the process: asked first, made to after eight seconds."""
        if self._keeping is not None:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeping
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), END_SECONDS)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
