"""What all tests share: no network, the default index opened once, the same examples each run."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from gazetteer import Index, open_index

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("search")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def index() -> Iterator[Index]:
    """Return the default index; built into the user's cache at first use."""
    with open_index() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but to this machine."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def checked(call: Any) -> Any:
        def wrapper(self: socket.socket, address: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None) and not _is_loopback(address):
                message = f"a test tried to reach {address!r}"
                raise AssertionError(message)
            return call(self, address)

        return wrapper

    monkeypatch.setattr(socket.socket, "connect", checked(connect))
    monkeypatch.setattr(socket.socket, "connect_ex", checked(connect_ex))


def _is_loopback(address: Any) -> bool:
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
