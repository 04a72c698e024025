"""What must be so before anything is estimated, and what a reader is warned of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kronika.estimates.overlap import Overlap

#: fewer documented people than that tell nothing, and an interval around them could point at somebody
FEWEST = 10
#: with fewer people on two lists or more, even two-list estimates are biased (Robson and Regier 1964)
_FEW_REPEATED = 7
_LEAST_LISTS = 2

_OPEN = re.compile(
    r"\b(today|now|nowadays|currently|current|at present|presently|at the moment|this moment|still (?:in|held|detained)|as of"
    r"|сейчас|сегодня|теперь|ныне|в настоящее время|на данный момент"
    r"|зараз|сёння|цяпер|у цяперашні час)\b",
    re.IGNORECASE,
)

#: why a question about a day has no answer here
CLOSED = (
    'an estimate needs a closed question, one whose people can no longer change ("ever detained in August 2020"). Who is in '
    "custody on a day comes and goes while lists are kept, so their overlap says nothing of who is on none"
)

#: what all methods take for granted; no data can test it
ASSUMPTIONS = (
    "Closed population: the question has a fixed set of people, and nobody joined or left it while the lists were kept.",
    "Reach: everybody could have been on at least one list. People whom no list could ever reach are in none of these numbers.",
    "One question: the lists cover the same kind of people, the same place and the same time.",
    "Dependence: lists that copy each other, joint statements, or people who fear all lists alike bring estimates down.",
    "Lists that divide the work between them bring estimates up. If all lists are moved alike, no data can show it.",
    "Linking: the same person is recognised on every list. A missed link brings the estimate up, a wrong one down.",
    "Models that fit these counts equally well can give very different numbers. The spread is part of the answer.",
)


def open_question(question: str) -> str:
    """Return why a question in words has no answer here; empty if nothing shows that it has none."""
    return CLOSED if _OPEN.search(question) else ""


def prepared(table: Overlap) -> tuple[Overlap, list[str], str]:
    """Leave out what cannot help, and say why there is no estimate, if so.

    Returns:
        The table to work with, what to warn of, and why nothing can be estimated (empty if something can).
    """
    empty = [number for number, size in enumerate(table.sizes) if not size]
    warnings = [f"The list {table.lists[number]} names nobody and is left out." for number in empty]
    table = table.keeping(number for number in range(len(table.lists)) if number not in empty)
    if not table.lists:
        return table, warnings, "no list names anybody"
    if len(table.lists) < _LEAST_LISTS:
        return table, warnings, f"there is one list only ({table.lists[0]}); an estimate needs the overlap of two lists or more"
    if table.documented < FEWEST:
        people = f"{table.documented} {'person is' if table.documented == 1 else 'people are'}"
        return table, warnings, f"only {people} documented; at least {FEWEST} are needed"
    if not table.repeated:
        return table, warnings, "nobody is on two lists; without overlap nothing can be said of people on no list"
    table, nested = _without_nested(table)
    warnings += nested
    if len(table.lists) < _LEAST_LISTS:
        return table, [], " ".join(nested).rstrip(".") + "; what remains is one list, and that says nothing of who is on none"
    if not table.repeated:
        return table, warnings, "nobody is on two of the lists that remain; without overlap nothing can be said"
    return table, warnings + _thin(table), ""


def _without_nested(table: Overlap) -> tuple[Overlap, list[str]]:
    """Leave out lists that lie wholly inside another: they behave like a copy, and tell nothing of who is missing."""
    said: list[str] = []
    while True:
        inside = next(
            (
                (small, great)
                for small in range(len(table.lists))
                for great in range(len(table.lists))
                if small != great
                and table.on(1 << small | 1 << great) == table.sizes[small]
                and (table.sizes[small], small) < (table.sizes[great], great)
            ),
            None,
        )
        if inside is None:
            return table, said
        small, great = inside
        said.append(
            f"Everybody on the list {table.lists[small]} is on {table.lists[great]} too, as if one were made from the other; "
            f"{table.lists[small]} is left out."
        )
        table = table.without(small)


def _thin(table: Overlap) -> list[str]:
    warnings = []
    if table.repeated < _FEW_REPEATED:
        warnings.append(
            f"Only {table.repeated} {'person is' if table.repeated == 1 else 'people are'} on two lists or more: "
            "every number below rests on them and can be far off."
        )
    for number, name in enumerate(table.lists):
        if not any(table.on(1 << number | 1 << other) for other in range(len(table.lists)) if other != number):
            warnings.append(
                f"The list {name} shares nobody with any other list. It may be about other people; see what changes without it."
            )
    if len(table.lists) == _LEAST_LISTS:
        warnings.append("With two lists nothing in the counts can show whether they depend on each other. Find a third.")
    return warnings
