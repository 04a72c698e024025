"""What changes: with the prior, with the space of models, without each list."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kronika.estimates import graphs, latent, loglinear
from kronika.estimates.checks import prepared
from kronika.estimates.result import Estimate, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kronika.estimates.options import Options
    from kronika.estimates.overlap import Overlap

#: lists from which on there is something to leave out
_FROM = 3
_CURVE = 4


def sensitivity(table: Overlap, options: Options) -> list[dict[str, Any]]:
    """Return points of the curve: ``varied``, ``setting``, ``method``, ``estimate``, ``low``, ``high``; ``refused`` instead.

    Args:
        table: as :func:`kronika.estimates.checks.prepared` leaves it.
        options: with ``thorough`` the sampler of latent classes is run too.
    """
    if len(table.lists) < _FROM or table.impossible:
        return []
    return [*_priors(table, options), *_spaces(table, options), *_fewer(table, options)]


def _priors(table: Overlap, options: Options) -> Iterator[dict[str, Any]]:
    usual = graphs.usual_prior(table)
    curve = sorted({usual / 4, usual, usual * 2, Fraction(1, 4), Fraction(1, 2), Fraction(1)})
    for prior in curve:
        yield _point("prior", f"graphs, prior {prior}", graphs.estimate(table, prior, seed=options.seed))
    if options.thorough:
        base = _latent(options)
        for shape, rate in ((1.0, 1.0), (2.0, 1.0)):
            result = latent.estimate(table, replace(base, shape=shape, rate=rate))
            yield _point("prior", f"latent classes, concentration gamma({shape:g}, {rate:g})", result)


def _spaces(table: Overlap, options: Options) -> Iterator[dict[str, Any]]:
    usual = graphs.usual_prior(table)
    alone = graphs.estimate(table, usual, seed=options.seed, lists_apart=True)
    yield _point("model space", "graphs, lists independent", alone)
    yield _point("model space", "graphs, all decomposable", graphs.estimate(table, usual, seed=options.seed))
    yield _point("model space", "log-linear, pairs, by BIC", loglinear.selected(table, "BIC"))
    yield _point("model space", "log-linear, pairs, by AIC", loglinear.selected(table, "AIC"))
    if len(table.lists) >= _CURVE:
        yield _point("model space", "log-linear, triples too, by BIC", loglinear.selected(table, "BIC", order=3))
        yield _point("model space", "log-linear, triples too, by AIC", loglinear.selected(table, "AIC", order=3))
    if options.thorough:
        for classes in (5, 20):
            result = latent.estimate(table, replace(_latent(options), classes=classes))
            yield _point("model space", f"latent classes, at most {classes}", result)


def _fewer(table: Overlap, options: Options) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(table.lists):
        left, _, reason = prepared(table.without(number))
        setting = f"without {name}"
        if reason:
            yield {"varied": "lists", "setting": setting, "method": "all", "refused": f"{reason}."}
            continue
        if len(left.lists) >= _FROM:
            yield _point("lists", setting, graphs.estimate(left, graphs.usual_prior(left), seed=options.seed))
            yield _point("lists", setting, loglinear.selected(left, "BIC"))
            if options.thorough:
                yield _point("lists", setting, latent.estimate(left, _latent(options)))
        else:
            yield _point("lists", setting, loglinear.fixed(left, "independence"))


def _latent(options: Options) -> latent.Settings:
    return latent.Settings(seed=options.seed, sweeps=options.sweeps, chains=options.chains, spread=options.spread)


def _point(varied: str, setting: str, result: Estimate | Refusal) -> dict[str, Any]:
    if isinstance(result, Refusal):
        return {"varied": varied, "setting": setting, "method": result.title, "refused": f"{result.reason}."}
    return {
        "varied": varied,
        "setting": setting,
        "method": result.name,
        "estimate": round(result.estimate, 1),
        "low": round(result.low, 1),
        "high": round(result.high, 1),
    }
