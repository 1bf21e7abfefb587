"""Who holds a port, by name."""

import os
import socket

import pytest

from devices.taken_port import find_port_holder, require_free_port
from supervision.errors import SettingsWrong


@pytest.mark.parametrize(("host", "family"), [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)])
def test_a_held_port_is_refused_with_its_holder(host: str, family: socket.AddressFamily) -> None:
    with socket.create_server((host, 0), family=family) as held:
        port = held.getsockname()[1]
        with pytest.raises(SettingsWrong, match=rf"\(process {os.getpid()}\). Set SUPERVISION_HTTP_PORT to another"):
            require_free_port(host, port, "SUPERVISION_HTTP_PORT")
    require_free_port(host, port, "SUPERVISION_HTTP_PORT")
    assert find_port_holder(port) is None


def test_an_address_that_is_not_ours_is_refused_with_the_variable() -> None:
    with pytest.raises(SettingsWrong, match=r"192\.0\.2\.1 cannot be used.*SUPERVISION_MQTT_PORT"):
        require_free_port("192.0.2.1", 18883, "SUPERVISION_MQTT_PORT")
