"""What can be chosen about an estimate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What can be chosen about an estimate.

    Attributes:
        seed: of the samplers: the same seed gives the same numbers.
        sweeps: of the sampler of latent classes, all chains together.
        chains: how many chains it runs.
        sensitivity: whether to work out what changes with other priors and without each list.
        thorough: also run the sampler for each of these: takes minutes.
        latent: whether to run the sampler at all.
        spread: see :class:`kronika.estimates.latent.Settings`.
    """

    seed: int = 1
    sweeps: int = 220_000
    chains: int = 4
    sensitivity: bool = True
    thorough: bool = False
    latent: bool = True
    spread: bool = False
