"""The latent-class model LCMCR (Manrique-Vallier, Biometrics 72, 2016): people differ in ways that no list tells.

Chains start far from each other. Where they do not agree when they have run as long as they may, there is no number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kronika.estimates.convergence import Convergence, measures
from kronika.estimates.result import Estimate, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kronika.estimates.overlap import Overlap

TITLE = "Latent classes (LCMCR)"
#: chains agree below that (Gelman et al. 2013 say 1.1, Vehtari et al. 2021 say 1.01)
MOST_R_HAT = 1.05
#: and tell as much as so many independent draws, of the middle and of the tails
LEAST_EFFECTIVE = 100


@dataclass(frozen=True)
class Settings:
    """How the model is set and run.

    Attributes:
        classes: how many at most.
        shape, rate: of the gamma prior of the concentration; the authors' default.
        chains: how many.
        sweeps: of all chains together, the first part of each thrown away.
        thrown_away: share of each chain that is.
        thin: one of so many sweeps is kept.
        longer: how often the sweeps are doubled, if the chains do not agree yet.
        seed: the same seed gives the same numbers.
        spread: begin with everybody spread over all classes, as other programs do; a chain can be caught there for very long.
            Otherwise a chain begins with few of the people, whom nothing binds to one answer, and the others join.
    """

    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25
    chains: int = 4
    sweeps: int = 220_000
    thrown_away: float = 0.25
    thin: int = 10
    longer: int = 2
    seed: int = 1
    spread: bool = False


def estimate(table: Overlap, settings: Settings | None = None) -> Estimate | Refusal:
    """Return the median and the central 95 % interval of the posterior.

    Args:
        table: of two lists or more, without impossible patterns.
        settings: None: the defaults.
    """
    chosen = settings or Settings()
    chains = sampled(table, chosen)
    found = measures(chains[:, :, 0])
    for _ in range(chosen.longer):
        if _converged(found):
            break
        chosen = replace(chosen, sweeps=2 * chosen.sweeps)
        chains = sampled(table, chosen)
        found = measures(chains[:, :, 0])
    if _converged(found):
        return _estimate(table, chosen, chains, found)
    middles = sorted(table.documented + float(middle) for middle in np.median(chains[:, :, 0], axis=1))
    return Refusal(
        TITLE,
        f"no number, because its chains have not converged after {chosen.sweeps:,} sweeps. R-hat is {found.r_hat:.3f} and should "
        f"be below {MOST_R_HAT}; the effective sample size is {found.bulk:.0f} ({found.tail:.0f} in the tails) and should be "
        f"{LEAST_EFFECTIVE} or more. The middles of single chains lie between {middles[0]:,.0f} and {middles[-1]:,.0f}",
    )


def sampled(table: Overlap, settings: Settings, *, only: int | None = None) -> NDArray[np.float64]:
    """Run the chains, one after the other; or only the one of that number.

    Returns:
        float64 of shape (chains, kept, 3): missing people, the concentration, and classes that hold somebody.
    """
    from kronika.estimates.chance import seeded
    from kronika.estimates.sampler import sample

    patterns = np.array([pattern for pattern, count in enumerate(table.counts) if count])
    counts = np.array([float(table.counts[pattern]) for pattern in patterns])
    each = settings.sweeps // settings.chains
    first = int(each * settings.thrown_away)
    kept = max((each - first) // settings.thin, 4)
    priors = np.array([settings.shape, settings.rate])
    runs = []
    for chain in range(settings.chains) if only is None else (only,):
        plan = np.array([settings.classes, first, kept, settings.thin, int(settings.spread)])
        runs.append(sample(seeded(settings.seed, chain), patterns, counts, len(table.lists), priors, plan))
    return np.array(runs)


def _converged(found: Convergence) -> bool:
    return found.r_hat < MOST_R_HAT and min(found.bulk, found.tail) >= LEAST_EFFECTIVE


def _estimate(table: Overlap, settings: Settings, chains: NDArray[np.float64], found: Convergence) -> Estimate:
    missing = chains[:, :, 0].ravel()
    low, middle, high = (float(value) for value in np.quantile(missing, [0.025, 0.5, 0.975]))
    n = table.documented
    diagnostics: dict[str, Any] = {
        "r_hat": round(found.r_hat, 4),
        "effective_sample_size": round(found.bulk),
        "effective_sample_size_tails": round(found.tail),
        "classes_used": round(float(chains[:, :, 2].mean()), 2),
        "concentration": round(float(chains[:, :, 1].mean()), 3),
    }
    if not settings.spread:
        other = sampled(table, replace(settings, spread=True), only=settings.chains)[0, :, 0]
        around = [round(n + float(value)) for value in np.quantile(other, [0.5, 0.025, 0.975])]
        diagnostics["other_start"] = dict(zip(("estimate", "low", "high"), around, strict=True))
    given = {
        "classes": settings.classes,
        "prior_of_concentration": [settings.shape, settings.rate],
        "prior_of_n": "1/N",
        "chains": settings.chains,
        "sweeps": settings.sweeps,
        "thrown_away": settings.thrown_away,
        "thin": settings.thin,
        "seed": settings.seed,
        "start": "all classes" if settings.spread else "few people",
    }
    return Estimate("latent-class-lcmcr", TITLE, given, n + middle, n + low, n + high, diagnostics, n + missing)
