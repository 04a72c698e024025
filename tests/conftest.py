"""What every test can rely on: no settings of the caller's, no network, and time enough for Hypothesis."""

from __future__ import annotations

import os
import socket  # noqa: TID251 - imported to be switched off
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Tests start kronika hundreds of times: it is compiled once, whatever the caller's environment says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A machine that is busy elsewhere is no reason to fail; the bound on the work is the number of examples.
settings.register_profile("kronika", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kronika")

_HERE = frozenset({"127.0.0.1", "::1", "localhost", "", None})


@pytest.fixture(autouse=True)
def _no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the caller's environment says about a record, a role or a passphrase."""
    for name in os.environ:
        if name.startswith("KRONIKA_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Fail whatever reaches beyond this machine: nothing goes over the network unless a command asks for it."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        # a pair of sockets on this machine is how Spark and some event loops talk to themselves
        if isinstance(address, tuple) and address[0] not in _HERE:
            raise AssertionError(f"a test went over the network, to {address[0]}")
        connect(self, address)

    def look_up_here(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in _HERE:
            raise AssertionError(f"a test looked up an address in the network: {host}")
        return look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield
