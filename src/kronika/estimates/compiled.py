"""Numba, where it is installed: loops of the sampler, compiled once and kept beside the module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from kronika.errors import missing

if TYPE_CHECKING:
    from collections.abc import Callable

try:
    import numba
except ImportError as error:
    raise missing("Numba", "estimate") from error

F = TypeVar("F", bound="Callable[..., Any]")


def compiled(function: F) -> F:
    """Return a function that Numba compiles when it is first called; the machine code is kept where that is possible."""
    try:
        return cast("F", numba.njit(cache=True, error_model="numpy", nogil=True)(function))
    except RuntimeError:
        # neither the package's folder nor the user's cache can be written: compiled anew in each run
        return cast("F", numba.njit(error_model="numpy", nogil=True)(function))
