"""`supervision simulate`: the demo town's trackers, each under its own account, as if they were real."""

import asyncio
import signal

from api.commands.children import die_with_parent
from api.demo.play import scenes, simulated_trackers
from devices.simulator.simulation import Simulation
from supervision.errors import SettingsWrong
from supervision.legal_time import now
from supervision.settings import Settings


async def simulate(settings: Settings) -> None:
    """Let the simulated trackers report until told to end; those that are left to others stay silent."""
    die_with_parent()
    at = now()
    trackers = simulated_trackers(settings, at)
    if not trackers:
        raise SettingsWrong(f"{settings.home} holds no demo town: start `supervision run --demo` first.")
    ending, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)
    await Simulation(list(trackers.values()), scenes(settings, trackers, at)).run(ending)
