"""From the data of a report to its page. What comes from the data is cleaned and escaped; nothing is loaded from outside."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kronika.disclosure.report import small, svg, view
from kronika.disclosure.report.data import ReportData
from kronika.disclosure.report.safe import clean, link
from kronika.language import in_words as words

if TYPE_CHECKING:
    from jinja2 import Environment

#: people on the page unless another number is asked for: a phone can still scroll through them
MOST = 1_000

_AUDIENCES = {
    "": "Working copy. It holds sealed facts: do not pass it on.",
    "team": "For the team. It holds facts that are not public: do not pass it on.",
    "court": "For a court. It holds facts that are not public: do not publish it.",
    "partner": "For a partner. It holds facts that are not public: do not publish it.",
    "public": "For the public.",
}
_STANDINGS = {
    "transcribed": "transcribed",
    "asserted": "asserted: we stand by it",
    "disputed": "disputed",
    "proposed": "not confirmed",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
}
_UNITS = {
    "people": ("person", "people"),
    "facts": ("fact", "facts"),
    "cases": ("case", "cases"),
    "organisations": ("organisation", "organisations"),
}


def render(data: ReportData, *, most: int = MOST) -> str:
    """Return the report as one HTML page that needs nothing else.

    Args:
        data: all that is shown. What may not leave must not be in it.
        most: name no more people than this (0: all); the rest are counted, with a line that says how to get them.

    Raises:
        FindingError: the data contradict themselves (a balance that does not add up, more names than were counted).
    """
    view.checked(data)
    data = small.suppressed(data)
    most = most or sys.maxsize
    groups = view.grouped(data, most)
    over_time = data.over_time if data.over_time and any(line.points for line in _all_lines(data)) else None
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            data=data,
            most=most,
            groups=groups,
            anchors=view.anchors(groups),
            number_words=_headline(data),
            day_words=_day_words(data),
            everybody="Everybody, with the facts" if data.meaning.unit == "people" else "What was counted, with the facts",
            state_words=_state_words(data),
            few=small.SMALL - 1 if data.audience in small.AUDIENCES else 0,
            audience_words=_AUDIENCES.get(data.audience, f"For: {data.audience}."),
            picture=None if over_time is None else _picture(data),
        )
    )


def _all_lines(data: ReportData) -> tuple[Any, ...]:
    over_time = data.over_time
    if over_time is None:
        return ()
    return (*((over_time.across,) if over_time.across else ()), *over_time.lines)


def _headline(data: ReportData) -> str:
    one, many = _UNITS.get(data.meaning.unit, (data.meaning.unit, data.meaning.unit))
    return f"{view.spread_words(data.low, data.high)} {one if data.low == data.high == 1 else many}"


def _day_words(data: ReportData) -> str:
    return f"from {words.when(data.since)} to {words.when(data.on)}" if data.since else f"on {words.when(data.on)}"


def _state_words(data: ReportData) -> Mapping[str, tuple[str, str]]:
    found = view.ACT_WORDS if data.since else view.STATE_WORDS
    if data.low < data.high == data.tally.inside:
        return {**found, "in": (found["in"][0], "counted: this is the high end of the range")}
    return found


def _picture(data: ReportData) -> dict[str, Any]:
    over_time = data.over_time
    if over_time is None:
        raise AssertionError("a picture is drawn only where there are lines")
    rows, left_out = view.rows(over_time)
    title = f"{data.meaning.title}, over time"
    return {
        "narrow": svg.chart(over_time, data.claims, title, svg.NARROW, "narrow"),
        "wide": svg.chart(over_time, data.claims, title, svg.WIDE, "wide"),
        "legend": svg.legend(over_time, data.claims),
        "own_scale": svg.has_own_scale(over_time, data.claims),
        "drawn": svg.drawn(over_time, data.claims),
        "rows": rows,
        "left_out": left_out,
        "main": over_time.across or over_time.lines[0],
        "lists": [
            (svg.letter(place), line) for place, line in enumerate(over_time.lines) if over_time.across is not None or place > 0
        ],
    }


def _finalize(value: object) -> object:
    """Every value that the templates write goes through here before it is escaped."""
    return clean(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """Return what fills in the templates of all pages: whatever they write is cleaned and escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("kronika.disclosure.report", "templates"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters |= {
        "amount": small.amount,
        "clean": clean,
        "code": lambda code, kind: words.code_words(kind, code),
        "counted": small.counted,
        "first_upper": lambda text: text[:1].upper() + text[1:],
        "in_words": words.in_words,
        "kind": words.kind_label,
        "kinds": words.kind_plural,
        "lang": words.language_tag,
        "link": link,
        "number": small.number,
        "parted": view.parted,
        "percent": words.percent,
        "property": lambda key, kind: words.property_label(kind, key),
        "signed": words.signed,
        "standing": lambda standing: _STANDINGS.get(standing, standing),
        "value": lambda value, kind, key: words.value_words(kind, key, value),
        "when": words.when,
    }
    made.globals |= {
        "act_groups": view.act_groups,
        "spread_words": view.spread_words,
        "standing_of": view.standing_of,
    }
    return made
