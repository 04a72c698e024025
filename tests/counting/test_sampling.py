"""Bounds from a sample, against values that can be worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.counting.sampling import sample_size, upper_bound
from kronika.errors import InputError


@pytest.mark.parametrize(
    ("n", "errors", "bound"),
    [
        (59, 0, 0.0495),  # 1 - 0.05 ** (1 / 59)
        (299, 0, 0.00997),
        (1, 0, 0.95),
        (10, 1, 0.3942),  # Clopper and Pearson's tables, one-sided 95 %
        (20, 2, 0.2826),
        (100, 5, 0.1023),
        (10, 10, 1.0),
        (0, 0, 1.0),
    ],
)
def test_known_bounds(n: int, errors: int, bound: float) -> None:
    assert upper_bound(n, errors) == pytest.approx(bound, abs=0.0001)


def test_known_sizes() -> None:
    assert sample_size(0.05) == 59
    assert sample_size(0.01) == 299
    assert sample_size(0.05, errors=1) == 93
    assert sample_size(0.05, confidence=0.99) == 90


def test_where_all_were_read_nothing_is_left_to_chance() -> None:
    assert upper_bound(60, 0, population=60) == 0
    assert upper_bound(60, 3, population=60) == 0.05
    # One wrong among 60 is missed by 10 in 60 samples of 50, two by fewer than 3 in 100.
    assert upper_bound(50, 0, population=60) == pytest.approx(1 / 60)
    assert upper_bound(59, 0, population=60) == 0
    assert sample_size(0.05, population=100) == 39


@pytest.mark.parametrize(
    ("n", "errors", "confidence", "population", "line"),
    [
        (5, 6, 0.95, None, "6 errors in a sample of 5"),
        (5, -1, 0.95, None, "-1 errors"),
        (5, 0, 1.0, None, "not a confidence"),
        (5, 0, 0.95, 4, "a sample of 5 from 4"),
    ],
)
def test_numbers_that_contradict_each_other(n: int, errors: int, confidence: float, population: int | None, line: str) -> None:
    with pytest.raises(InputError, match=line):
        upper_bound(n, errors, confidence, population)


def test_a_bound_that_no_sample_reaches() -> None:
    with pytest.raises(InputError, match="no sample shows"):
        sample_size(0.01, errors=5, population=100)
    with pytest.raises(InputError, match="not a share"):
        sample_size(0)


@given(st.integers(1, 400), st.integers(0, 20))
def test_law_more_read_bounds_better_and_more_errors_bound_worse(n: int, errors: int) -> None:
    errors = min(errors, n)
    here = upper_bound(n, errors)
    assert errors / n <= here
    assert upper_bound(n + 1, errors) <= here
    if errors:
        assert upper_bound(n, errors - 1) <= here
    # A small whole bounds at least as well as an endless one.
    assert upper_bound(n, errors, population=n + 50) <= here + 1e-9


@given(st.floats(0.02, 0.9), st.integers(0, 3), st.sampled_from([None, 500]))
def test_law_the_size_is_the_smallest_that_will_do(bound: float, errors: int, population: int | None) -> None:
    n = sample_size(bound, errors, population=population)
    assert upper_bound(n, errors, population=population) <= bound
    if n > max(errors, 1):
        assert upper_bound(n - 1, errors, population=population) > bound
