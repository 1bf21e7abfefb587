"""Counting refusals in a log that arrives in pieces."""

import pytest

from devices.broker.refusals import RefusalCounter, Refusals

LOG = b"""\
mosquitto version 2.0.11 running
New connection from 127.0.0.1:40000 on port 1883.
Received PUBLISH from trk-anna (d0, q1, r0, m1, 'trackers/0/trk-anna', ... (9 bytes))
Sending PUBACK to trk-anna (m1, rc0)
Denied PUBLISH from trk-anna (d0, q1, r0, m2, 'trackers/0/trk-boris', ... (9 bytes))
Denied PUBLISH from trk-boris (d0, q1, r0, m1, 'Denied PUBLISH from x', ... (9 bytes))
Denied PUBLISH from trk-anna (d0, q1, r0, m3, 'elsewhere', ... (9 bytes))
Client <unknown> disconnected, not authorised.
Client trk-anna [127.0.0.1:40000] disconnected, not authorised.
Dropped too large PUBLISH from trk-anna (d0, q1, r0, m4, 'trackers/0/trk-anna', ... (65537 bytes))
Client trk-anna disconnected due to oversize packet.
Client trk-anna disconnected.
Error: No space left on device.
"""
COUNTED = Refusals(publishes=3, sign_ins=2, oversize=2, publishes_by_account={"trk-anna": 2, "trk-boris": 1})


@pytest.mark.parametrize("size", [1, 7, 100, len(LOG)])
def test_the_counts_are_the_same_however_the_log_is_cut(size: int) -> None:
    counter = RefusalCounter()
    troubles = [trouble for at in range(0, len(LOG), size) for trouble in counter.read(LOG[at : at + size])]
    assert counter.counts == COUNTED
    assert troubles == ["Error: No space left on device."]


def test_no_topic_and_no_client_id_of_the_service_is_kept() -> None:
    counter = RefusalCounter()
    counter.read(LOG + b"Denied PUBLISH from supervision-0-5f0c (d0, q1, r0, m1, 'x', ... (0 bytes))\n")
    counter.read(b"Client supervision-0-5f0c disconnected.\n0-5f0c (cut)\nError: no room for supervision-0-5f0c.\n")
    assert "5f0c" not in counter.last_words
    assert counter.counts.publishes == 4
    assert {"trk-anna", "trk-boris"} == set(counter.counts.publishes_by_account)
    assert "trackers/" not in counter.last_words


def test_a_line_that_a_killed_broker_did_not_finish_does_not_spoil_the_next_one_s_first() -> None:
    counter = RefusalCounter()
    counter.read(b"Received PUBL")
    counter.end_of_log()
    assert counter.read(b"1795445135: Error: Unable to open pwfile.\n") == ["1795445135: Error: Unable to open pwfile."]


def test_a_thousand_accounts_are_told_apart_and_all_are_counted() -> None:
    counter = RefusalCounter()
    counter.read(b"".join(b"Denied PUBLISH from trk-%d (d0)\n" % number for number in range(1_500)))
    assert counter.counts.publishes == 1_500
    assert len(counter.counts.publishes_by_account) == 1_000
