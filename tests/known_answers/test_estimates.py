"""Published tables: kronika reaches the numbers that are known for them."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from kronika.estimates import graphs, latent, loglinear
from kronika.estimates.cells import read
from kronika.estimates.overlap import Overlap
from kronika.estimates.result import Estimate
from kronika.estimates.simple import chao

TABLES = Path(__file__).with_name("tables")


@cache
def table(name: str) -> Overlap:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return read(list(csv.reader(file))).whole


def number(result: object) -> Estimate:
    assert isinstance(result, Estimate), str(result)
    return result


@pytest.mark.parametrize(
    ("name", "documented"),
    [
        ("kosovo_4_lists", 4400),
        ("UKdat_5", 2744),
        ("Ned_5", 8234),
        ("NewOrl_5", 185),
        ("Western", 345),
        ("madigan_york_spina_bifida_5_lists", 537),
        ("snowshoe_hare", 68),
    ],
)
def test_as_many_are_documented_as_was_published(name: str, documented: int) -> None:
    assert table(name).documented == documented


@pytest.mark.parametrize(
    ("name", "prior", "expected"),
    [
        ("kosovo_4_lists", Fraction(1, 16), (12_595, 9_827, 16_544)),
        ("kosovo_4_lists", Fraction(1, 2), (11_319, 4_481, 14_484)),
        ("kosovo_4_lists", Fraction(1), (4_616, 4_407, 6_844)),
        ("madigan_york_spina_bifida_5_lists", Fraction(1, 2), (616, 588, 655)),
        ("UKdat_5", Fraction(1, 32), (22_990, 10_387, 33_508)),
    ],
)
def test_averages_over_graphs(name: str, prior: Fraction, expected: tuple[int, int, int]) -> None:
    found = number(graphs.estimate(table(name), prior))
    assert (found.estimate, found.low, found.high) == pytest.approx(expected, rel=2e-4)


@pytest.mark.parametrize(
    ("kind", "expected"), [("independence", 7_395), ("pairs", 14_402), ("triples", 16_942)], ids=["none", "pairs", "triples"]
)
def test_log_linear_models_of_kosovo(kind: str, expected: int) -> None:
    assert number(loglinear.fixed(table("kosovo_4_lists"), kind)).estimate == pytest.approx(expected, abs=1)


def test_the_published_model_of_kosovo_is_the_one_that_bic_chooses_among_triples() -> None:
    found = number(loglinear.selected(table("kosovo_4_lists"), "BIC", order=3))
    assert found.estimate == pytest.approx(10_356, abs=1)


def test_chaos_bound_with_and_without_its_factor() -> None:
    kosovo = table("kosovo_4_lists")
    assert chao(kosovo, factor=False).estimate == pytest.approx(10_270, abs=1)
    assert chao(kosovo, factor=True).estimate == pytest.approx(8_803, abs=1)


def test_hares() -> None:
    hares = table("snowshoe_hare")
    plain = number(loglinear.fixed(hares, "independence"))
    differing = number(loglinear.fixed(hares, "heterogeneity"))
    bound = chao(hares, factor=True)
    assert (plain.estimate, plain.diagnostics["standard_error"]) == pytest.approx((75.1, 3.4), abs=0.06)
    assert (differing.estimate, differing.diagnostics["standard_error"]) == pytest.approx((81.1, 5.6), abs=0.06)
    assert (bound.estimate, bound.diagnostics["standard_error"]) == pytest.approx((79.8, 6.4), abs=0.06)
    assert chao(hares, factor=False).estimate == pytest.approx(82.2, abs=0.06)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("kosovo_4_lists", 9_600, 11_400),
        ("NewOrl_5", 780, 890),
        ("Western", 1_720, 1_950),
        ("UKdat_5", 19_500, 24_500),
    ],
)
def test_latent_classes_in_a_short_run(name: str, least: int, most: int) -> None:
    chains = latent.sampled(table(name), latent.Settings(sweeps=24_000, chains=2, seed=1))
    middle = table(name).documented + sorted(chains[:, :, 0].ravel())[chains.shape[0] * chains.shape[1] // 2]
    assert least < middle < most


def test_the_answer_of_another_program_for_the_netherlands_is_a_chain_caught_where_it_began() -> None:
    ned = table("Ned_5")
    few = latent.sampled(ned, latent.Settings(sweeps=20_000, chains=1, seed=1))[0, :, 0]
    assert ned.documented + sorted(few)[len(few) // 2] > 100_000
    found = number(graphs.estimate(ned, Fraction(1, 32)))
    assert found.low < 50_968 < found.high
    assert found.high > 148_000, "the other answer fits these counts too"
