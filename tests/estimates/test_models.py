"""Models against what is known without them: counted graphs, summed likelihoods, moments of random numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from kronika.estimates import graphs, latent, loglinear
from kronika.estimates.chance import binomial, gamma, log_gamma, poisson, seeded, uniform
from kronika.estimates.convergence import measures
from kronika.estimates.decomposable import every, search
from kronika.estimates.linkings import Possible, averaged, linked
from kronika.estimates.overlap import Overlap
from kronika.estimates.result import Estimate, Refusal

TABLE = Overlap.of("ABC", {1: 40, 2: 50, 4: 60, 3: 9, 5: 8, 6: 9, 7: 2})


@pytest.mark.parametrize(("lists", "graphs_"), [(2, 2), (3, 8), (4, 61), (5, 822)])
def test_there_are_as_many_decomposable_graphs_as_is_known(lists: int, graphs_: int) -> None:
    assert len(every(lists)) == graphs_
    assert len({row.tobytes() for row in every(lists)}) == graphs_


def test_a_search_finds_the_best_graphs_of_all() -> None:
    weights = np.random.default_rng(1).normal(0, 3, 1 << 5)
    scores = every(5) @ weights
    found = search(5, lambda rows: rows @ weights)
    best = {row.tobytes() for row in every(5)[scores > scores.max() - 5]}
    assert best <= {row.tobytes() for row in found}


def test_the_posterior_is_the_sum_over_graphs_done_by_hand() -> None:
    """With two lists: apart (two Beta-binomials) or joined (one Dirichlet over four patterns)."""
    table, prior = Overlap.of("AB", {1: 12, 2: 9, 3: 5}), 0.5
    missing = np.arange(400.0)

    def group(counts: list[float], each: float) -> float:
        whole = each * len(counts)
        return (
            math.lgamma(whole) - math.lgamma(whole + sum(counts)) + sum(math.lgamma(each + c) - math.lgamma(each) for c in counts)
        )

    logs = []
    for m in missing.tolist():
        ways = math.lgamma(26 + m + 1) - math.lgamma(m + 1) - math.log(26 + m)
        joined = group([m, 12, 9, 5], prior)
        apart = group([m + 9, 17], 2 * prior) + group([m + 12, 14], 2 * prior)
        logs.append(ways + np.logaddexp(joined, apart))
    expected = np.exp(np.array(logs) - max(logs))
    found = graphs.posterior(table, prior, missing)
    assert found.mass == pytest.approx(expected / expected.sum(), abs=1e-9)


def test_a_saturated_model_gives_back_the_table() -> None:
    found = loglinear.fixed(TABLE, "pairs")
    assert isinstance(found, Estimate)
    assert found.diagnostics["deviance"] == pytest.approx(0, abs=1e-6)
    # with all pairs of three lists, the missing are a1 a2 a3 a123 / (a12 a13 a23)
    assert found.estimate - TABLE.documented == pytest.approx(40 * 50 * 60 * 2 / (9 * 8 * 9), rel=1e-6)


def test_a_table_without_a_maximum_is_refused() -> None:
    thin = Overlap.of("ABCD", {1: 9, 2: 8, 4: 7, 8: 6, 3: 2})
    assert isinstance(loglinear.fixed(thin, "pairs"), Refusal)


@pytest.mark.parametrize(("trials", "share"), [(7.0, 0.2), (40.0, 0.9), (5_000.0, 0.3), (10_000_000.0, 0.001)])
def test_binomial_numbers_have_their_moments(trials: float, share: float) -> None:
    state = seeded(1, 0)
    drawn = np.array([binomial(state, trials, share) for _ in range(20_000)])
    spread = math.sqrt(trials * share * (1 - share))
    assert drawn.mean() == pytest.approx(trials * share, abs=4 * spread / math.sqrt(20_000))
    assert drawn.std() == pytest.approx(spread, rel=0.04)
    assert np.all((drawn >= 0) & (drawn <= trials) & (drawn == np.floor(drawn)))


@pytest.mark.parametrize("mean", [0.5, 8.0, 30.0, 1e6])
def test_poisson_numbers_have_their_moments(mean: float) -> None:
    state = seeded(2, 0)
    drawn = np.array([poisson(state, mean) for _ in range(20_000)])
    assert drawn.mean() == pytest.approx(mean, abs=4 * math.sqrt(mean / 20_000))
    assert drawn.std() == pytest.approx(math.sqrt(mean), rel=0.04)


@pytest.mark.parametrize("shape", [1.0, 2.5, 400.0])
def test_gamma_numbers_have_their_moments(shape: float) -> None:
    state = seeded(3, 0)
    drawn = np.array([gamma(state, shape) for _ in range(20_000)])
    assert drawn.mean() == pytest.approx(shape, abs=4 * math.sqrt(shape / 20_000))
    small = np.array([log_gamma(state, 0.01) for _ in range(2_000)])
    assert np.isfinite(small).all()
    assert small.min() < -500, "too small to write as a number, but its logarithm is there"


def test_seeds_and_chains_differ_and_come_again() -> None:
    first, again, chain, other = seeded(5, 0), seeded(5, 0), seeded(5, 1), seeded(6, 0)
    drawn = [[uniform(state) for _ in range(5)] for state in (first, again, chain, other)]
    assert drawn[0] == drawn[1]
    assert len({tuple(row) for row in drawn}) == 3
    settings = latent.Settings(sweeps=4_000, chains=2, seed=9)
    assert np.array_equal(latent.sampled(TABLE, settings), latent.sampled(TABLE, settings))


def test_latent_classes_find_a_known_number_of_people() -> None:
    rng = np.random.default_rng(12)
    easy = rng.random((1500, 1)) < 0.4
    on = rng.random((1500, 4)) < np.where(easy, 0.6, 0.2)
    patterns, counts = np.unique((on << np.arange(4)).sum(axis=1), return_counts=True)
    table = Overlap.of("ABCD", {int(p): int(c) for p, c in zip(patterns, counts, strict=True)})
    found = latent.estimate(table, latent.Settings(sweeps=60_000, seed=1))
    assert isinstance(found, Estimate), str(found)
    assert found.low < 1500 < found.high
    assert found.diagnostics["r_hat"] < latent.MOST_R_HAT


def test_chains_that_have_not_settled_give_no_number() -> None:
    found = latent.estimate(TABLE, latent.Settings(sweeps=400, longer=0, seed=1))
    assert isinstance(found, Refusal)
    assert "have not converged" in str(found)
    assert "R-hat" in str(found)


def test_convergence_is_measured() -> None:
    rng = np.random.default_rng(1)
    good = measures(rng.normal(size=(4, 1000)))
    assert good.r_hat < 1.01
    assert 3_000 < good.bulk < 5_000
    apart = measures(rng.normal(size=(4, 1000)) + np.array([[0.0], [0.0], [0.0], [3.0]]))
    assert apart.r_hat > 1.3
    assert apart.bulk < 20
    walk = measures(np.cumsum(rng.normal(size=(4, 1000)), axis=1))
    assert walk.r_hat > 1.1
    assert measures(np.ones((2, 10))).r_hat == 1.0


def test_linkings_join_by_probability_and_never_across_a_wall() -> None:
    where = {"a": 1, "b": 2, "c": 4, "d": 1}
    pairs = [Possible("a", "b", 1.0), Possible("b", "c", 1.0), Possible("a", "d", 0.0)]
    joined = linked(where, "ABC", pairs, [], np.random.default_rng(1))
    assert joined == Overlap.of("ABC", {7: 1, 1: 1})
    for seed in range(6):
        walled = linked(where, "ABC", pairs, [("a", "c")], np.random.default_rng(seed))
        assert walled.documented == 3
        assert walled.counts[7] == 0


def test_an_average_over_linkings_is_wider_than_one_of_them() -> None:
    fewer = Overlap.of("ABC", {1: 45, 2: 55, 4: 60, 3: 4, 5: 8, 6: 9, 7: 2})
    both, failed = averaged([TABLE, fewer])
    alone, _ = averaged([TABLE])
    width = {m.name: m.high - m.low for m in alone}
    assert failed == 0
    assert all(m.high - m.low > width[m.name] for m in both)
    assert averaged([Overlap.of("AB", {1: 40, 2: 30})])[1] == 1


def test_leaving_out_a_list_keeps_the_people_of_the_others() -> None:
    left = TABLE.without(0)
    assert (left.lists, left.sizes) == (("B", "C"), TABLE.sizes[1:])
    assert graphs.usual_prior(left) == Fraction(1, 4)
