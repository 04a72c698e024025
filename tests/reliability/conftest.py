"""One process for all tests here that commands are copied from."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from reliability.warm import Warm


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm | None]:
    """Where processes can be copied: the one that has loaded everything."""
    if not hasattr(os, "fork"):
        yield None
        return
    server = Warm()
    yield server
    server.close()
