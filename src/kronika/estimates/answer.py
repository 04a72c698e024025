"""All methods beside each other for one table, with what a reader must know to doubt them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kronika.errors import missing
from kronika.estimates.checks import ASSUMPTIONS, prepared
from kronika.estimates.options import Options
from kronika.estimates.result import Estimate, Refusal
from kronika.estimates.simple import chao, lincoln_petersen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kronika.estimates.overlap import Overlap

#: estimates that differ by more than this factor do not agree
_APART = 1.5
#: more missing people for one documented than that rest on very few overlaps
_FAR = 20
#: priors of the graphs that are always shown beside the usual one
_PRIORS = (Fraction(1, 2), Fraction(1))
#: methods that stand for the models of each kind when they are held against each other
_HELD = ("loglinear-bic", "loglinear-bic-triples", "latent-class-lcmcr")
#: lists from which on a model of that order says something
_PAIRS_FROM, _TRIPLES_FROM = 3, 4


@dataclass
class Answer:
    """What is said of one table.

    Attributes:
        table: as it was worked with, empty lists left out.
        methods: those that have a number.
        refused: what has none, and why, in words.
        warnings: in words.
        sensitivity: what changes with the prior, the space of models, and without each list.
    """

    table: Overlap
    methods: list[Estimate] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    sensitivity: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return what is printed."""
        return {
            "documented": self.table.documented,
            "lists": dict(zip(self.table.lists, self.table.sizes, strict=True)),
            "on_how_many_lists": list(self.table.captured[1:]),
            "methods": [method.as_dict() for method in self.methods],
            "refused": list(self.refused),
            "warnings": list(self.warnings),
            "assumptions": list(ASSUMPTIONS),
            "sensitivity": list(self.sensitivity),
        }


def answer(table: Overlap, options: Options | None = None) -> Answer:
    """Return all that can be said of the people on no list.

    Raises:
        MissingError: NumPy, SciPy or Numba is not installed.
    """
    chosen = options or Options()
    worked, warnings, reason = prepared(table)
    found = Answer(worked, warnings=warnings)
    if reason:
        found.refused.append(f"No estimate: {reason}.")
        return found
    _need()
    for result in _all(worked, chosen):
        if isinstance(result, Refusal):
            found.refused.append(str(result))
        else:
            found.methods.append(result)
    found.warnings += _dependence(worked) + _spread(found)
    if chosen.sensitivity:
        from kronika.estimates.sensitivity import sensitivity

        found.sensitivity = sensitivity(worked, chosen)
    return found


def _need() -> None:
    """Say in one line what is not installed."""
    try:
        import numpy  # noqa: F401, ICN001 - only whether it is there
        import scipy  # noqa: F401 - as above
    except ImportError as error:
        raise missing("NumPy or SciPy", "estimate") from error


def _all(table: Overlap, options: Options) -> list[Estimate | Refusal]:
    from kronika.estimates import graphs, loglinear

    lists = len(table.lists)
    if table.impossible:
        return _with_holes(table)
    found: list[Estimate | Refusal] = [lincoln_petersen(table)] if lists < _PAIRS_FROM else []
    found += [chao(table, factor=False), chao(table, factor=True), loglinear.fixed(table, "independence")]
    if lists < _PAIRS_FROM:
        return found
    found += _loglinear(table)
    usual = graphs.usual_prior(table)
    found += [graphs.estimate(table, prior, seed=options.seed) for prior in dict.fromkeys((usual, *_PRIORS))]
    if options.latent:
        from kronika.estimates import latent

        settings = latent.Settings(seed=options.seed, sweeps=options.sweeps, chains=options.chains, spread=options.spread)
        found.append(latent.estimate(table, settings))
    return found


def _loglinear(table: Overlap) -> list[Estimate | Refusal]:
    from kronika.estimates import loglinear

    found = [loglinear.fixed(table, "heterogeneity"), loglinear.fixed(table, "pairs")]
    if len(table.lists) >= _TRIPLES_FROM:
        found.append(loglinear.fixed(table, "triples"))
    found += [loglinear.selected(table, "BIC"), loglinear.selected(table, "AIC")]
    if len(table.lists) >= _TRIPLES_FROM:
        found.append(loglinear.selected(table, "BIC", order=3))
    return found


def _with_holes(table: Overlap) -> list[Estimate | Refusal]:
    """Only log-linear models can be told that some patterns are impossible."""
    from kronika.estimates import loglinear

    reason = "it cannot be told that some patterns are impossible (--never)"
    others = ("Chao's lower bound", "Averaged over decomposable graphs", "Latent classes (LCMCR)")
    found: list[Estimate | Refusal] = [loglinear.fixed(table, "independence")]
    if len(table.lists) >= _PAIRS_FROM:
        found += [loglinear.selected(table, "BIC"), loglinear.selected(table, "AIC")]
    return [*found, *(Refusal(title, reason) for title in others)]


def _dependence(table: Overlap) -> list[str]:
    """Name pairs of lists that go together, and people who differ, where the counts show it."""
    from kronika.estimates import loglinear

    if len(table.lists) < _PAIRS_FROM:
        return []
    warnings = []
    for one, other, change in loglinear.dependence(table):
        if change > 0:
            warnings.append(
                f"{one} and {other} share more people than independent lists would: does one copy the other, or do the same "
                "people speak to both? Methods that take the lists as independent give too few."
            )
        else:
            warnings.append(
                f"{one} and {other} share fewer people than independent lists would: do they divide the work, or are they about "
                "different people? Methods that take the lists as independent give too many."
            )
    gain = loglinear.heterogeneity(table)
    if gain > 0:
        warnings.append(
            "Some people are found much more easily than others. Methods that take all people as alike give too few, and Chao's "
            "number is only a bound from below."
        )
    return warnings


def _spread(found: Answer) -> list[str]:
    """Say where methods that may all be right do not agree."""
    warnings = []
    usual = next((method for method in found.methods if method.name == "decomposable-graphs"), None)
    held = [method for method in found.methods if method.name in _HELD or method is usual]
    if len(held) > 1:
        least, most = min(held, key=lambda item: item.estimate), max(held, key=lambda item: item.estimate)
        if most.estimate > _APART * least.estimate:
            warnings.append(
                f"The methods do not agree: {least.title} gives {least.estimate:,.0f}, {most.title} gives {most.estimate:,.0f}. "
                "Both fit what the lists say; the counts alone cannot decide."
            )
    for method in held:
        low, high = method.diagnostics.get("close_low"), method.diagnostics.get("close_high")
        if low and high > _APART * low:
            warnings.append(
                f"{method.title}: {method.diagnostics['close_models']} models fit about as well as the chosen one, and give "
                f"between {low:,.0f} and {high:,.0f}."
            )
    priors = [method for method in found.methods if method.name == "decomposable-graphs"]
    values = [method.estimate for method in priors]
    if values and max(values) > _APART * min(values):
        warnings.append(
            f"The average over graphs depends on its prior: {min(values):,.0f} to {max(values):,.0f}. The counts do not overrule "
            "it."
        )
    warnings += _caught(found.methods)
    middles = sorted(method.estimate for method in held)
    if middles and middles[len(middles) // 2] > (_FAR + 1) * found.table.documented:
        warnings.append(
            f"More than {_FAR} people would be missing for each one documented: such numbers rest on very few overlaps. Take "
            'them as "very many", not as a count.'
        )
    return warnings


def _caught(methods: Sequence[Estimate]) -> list[str]:
    """Say where a sampler that begins elsewhere would be caught by another answer."""
    return [
        f"{method.title}: a chain that begins with everybody spread over all classes stays near {other['estimate']:,} "
        f"({other['low']:,} to {other['high']:,}) for as long as it was run. Programs that begin so may give that number."
        for method in methods
        if (other := method.diagnostics.get("other_start")) and not method.low <= other["estimate"] <= method.high
    ]


def over_strata(answers: Mapping[str, Answer], documented: int) -> tuple[list[Estimate], list[str]]:
    """Add up strata, method by method: the sum of draws from each.

    Args:
        answers: by stratum.
        documented: people in all strata together.

    Returns:
        The sums, and what has none and why.
    """
    without = [name for name, found in answers.items() if not found.methods]
    if without:
        return [], [f"Sum over strata: no estimate, because there is none for {', '.join(without)}."]
    shared = [
        (method.name, method.settings.get("prior"))
        for method in next(iter(answers.values())).methods
        if all(_same(found.methods, method) for found in answers.values())
    ]
    sums, refused = [], []
    for name, prior in shared:
        parts = [
            next(m for m in found.methods if (m.name, m.settings.get("prior")) == (name, prior)) for found in answers.values()
        ]
        sums.append(_sum(parts, list(answers), documented))
    left = {method.title for found in answers.values() for method in found.methods} - {method.title for method in sums}
    refused += [f"{title}: no sum over strata, because some stratum has no number by it." for title in sorted(left)]
    return sums, refused


def _same(methods: Sequence[Estimate], wanted: Estimate) -> bool:
    return any((m.name, m.settings.get("prior")) == (wanted.name, wanted.settings.get("prior")) for m in methods)


def _sum(parts: Sequence[Estimate], strata: Sequence[str], documented: int) -> Estimate:
    import numpy as np

    from kronika.estimates.draws import draws

    total = np.sum([draws(part, number) for number, part in enumerate(parts)], axis=0)
    low, high = (float(value) for value in np.quantile(total, [0.025, 0.975]))
    bayesian = all(part.draws is not None for part in parts)
    middle = float(np.median(total)) if bayesian else sum(part.estimate for part in parts)
    first = parts[0]
    return replace(
        first,
        settings={**first.settings, "strata": list(strata)},
        estimate=middle,
        low=max(low, float(documented)),
        high=high,
        diagnostics={"strata": {name: round(part.estimate, 1) for name, part in zip(strata, parts, strict=True)}},
        draws=total,
    )
