"""The picture over time, drawn by hand: lines, bands and the figures of others, told apart without any colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from kronika.disclosure.report.axes import Scale, count_ticks, day_ticks
from kronika.disclosure.report.data_numbers import Claim, Line, OverTime, Point
from kronika.disclosure.report.shapes import (
    GRID,
    INK,
    KNOWN,
    RANGE,
    SHAPES,
    SOFT,
    STYLES,
    escaped,
    figure_mark,
    hatch,
    joined,
    num,
    sample_of,
)
from kronika.errors import InputError
from kronika.language.in_words import number, when
from kronika.model.time import bounds, day

#: a figure so many times as high as all lines gets a panel with a scale of its own
_OUT_OF_SCALE = 3
_LETTER_GAP = 13.0


@dataclass(frozen=True, slots=True)
class Size:
    """Measures of a picture, in its own units: one is a CSS pixel where it is shown at its full width."""

    width: int
    height: int
    extra: int
    ticks: int
    left: int = 44
    right: int = 30
    top: int = 16
    bottom: int = 28


NARROW = Size(width=360, height=230, extra=150, ticks=4)
WIDE = Size(width=720, height=300, extra=170, ticks=8)


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a sample to look at, and what it means."""

    sample: str
    words: str


@dataclass(frozen=True, slots=True)
class _Dot:
    """A figure of others with its place in time: its number in the table, and the days that it may be about."""

    number: int
    claim: Claim
    lo: int
    hi: int


def letter(index: int) -> str:
    """Return the mark of a list's line: A to Z, then A2, B2 and so on."""
    round_, place = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(round_ + 1) if round_ else "")


def drawn(over_time: OverTime, claims: Sequence[Claim]) -> tuple[int, ...]:
    """Return the numbers (from 1) of the claims that are in the picture."""
    first, last = _stretch(over_time)
    return tuple(dot.number for dot in _dots(claims, first, last))


def has_own_scale(over_time: OverTime, claims: Sequence[Claim]) -> bool:
    """Whether the figures of others are so much higher that they stand in a panel of their own."""
    first, last = _stretch(over_time)
    dots = _dots(claims, first, last)
    return bool(dots) and max(dot.claim.value for dot in dots) > _OUT_OF_SCALE * max(_highest(over_time), 1)


def chart(over_time: OverTime, claims: Sequence[Claim], title: str, size: Size, ident: str) -> str:
    """Return the picture as an SVG element; the texts in it are escaped.

    Args:
        over_time: lines; at least one of them has a point.
        claims: all figures of others, in the order of their table; those that count the same thing on a day in the picture
            are drawn as numbered marks.
        title: what is counted.
        size: ``NARROW`` for phones or ``WIDE``.
        ident: begins the ids inside; different for each picture of a page.
    """
    return _Picture(over_time, claims, size, ident).drawn(title)


def _lines(over_time: OverTime) -> list[Line]:
    return [line for line in ((over_time.across,) if over_time.across else ()) + over_time.lines if line.points]


def _stretch(over_time: OverTime) -> tuple[int, int]:
    days = [day(point.on) for line in _lines(over_time) for point in line.points]
    return (min(days), max(days)) if days else (1, 0)


def _dots(claims: Sequence[Claim], first: int, last: int) -> list[_Dot]:
    found = []
    for place, claim in enumerate(claims, 1):
        if not claim.same_thing or not claim.as_of or claim.value < 0:
            continue
        try:
            lo, hi = bounds(claim.as_of)
        except InputError:
            continue
        if first <= (lo + hi) // 2 <= last:
            found.append(_Dot(place, claim, max(lo, first), min(hi, last)))
    return found


def _top(point: Point) -> int:
    return max(point.inside + point.disputed + point.unknown, point.high or 0)


def _highest(over_time: OverTime) -> int:
    return max((_top(point) for line in _lines(over_time) for point in line.points), default=0)


class _Picture:
    """Draws one picture, from the back to the front."""

    def __init__(self, over_time: OverTime, claims: Sequence[Claim], size: Size, ident: str) -> None:
        self.over_time = over_time
        self.size = size
        self.ident = ident
        self.first, self.last = _stretch(over_time)
        self.dots = _dots(claims, self.first, self.last)
        self.own_scale = has_own_scale(over_time, claims)
        self.height = size.height + (size.extra if self.own_scale else 0)
        self.x = Scale(self.first, self.last, size.left, size.width - size.right)
        dots_top = max((dot.claim.value for dot in self.dots), default=0)
        self.ticks = count_ticks(max(_highest(over_time), 0 if self.own_scale else dots_top, 1))
        floor = self.height - size.bottom
        self.y = Scale(0, self.ticks[-1][0], floor, size.top + (size.extra if self.own_scale else 0))
        self.dot_ticks = count_ticks(dots_top, 3) if self.own_scale else self.ticks
        # room below the upper panel, so that the title of the lower one is read as its own
        self.dot_y = Scale(0, self.dot_ticks[-1][0], size.top + size.extra - 48, size.top + 22) if self.own_scale else self.y

    def drawn(self, title: str) -> str:
        across = self.over_time.across
        main = across or next(iter(_lines(self.over_time)))
        parts = [
            f'<title id="{self.ident}-title">{escaped(title)}</title>',
            f'<desc id="{self.ident}-desc">{escaped(self._described())}</desc>',
            hatch(f"{self.ident}-hatch"),
            *self._grid(self.y, self.ticks),
            *self._days(),
            *self._range(main.points),
            *self._unsure(main.points),
        ]
        if self.own_scale:
            parts += [
                *self._grid(self.dot_y, self.dot_ticks),
                self._caption(self.size.top - 4, "Figures that others published"),
                self._caption(self.size.top + self.size.extra - 12, "What this record holds (another scale)"),
            ]
        ends = []
        for line, mark, dash, colour, width in _styled(self.over_time):
            parts.append(self._line(line.points, dash, colour, width))
            ends.append((self.y(line.points[-1].inside), mark, colour, self.x(day(line.points[-1].on))))
        parts += [*self._ends(ends), *self._figures()]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size.width} {self.height}" role="img" '
            f'aria-labelledby="{self.ident}-title {self.ident}-desc" font-size="12" fill="{INK}">{"".join(parts)}</svg>'
        )

    def _described(self) -> str:
        told = []
        for line, mark, *_ in _styled(self.over_time):
            first, last = line.points[0], line.points[-1]
            most = max(line.points, key=lambda point: point.inside)
            name = line.name if mark in {"", "All"} else f"{mark}, {line.name}"
            told.append(
                f"{name}: {number(first.inside)} on {when(first.on)}, at most {number(most.inside)} (on {when(most.on)}), "
                f"{number(last.inside)} on {when(last.on)}."
            )
        if self.dots:
            told.append("Figures of others: " + "; ".join(_claimed(dot.claim) for dot in self.dots) + ".")
        return " ".join([*told, "The numbers stand in the table below the picture."])

    def _grid(self, scale: Scale, ticks: Iterable[tuple[int, str]]) -> Iterable[str]:
        for value, label in ticks:
            place = num(scale(value))
            colour = SOFT if value == 0 else GRID
            yield f'<path d="M{self.size.left} {place}H{self.size.width - self.size.right}" stroke="{colour}" fill="none"/>'
            yield f'<text x="{self.size.left - 6}" y="{place}" dy="4" text-anchor="end" fill="{SOFT}">{escaped(label)}</text>'

    def _days(self) -> Iterable[str]:
        floor = self.y(0)
        for ordinal, label in day_ticks(self.first, self.last, self.size.ticks):
            place = self.x(ordinal)
            end = "end" if place > self.size.width - self.size.right - 24 else "middle"
            yield f'<path d="M{num(place)} {num(floor)}v5" stroke="{SOFT}" fill="none"/>'
            yield f'<text x="{num(place)}" y="{num(floor + 19)}" text-anchor="{end}" fill="{SOFT}">{escaped(label)}</text>'

    def _range(self, points: Sequence[Point]) -> Iterable[str]:
        if any(point.low is not None and point.high is not None and point.low < point.high for point in points):
            sides = [
                (point.on, point.inside if point.low is None else point.low, point.inside if point.high is None else point.high)
                for point in points
            ]
            yield self._band(sides, RANGE)

    def _unsure(self, points: Sequence[Point]) -> Iterable[str]:
        if any(point.disputed or point.unknown for point in points):
            sides = [(point.on, point.inside, point.inside + point.disputed + point.unknown) for point in points]
            yield self._band(sides, f"url(#{self.ident}-hatch)")

    def _band(self, sides: Sequence[tuple[str, int, int]], fill: str) -> str:
        upper = [(self.x(day(on)), self.y(high)) for on, _, high in sides]
        lower = [(self.x(day(on)), self.y(low)) for on, low, _ in reversed(sides)]
        if len(sides) == 1:
            # a single day has no width: give it some
            upper, lower = (
                [(upper[0][0] - 4, upper[0][1]), (upper[0][0] + 4, upper[0][1])],
                [
                    (lower[0][0] + 4, lower[0][1]),
                    (lower[0][0] - 4, lower[0][1]),
                ],
            )
        return f'<path d="{joined([*upper, *lower])}Z" fill="{fill}" stroke="none"/>'

    def _line(self, points: Sequence[Point], dash: str, colour: str, width: float) -> str:
        places = [(self.x(day(point.on)), self.y(point.inside)) for point in points]
        if len(places) == 1:
            return f'<circle cx="{num(places[0][0])}" cy="{num(places[0][1])}" r="3" fill="{colour}"/>'
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        return (
            f'<path d="{joined(places)}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes} stroke-linejoin="round"/>'
        )

    def _ends(self, ends: Sequence[tuple[float, str, str, float]]) -> Iterable[str]:
        """Write each line's mark at its end, moved apart where lines end close together."""
        marked = sorted(end for end in ends if end[1])
        places = [place for place, *_ in marked]
        for index in range(1, len(places)):
            places[index] = max(places[index], places[index - 1] + _LETTER_GAP)
        over = max(places[-1] - (self.height - self.size.bottom), 0) if places else 0
        for index in reversed(range(len(places))):
            limit = places[index + 1] - _LETTER_GAP if index + 1 < len(places) else places[index] - over
            places[index] = min(places[index], limit)
        for place, (_, mark, colour, x) in zip(places, marked, strict=True):
            yield (
                f'<text x="{num(x + 5)}" y="{num(max(place, 10.0))}" dy="4" font-weight="600" '
                f'fill="{colour}">{escaped(mark)}</text>'
            )

    def _figures(self) -> Iterable[str]:
        taken: list[tuple[float, float]] = []
        for dot in self.dots:
            x, y = self.x((dot.lo + dot.hi) / 2), self.dot_y(dot.claim.value)
            left, right = self.x(dot.lo), self.x(dot.hi)
            if right - left > 10:
                yield f'<path d="M{num(left)} {num(y)}H{num(right)}" stroke="{INK}" fill="none"/>'
            yield figure_mark(x, y, dot.claim.qualifier)
            label = next(
                (place for place in ((x, y - 8), (x, y + 17), (x + 11, y + 4), (x - 11, y + 4)) if _free(place, taken)),
                (x, y - 8),
            )
            taken += [label, (x, y + 4)]
            yield (
                f'<text x="{num(label[0])}" y="{num(label[1])}" text-anchor="middle" font-size="11" '
                f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{dot.number}</text>'
            )

    def _caption(self, y: float, words: str) -> str:
        return f'<text x="{self.size.left}" y="{num(y)}" font-weight="600">{escaped(words)}</text>'


def _free(place: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    return all(abs(place[0] - x) > 11 or abs(place[1] - y) > 10 for x, y in taken)


def _styled(over_time: OverTime) -> Iterable[tuple[Line, str, str, str, float]]:
    """Yield each line that has points with its mark, dashes, colour and width."""
    if over_time.across and over_time.across.points:
        yield over_time.across, "All" if over_time.lines else "", "", INK, 2.5
    elif len(over_time.lines) == 1:
        yield from ((line, "", "", INK, 2.5) for line in over_time.lines if line.points)
        return
    for index, line in enumerate(over_time.lines):
        if line.points:
            dash, colour = STYLES[index % len(STYLES)]
            yield line, letter(index), dash, colour, 1.8


def legend(over_time: OverTime, claims: Sequence[Claim]) -> tuple[Key, ...]:
    """Return what the lines, bands and marks of the picture mean."""
    keys = []
    for line, mark, dash, colour, width in _styled(over_time):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        sample = f'<path d="M1 7H35" stroke="{colour}" stroke-width="{width}" fill="none"{dashes}/>'
        keys.append(Key(sample_of(sample), f"{mark}: {line.name}" if mark else line.name))
    main = (over_time.across or next(iter(_lines(over_time)))).points
    if any(point.low is not None and point.high is not None and point.low < point.high for point in main):
        words = "range: low if all who may be the same person are, high if none is"
        keys.append(Key(sample_of(f'<path d="M1 1H35V13H1Z" fill="{RANGE}"/>'), words))
    if any(point.disputed or point.unknown for point in main):
        hatched = hatch("legend-hatch") + '<path d="M1 1H35V13H1Z" fill="url(#legend-hatch)"/>'
        keys.append(Key(sample_of(hatched), "disputed and unknown, on top of those who are in"))
    qualifiers = {claims[place - 1].qualifier for place in drawn(over_time, claims)}
    for group, words in SHAPES:
        if qualifiers & group:
            named = ", ".join(sorted(qualifiers & group - {""}))
            keys.append(Key(sample_of(figure_mark(18, 7, next(iter(group)))), words + (f" ({named})" if named else "")))
    if not qualifiers <= KNOWN:
        keys.append(Key(sample_of(figure_mark(18, 7, "?")), "figure of others"))
    return tuple(keys)


def _claimed(claim: Claim) -> str:
    said = f"{claim.qualifier} {number(claim.value)}".strip()
    return f"{claim.claimant or 'somebody'} says {said}, {when(claim.as_of)}"
