"""Shapes of the picture: marks of figures, hatching, samples for the legend. All told apart without any colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kronika.disclosure.report.safe import clean

#: dashes and colours of the lists' lines; the colours are dark enough to be read, and the dashes alone tell the lines apart
STYLES = (
    ("7 3", "#174a7c"),
    ("2 2.5", "#8a3b12"),
    ("11 3 2 3", "#2c5e3a"),
    ("4 2", "#5d3a78"),
    ("14 4", "#6b5310"),
    ("6 2 1.5 2 1.5 2", "#7a1f4b"),
)
INK = "#1a1a1a"
SOFT = "#555555"
GRID = "#dddddd"
RANGE = "#d6dbe2"

LEAST, MOST, ABOUT, PLAIN = (
    frozenset({"at least", "over"}),
    frozenset({"almost", "under", "up to"}),
    frozenset({"about"}),
    frozenset({"", "exactly"}),
)
KNOWN = LEAST | MOST | ABOUT | PLAIN
SHAPES = (
    (PLAIN, "figure of others, numbered as in the table"),
    (LEAST, "figure of others that says no fewer"),
    (MOST, "figure of others that says no more"),
    (ABOUT, "figure of others that says roughly"),
)


def figure_mark(x: float, y: float, qualifier: str) -> str:
    """Return the mark of a figure: a dot; a triangle that points to where the number may lie; a diamond for "about"."""
    if qualifier in LEAST:
        shape = [(x - 5, y + 3.5), (x, y - 5), (x + 5, y + 3.5)]
    elif qualifier in MOST:
        shape = [(x - 5, y - 3.5), (x, y + 5), (x + 5, y - 3.5)]
    elif qualifier in ABOUT:
        shape = [(x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5)]
    else:
        return f'<circle cx="{num(x)}" cy="{num(y)}" r="4" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>'
    return f'<path d="{joined(shape)}Z" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>'


def hatch(ident: str) -> str:
    """Return a pattern that hatches, under the id ``ident``."""
    return (
        f'<defs><pattern id="{ident}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{SOFT}" stroke-width="1.6"/></pattern></defs>'
    )


def sample_of(shapes: str) -> str:
    """Return a small picture of shapes for the legend; it says nothing to those who listen, the words beside it do."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">{shapes}</svg>'


def joined(places: Sequence[tuple[float, float]]) -> str:
    """Return places as the data of a path."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in places)


def num(value: float) -> str:
    """Return a coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """Return a text that is safe inside an element."""
    return escape(clean(text))
