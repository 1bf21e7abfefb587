"""All simulated trackers of a town on one event loop: who is due reports, and scenes are played at their time."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from devices.simulator.connection import Connection
from devices.simulator.trackers import SimulatedTracker
from supervision import legal_time

_ROUND_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happens to one of the wearers, once its time has come."""

    at: datetime
    play: Callable[[], None]


class Simulation:
    """Runs until stopped: a few messages a second at most, whatever the number of trackers."""

    def __init__(self, trackers: Sequence[SimulatedTracker], scenes: Iterator[Scene]) -> None:
        self._trackers = [(tracker, Connection(tracker.account)) for tracker in trackers]
        self._scenes = scenes
        self._next_scene = next(scenes, None)

    async def run(self, ending: asyncio.Event) -> None:
        """Let everybody walk and report until `ending` is set."""
        while not ending.is_set():
            now = legal_time.now()
            self._play(now)
            for tracker, connection in self._trackers:
                connection.keep_going()
                if tracker.due_at <= now:
                    connection.publish(tracker.take_messages(now))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), _ROUND_SECONDS)
        for _, connection in self._trackers:
            connection.close()

    def _play(self, now: datetime) -> None:
        while self._next_scene is not None and self._next_scene.at <= now:
            self._next_scene.play()
            self._next_scene = next(self._scenes, None)
