"""Invented acts of invented people, written shortly, and a strategy that invents more of them."""

from __future__ import annotations

from itertools import count as numbers

from hypothesis import strategies as st

from kronika.counting.codes import REGIME_CLASS
from kronika.counting.definitions import Definition, load_shipped
from kronika.model.act import FIRST_DAY, LAST_DAY, Act, Key
from kronika.model.time import bounds, day

_MENTIONS = numbers(1)

ANNOUNCED = load_shipped("political-prisoner/announced")
REVISED = load_shipped("political-prisoner/revised")
CUSTODY = load_shipped("political-prisoner/custody")
ALL_CUSTODY = [load_shipped(f"political-prisoner/{name}") for name in ("announced", "revised", "custody")] + [
    load_shipped(f"political-prisoner/{name}-without-open-type") for name in ("announced", "revised", "custody")
]


def act(
    person: Key,
    kind: str,
    when: str = "",
    code: str = "",
    term: str = "",
    *,
    agent: str = "",
    source: str = "A",
    standing: str = "transcribed",
    published: str = "",
    accepted: str = "2026-01-01",
    until: str = "",
    until_accepted: str = "",
    mention: Key | None = None,
) -> Act:
    """Return an act on a day or in a month, as ``act("p", "sentence", "2021-05", "prison", "P2Y")``."""
    lo, hi = bounds(when) if when else (FIRST_DAY, LAST_DAY)
    return Act(
        person,
        kind,
        lo,
        hi,
        code,
        agent,
        term,
        source,
        standing,
        day(published) if published else 0,
        day(accepted),
        day(until) if until else LAST_DAY,
        day(until_accepted) if until_accepted else LAST_DAY,
        next(_MENTIONS) if mention is None else mention,
    )


#: days around which everything happens, close together so that acts meet, overlap and swap places
_BASE = day("2020-09-01")
DAYS = st.integers(_BASE - 40, _BASE + 1600)


@st.composite
def invented_acts(draw: st.DrawFn, people: int = 6, most: int = 7) -> list[Act]:
    """Invent acts of some people: mostly plain, now and then imprecise, disputed, from two lists, or out of order."""
    rows: list[Act] = []
    for number in range(1, draw(st.integers(1, people)) + 1):
        rows.extend(_acts_of(draw, f"p{number}", most))
    return draw(st.permutations(rows))


def _acts_of(draw: st.DrawFn, person: str, most: int) -> list[Act]:
    rows = []
    start = draw(DAYS)
    plain = draw(st.booleans())
    kinds = ["detention", "sentence", "recognition", "release"]
    if not plain:
        kinds = draw(
            st.lists(
                st.sampled_from(
                    [*kinds, *kinds, "transfer", "replacement", "pardon", "death", "treatment", "charge", "delisting"]
                ),
                min_size=1,
                max_size=most,
            )
        )
    else:
        kinds = kinds[: draw(st.integers(1, 4))]
    for kind in kinds:
        start = max(FIRST_DAY, start + draw(st.integers(0 if plain else -40, 300)))
        width = 0 if plain or draw(st.integers(0, 3)) else draw(st.integers(1, 400))
        source = "A" if plain else draw(st.sampled_from("AAAB"))
        row = Act(
            person,
            kind,
            start,
            start + width,
            draw(_code(kind)),
            draw(st.sampled_from(["", "Example Watch", "Other Watch"])) if kind == "recognition" else "",
            draw(st.sampled_from(["", "P2Y", "P18M", "P15D", "life", "a few years"])) if kind == "sentence" else "",
            source,
            "disputed" if not plain and not draw(st.integers(0, 9)) else "transcribed",
            draw(st.sampled_from([0, start + width, start + 30, _BASE + 900])),
            _BASE + draw(st.sampled_from([500, 1000, 2000])),
            LAST_DAY,
            LAST_DAY,
            next(_MENTIONS),
        )
        rows.append(row)
        if not plain and not draw(st.integers(0, 3)):
            # The other list tells of it too: alike, or a little different.
            shift = draw(st.sampled_from([0, 0, 3, -20]))
            rows.append(
                row._replace(lo=row.lo + shift, hi=row.hi + shift, list="B" if source == "A" else "A", mention=next(_MENTIONS))
            )
    return rows


def _code(kind: str) -> st.SearchStrategy[str]:
    if kind in {"sentence", "transfer", "replacement"}:
        return st.sampled_from(["", "as written", *REGIME_CLASS])
    return st.sampled_from(
        {
            "detention": ["", "criminal", "administrative", "in-absentia", "psychiatric"],
            "release": ["", "served", "pardoned", "expelled", "replaced", "case-closed"],
            "recognition": ["", "current", "current", "former", "posthumous", "withdrawn"],
        }.get(kind, [""])
    )


def definitions() -> st.SearchStrategy[Definition]:
    """Any shipped definition of custody, or one that wants the recognition of one organisation."""
    raw = {
        "name": "mine",
        "version": 1,
        "unit": "people",
        "of": "custody",
        "title": {"en": "Mine"},
        "words": {"en": "Mine."},
        "recognition": "by-day",
        "recognisers": ["Example Watch"],
        "home_confinement": "include",
        "administrative": "exclude",
    }
    return st.sampled_from([*ALL_CUSTODY, Definition.from_dict(raw, "mine.yml")])
