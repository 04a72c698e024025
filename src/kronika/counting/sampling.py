"""What a sample that was read says about the whole: an upper bound on the share of errors, without any approximation.

One-sided Clopper-Pearson: with 59 read and none wrong, at most 5 in 100 are wrong, with 95 % confidence. Where the whole is
small the bound takes it into account (hypergeometric): of 100 in all, 39 read and none wrong say the same.
"""

from __future__ import annotations

from math import comb, exp, lgamma, log, log1p

from kronika.errors import InputError

_HALVINGS = 60
_LARGEST = 10_000_000


def upper_bound(n: int, errors: int, confidence: float = 0.95, population: int | None = None) -> float:
    """Return the largest share of errors that the sample does not rule out.

    Args:
        n: how many were drawn at random and read.
        errors: how many of them were wrong.
        confidence: in how many of 100 samples such a bound holds, as a share: above 0, below 1.
        population: how many there are in all; None: many more than were read.

    Returns:
        A share from 0 to 1. 1 if nothing was read.

    Raises:
        InputError: the numbers contradict each other.
    """
    _check(n, errors, confidence, population)
    if n == 0:
        return 1.0
    if population is not None:
        return _upper_wrong(n, errors, confidence, population) / population
    if errors == n:
        return 1.0
    low, high = errors / n, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _at_most(errors, n, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def sample_size(bound: float, errors: int = 0, confidence: float = 0.95, population: int | None = None) -> int:
    """Return how many must be read so that, with ``errors`` of them wrong, :func:`upper_bound` is at most ``bound``.

    Raises:
        InputError: ``bound`` is not a share above 0, or cannot be reached by reading everything.
    """
    if not 0 < bound <= 1:
        raise InputError(f"{bound} is not a share of errors", advice="Write a number above 0, up to 1, for example 0.05")
    _check(errors, errors, confidence, population)
    most = _LARGEST if population is None else population
    low, high = max(errors, 1), most
    if low > most or upper_bound(most, errors, confidence, population) > bound:
        raise InputError(
            f"with {errors} errors no sample shows that at most {bound:.2%} are wrong", advice="Allow a larger share of errors"
        )
    while low < high:
        middle = (low + high) // 2
        if upper_bound(middle, errors, confidence, population) <= bound:
            high = middle
        else:
            low = middle + 1
    return low


def _check(n: int, errors: int, confidence: float, population: int | None) -> None:
    if not 0 <= errors <= n:
        raise InputError(f"{errors} errors in a sample of {n}", advice="Give as many errors as were found, from 0 to all read")
    if not 0 < confidence < 1:
        raise InputError(f"{confidence} is not a confidence", advice="Write a number between 0 and 1, for example 0.95")
    if population is not None and population < max(n, 1):
        raise InputError(f"a sample of {n} from {population}", advice="Read no more than there are")


def _at_most(errors: int, n: int, share: float) -> float:
    """Return the probability of no more than ``errors`` wrong among ``n``, if that share of all is wrong."""
    if share >= 1:
        return 1.0 if errors >= n else 0.0
    if errors == 0:
        return exp(n * log1p(-share))
    wrong, right = log(share), log1p(-share)
    whole = lgamma(n + 1)
    return sum(exp(whole - lgamma(k + 1) - lgamma(n - k + 1) + k * wrong + (n - k) * right) for k in range(errors + 1))


def _upper_wrong(n: int, errors: int, confidence: float, population: int) -> int:
    """Return the largest number of wrong ones among all that the sample does not rule out."""
    low, high = errors, population - (n - errors)
    while low < high:
        middle = (low + high + 1) // 2
        if _drawn_at_most(errors, n, middle, population) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def _drawn_at_most(errors: int, n: int, wrong: int, population: int) -> float:
    """Return the probability of drawing no more than ``errors`` of the ``wrong`` ones. Whole numbers: nothing is rounded."""
    ways = sum(comb(wrong, k) * comb(population - wrong, n - k) for k in range(errors + 1))
    return ways / comb(population, n)
