"""What the private Mosquitto is told; each line that is not its default says why."""

import os
from dataclasses import dataclass

CONF_FILE = "mosquitto.conf"
SOCKET_FILE = "service.sock"
DATABASE_FILE = "mosquitto.db"
CERTIFICATE_FILE = "certificate.pem"
KEY_FILE = "key.pem"

MAX_IN_FLIGHT = 10_000
"""Messages of one session under way without acknowledgement: two large batches of ingest, and the most that ingest
ever holds. Fewer than a batch would stall it for ever; without a bound a backlog would be ours to hold."""

MAX_PAYLOAD_BYTES = 2 * 1024 * 1024
"""A larger message is acknowledged and dropped, so that a tracker does not send it for ever; a backlog of several
days in one message stays below. Ingest's own limit is lower, so that what is too large is counted under its account."""

_MAX_PACKET_BYTES = 8 * MAX_PAYLOAD_BYTES  # beyond, the connection is cut before the message is in memory
_FALLBACK_SAVE_SECONDS = 10  # should we be stopped; while we run, we ask for it ourselves, see Saving

_QUEUE_SHARE_OF_MEMORY = 8
"""A queued message takes four times its payload in the broker, so an eighth of the memory is half of it. Past that the
broker drops what it acknowledges; trackers that keep what they sent are asked for it again."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where trackers connect, as whom the broker runs, and whether TLS is spoken."""

    host: str
    port: int
    is_tls: bool
    user: str | None


def mosquitto_conf(listening: Listening) -> str:
    """The configuration file; its paths are relative, because a folder above the broker's may be closed to it."""
    lines = [
        *([f"user {listening.user}"] if listening.user else []),
        "allow_anonymous false",
        "password_file passwords",
        "acl_file acl",
        # Sessions outlive the broker.
        "persistence true",
        "persistence_location ./",
        f"persistence_file {DATABASE_FILE}",
        "autosave_on_changes false",
        f"autosave_interval {_FALLBACK_SAVE_SECONDS}",
        # A queue of a thousand, the default, drops a burst; QoS 0 promises nothing and is not kept.
        "max_queued_messages 0",
        f"max_queued_bytes {_physical_memory_bytes() // _QUEUE_SHARE_OF_MEMORY}",
        "queue_qos0_messages false",
        f"max_inflight_messages {MAX_IN_FLIGHT}",
        f"message_size_limit {MAX_PAYLOAD_BYTES}",
        f"max_packet_size {_MAX_PACKET_BYTES}",
        "set_tcp_nodelay true",
        "sys_interval 0",
        # A refused publish is a debug line, so debug it is: two microseconds a message, into a pipe and no file.
        "log_dest stdout",
        "log_timestamp false",
        *(f"log_type {kind}" for kind in ("error", "warning", "notice", "information", "debug")),
        # Trackers. Whatever client id one gives, its session is the one of its account: nobody can take over another's.
        f"listener {listening.port} {listening.host}",
        "use_username_as_clientid true",
        *([f"certfile {CERTIFICATE_FILE}", f"keyfile {KEY_FILE}"] if listening.is_tls else []),
        # The service.
        f"listener 0 {SOCKET_FILE}",
    ]
    return "\n".join(lines) + "\n"


def _physical_memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
