"""An ingest worker as a process of its own, to be killed."""

import asyncio
import json
import signal
import sys

from devices.broker import service_address
from devices.ingest import IngestWorker
from devices.shards import ensure_shard
from supervision.settings import load_settings
from supervision.storage.database import close_pool, open_pool
from supervision.vault import open_vault, use_vault


async def work(home: str, url: str, port: int) -> None:
    settings = load_settings({"SUPERVISION_HOME": home, "SUPERVISION_MQTT_PORT": str(port)})
    await open_pool(url, min_size=1, max_size=4)
    use_vault(await open_vault(settings))
    worker = IngestWorker(url, 0, await ensure_shard(0), lambda: service_address(settings, 0))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
    await worker.run()
    await close_pool()


if __name__ == "__main__":
    asyncio.run(work(**json.loads(sys.argv[1])))
