"""Log-linear models: independence, all pairs, all triples, and the best of a space of models."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from kronika.estimates.designs import Design, design, with_heterogeneity, words
from kronika.estimates.fitting import fit, identified
from kronika.estimates.result import Estimate, Refusal, around

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kronika.estimates.fitting import Fits
    from kronika.estimates.overlap import Overlap

#: up to so many pairs, every subset of them is tried
_ALL_SUBSETS = 10
#: models within so much of the best fit about as well (Burnham and Anderson 2002; Raftery 1995)
CLOSE = 2.0
#: the best models that are tried until one has a maximum
_TRIED = 200
#: a missing part so many times the documented is no estimate but a likelihood without a maximum
_ABSURD = 1e6


def fixed(table: Overlap, kind: str) -> Estimate | Refusal:
    """Return one model: ``independence``, ``heterogeneity``, ``pairs`` or ``triples``."""
    name, title, model = _FIXED[kind]
    chosen = with_heterogeneity(table) if kind == "heterogeneity" else design(table, _ORDER[kind])
    everything = np.ones((1, len(chosen.terms)), dtype=bool)
    if not identified(chosen, everything[0]):
        return Refusal(title, "the table is too thin for it; nothing in the counts sets an upper end")
    fits = fit(chosen, everything)
    settings = {"model": model, "interactions": words(table, chosen.terms)}
    return _estimate(table, name, title, settings, chosen, fits, 0)


_ORDER = {"independence": 1, "pairs": 2, "triples": 3}
_FIXED = {
    "independence": ("loglinear-independence", "Log-linear, lists independent (Mt)", "Mt"),
    "heterogeneity": ("loglinear-mth-poisson", "Log-linear, people differ (Mth, Poisson)", "Mth-Poisson"),
    "pairs": ("loglinear-all-pairs", "Log-linear, all pairs", "all pairs"),
    "triples": ("loglinear-all-triples", "Log-linear, all triples", "all triples"),
}


def selected(table: Overlap, criterion: str, *, order: int = 2) -> Estimate | Refusal:
    """Return the model that a criterion prefers, among all pairs of lists or by steps.

    Args:
        table: of three lists or more.
        criterion: ``BIC`` or ``AIC``.
        order: 2: interactions of pairs; 3: of triples too, where their pairs are in the model.
    """
    title = f"Log-linear, chosen by {criterion}" + (" (triples too)" if order > 2 else "")
    chosen = design(table, order)
    every = order == 2 and len(table.pairs()) <= _ALL_SUBSETS
    fits = fit(chosen, _subsets(chosen)) if every else _by_steps(table, chosen, criterion)
    scores = _score(table, fits, criterion)
    close = _close(chosen, fits, scores)
    if not close:
        return Refusal(title, "no model of this space has an estimate; the table is too thin")
    best = close[0]
    terms = [term for term, used in zip(chosen.terms, fits.models[best], strict=True) if used]
    near = [table.documented + math.exp(fits.log_missing[index]) for index in close]
    settings: dict[str, Any] = {
        "criterion": criterion,
        "space": f"{'all subsets of' if every else 'stepwise over'} {'pairs' if order == 2 else 'pairs and triples'}",
        "models": len(fits.models),
        "interactions": words(table, terms),
    }
    name = f"loglinear-{criterion.lower()}" + ("-triples" if order > 2 else "")
    found = _estimate(table, name, title, settings, chosen, fits, best)
    if isinstance(found, Refusal):
        return found
    extra: dict[str, Any] = {"criterion": round(float(scores[best]), 2), "close_models": len(close)}
    extra |= {"close_low": round(min(near), 1), "close_high": round(max(near), 1)}
    return Estimate(
        found.name,
        found.title,
        found.settings,
        found.estimate,
        found.low,
        found.high,
        {**found.diagnostics, **extra},
        found.draws,
    )


def _close(chosen: Design, fits: Fits, scores: NDArray[np.float64]) -> list[int]:
    """Return the best model that has an estimate, and those that fit about as well."""
    found: list[int] = []
    for index in map(int, np.argsort(scores, kind="stable")[:_TRIED]):
        if found and scores[index] - scores[found[0]] > CLOSE:
            break
        if identified(chosen, fits.models[index]):
            found.append(index)
    return found


def dependence(table: Overlap) -> list[tuple[str, str, float]]:
    """Return pairs of lists that go together (above 0) or shun each other (below 0), beyond what independence explains.

    Pairs where adding that pair alone to the model betters the fit by more than a chance of 1 in 1,000, each with the change in
    the logarithm of the people on no list: lists that go together hide how many are on neither.
    """
    chosen = design(table, 2)
    plain = np.array([term <= 0 or term.bit_count() < 2 for term in chosen.terms])
    pairs = [index for index, term in enumerate(chosen.terms) if term > 0 and term.bit_count() == 2]
    models = np.array([plain, *(plain | (np.arange(len(plain)) == index) for index in pairs)])
    fits = fit(chosen, models)
    found = []
    for place, index in enumerate(pairs, start=1):
        gain = fits.deviance[0] - fits.deviance[place]
        if gain > _CHANCE_1000 and identified(chosen, models[place]):
            one, other = table.named(chosen.terms[index])
            found.append((one, other, float(fits.log_missing[place] - fits.log_missing[0])))
    return found


def heterogeneity(table: Overlap) -> float:
    """Return by how much people who differ in how easily they are found raise the log of the missing; 0 if nothing shows it."""
    chosen = with_heterogeneity(table)
    everything = np.ones(len(chosen.terms), dtype=bool)
    plain = np.array([term >= 0 for term in chosen.terms])
    fits = fit(chosen, np.array([plain, everything]))
    if fits.deviance[0] - fits.deviance[1] <= _CHANCE_1000 or fits.log_missing[1] <= fits.log_missing[0]:
        return 0.0
    return float(fits.log_missing[1] - fits.log_missing[0])


#: chi-squared with one degree of freedom, 1 in 1,000
_CHANCE_1000 = 10.828


def _score(table: Overlap, fits: Fits, criterion: str) -> NDArray[np.float64]:
    penalty = math.log(table.documented) if criterion == "BIC" else 2.0
    return np.asarray(fits.deviance + penalty * fits.parameters)


def _subsets(chosen: Design) -> NDArray[np.bool_]:
    pairs = [index for index, term in enumerate(chosen.terms) if term > 0 and term.bit_count() == 2]
    models = np.ones((1 << len(pairs), len(chosen.terms)), dtype=bool)
    for place, index in enumerate(pairs):
        models[:, index] = np.arange(1 << len(pairs)) >> place & 1
    return models


def _by_steps(table: Overlap, chosen: Design, criterion: str) -> Fits:
    """Add or take away the term that betters the criterion most, until none does; return all models that were tried."""
    order = np.array([max(term, 0).bit_count() for term in chosen.terms])
    now = order < 2
    tried: dict[bytes, NDArray[np.bool_]] = {now.tobytes(): now}
    fits = fit(chosen, now[None, :])
    score = float(_score(table, fits, criterion)[0])
    while True:
        near = [model for model in _neighbours(chosen, now) if model.tobytes() not in tried]
        if not near:
            break
        tried.update((model.tobytes(), model) for model in near)
        step = fit(chosen, np.array(near))
        scores = _score(table, step, criterion)
        best = int(np.argmin(scores))
        if not scores[best] < score:
            break
        now, score = near[best], float(scores[best])
    return fit(chosen, np.array(list(tried.values())))


def _neighbours(chosen: Design, now: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """Models with one interaction more or less that stay hierarchical."""
    inside = {term for term, used in zip(chosen.terms, now, strict=True) if used}
    found = []
    for index, term in enumerate(chosen.terms):
        if term.bit_count() < 2:
            continue
        if term in inside:
            allowed = not any(other != term and other & term == term for other in inside)
        else:
            allowed = all(term & ~(1 << bit) in inside for bit in range(term.bit_length()) if term >> bit & 1)
        if allowed:
            changed = now.copy()
            changed[index] = not changed[index]
            found.append(changed)
    return found


def _estimate(
    table: Overlap, name: str, title: str, settings: dict[str, Any], chosen: Design, fits: Fits, index: int
) -> Estimate | Refusal:
    log_missing, variance = float(fits.log_missing[index]), float(fits.variance[index])
    if not log_missing < math.log(table.documented * _ABSURD) or not math.isfinite(variance):
        return Refusal(title, "its likelihood has no maximum for this table; nothing in the counts sets an upper end")
    missing = math.exp(log_missing)
    low, high = around(table.documented, missing, variance)
    parameters = int(fits.parameters[index])
    diagnostics = {
        "standard_error": round(math.sqrt(variance), 2),
        "deviance": round(float(fits.deviance[index]), 2),
        "degrees_of_freedom": len(chosen.cells) - parameters,
        "parameters": parameters,
    }
    return Estimate(name, title, settings, table.documented + missing, low, high, diagnostics)
