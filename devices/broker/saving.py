"""When the broker writes its queues to disk: every half second, more rarely while they are large.

Mosquitto writes everything each time and serves nobody meanwhile (tried: 1.1 s for a million messages, 236 MB), and
its own interval of one second saves every second second, however long a save takes. So we ask for each save, and pause
ten times as long as one takes.
"""

from pathlib import Path

SHORTEST_PAUSE_SECONDS = 0.5
_BYTES_PER_SECOND_OF_PAUSE = 20_000_000  # it writes ten times as many in a second


def pause_after_save_seconds(database: Path) -> float:
    """How long to wait before the next save, by what the last one wrote."""
    try:
        size_bytes = database.stat().st_size
    except FileNotFoundError:
        return SHORTEST_PAUSE_SECONDS
    return max(SHORTEST_PAUSE_SECONDS, size_bytes / _BYTES_PER_SECOND_OF_PAUSE)
