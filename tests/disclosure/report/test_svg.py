"""The picture is well-formed, stays inside its frame, and tells everything apart without colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.report.people_sample import LANTERN
from disclosure.report.report_sample import CLAIMS, DATA, OVER_TIME
from kronika.disclosure.report.axes import Scale, count_ticks, day_ticks
from kronika.disclosure.report.data import Claim, Line, OverTime, Point
from kronika.disclosure.report.render import render
from kronika.disclosure.report.svg import NARROW, WIDE, Size, chart, drawn, has_own_scale, legend, letter

NAME = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def places(svg: ET.Element) -> list[tuple[float, float]]:
    """Every point that the picture draws."""
    found = []
    for element in svg.iter():
        if element.tag == NAME + "circle":
            found.append((float(element.attrib["cx"]), float(element.attrib["cy"])))
        elif element.tag == NAME + "text":
            found.append((float(element.attrib["x"]), float(element.attrib["y"])))
        elif element.tag == NAME + "path" and "H" not in element.attrib["d"] and "v" not in element.attrib["d"]:
            numbers = [float(number) for number in _NUMBER.findall(element.attrib["d"])]
            found += list(zip(numbers[::2], numbers[1::2], strict=False))
    return found


def line_of(svg: ET.Element, width: str) -> list[tuple[float, float]]:
    path = next(element for element in svg.iter(NAME + "path") if element.attrib.get("stroke-width") == width)
    numbers = [float(number) for number in _NUMBER.findall(path.attrib["d"])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def rise(line: list[tuple[float, float]]) -> float:
    heights = [y for _, y in line]
    return max(heights) - min(heights)


_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_COUNTS = st.integers(0, 200_000)


@st.composite
def lines(draw: st.DrawFn, name: str = 'list <A> & "B"') -> Line:
    days = sorted(draw(st.sets(_DAYS, min_size=1, max_size=12)))
    points = []
    for day in days:
        inside = draw(_COUNTS)
        low = draw(st.none() | st.integers(0, inside))
        points.append(Point(day.isoformat(), inside, draw(_COUNTS), draw(_COUNTS), low, None if low is None else inside))
    return Line(name, tuple(points))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    qualifier = draw(st.sampled_from(["", "almost", "about", "at least", "over", "up to", "roughly <b>"]))
    as_of = draw(st.one_of(_DAYS.map(date.isoformat), st.sampled_from(["2021", "2021-05/2022-06", "", "soon", "../2020"])))
    return Claim(draw(st.text(max_size=5)), draw(_COUNTS), qualifier, "people", as_of, same_thing=draw(st.booleans()))


@given(
    st.none() | lines(),
    st.lists(lines(), min_size=1, max_size=9),
    st.lists(claims(), max_size=5),
    st.sampled_from([NARROW, WIDE]),
)
def test_any_picture_is_well_formed_and_stays_inside_its_frame(
    across: Line | None, each: list[Line], figures: list[Claim], size: Size
) -> None:
    over_time = OverTime(across, tuple(each))
    svg = ET.fromstring(chart(over_time, figures, "People <held> & counted", size, "p"))  # noqa: S314 - made by this very test
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    assert (left, top, width) == (0, 0, size.width)
    for x, y in places(svg):
        assert 0 <= x <= width
        assert 0 <= y <= height
    for key in legend(over_time, figures):
        ET.fromstring(key.sample)  # noqa: S314 - as above
    assert (svg.findtext(NAME + "title"), svg.attrib["role"]) == ("People <held> & counted", "img")


def test_a_line_is_as_high_as_its_numbers() -> None:
    line = Line("one", (Point("2024-01-01", 0), Point("2024-07-01", 50), Point("2025-01-01", 100)))
    svg = ET.fromstring(chart(OverTime(None, (line,)), (), "t", WIDE, "p"))  # noqa: S314 - made by this very test
    (x0, y0), (x1, y1), (x2, y2) = line_of(svg, "2.5")
    assert x0 < x1 < x2
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.11)
    assert (x1 - x0) / (x2 - x0) == pytest.approx(182 / 366, abs=0.001)
    labels = {text.text: float(text.attrib["y"]) for text in svg.iter(NAME + "text")}
    assert labels["0"] == pytest.approx(y0, abs=0.11)
    assert labels["100"] == pytest.approx(y2, abs=0.11)


def test_lines_differ_in_their_dashes_and_carry_their_letter() -> None:
    many = OverTime(OVER_TIME.across, tuple(Line(f"list {place}", OVER_TIME.lines[0].points) for place in range(6)))
    svg = ET.fromstring(chart(many, (), "t", NARROW, "p"))  # noqa: S314 - made by this very test
    dashes = [path.attrib.get("stroke-dasharray") for path in svg.iter(NAME + "path") if path.attrib.get("stroke-width") == "1.8"]
    assert len(set(dashes)) == 6
    marks = [text for text in svg.iter(NAME + "text") if text.attrib.get("font-weight") == "600"]
    assert {text.text for text in marks} == {"All", "A", "B", "C", "D", "E", "F"}
    heights = sorted(float(text.attrib["y"]) for text in marks)
    assert all(after - before > 12 for before, after in pairwise(heights))
    assert [letter(place) for place in (0, 25, 26)] == ["A", "Z", "A2"]


def test_figures_of_others_are_marked_by_what_they_claim_and_numbered_as_in_the_table() -> None:
    assert drawn(OVER_TIME, CLAIMS) == (1, 2, 3, 4, 5, 6)
    words = " ".join(key.words for key in legend(OVER_TIME, CLAIMS))
    assert "no fewer (at least)" in words
    assert "no more (almost, up to)" in words
    assert "roughly (about)" in words
    assert "range" in words
    assert "disputed and unknown" in words
    description = ET.fromstring(chart(OVER_TIME, CLAIMS, "t", WIDE, "p")).findtext(NAME + "desc")  # noqa: S314 - made here
    assert description is not None
    assert "all lists together: 17 on 31 December 2023, at most 31 (on 31 December 2024), 24 on 31 December 2025." in description
    assert f"A, {LANTERN}" in description
    assert "River Committee says at least 20, 31 December 2025" in description


def test_figures_that_dwarf_the_lines_get_a_scale_of_their_own() -> None:
    far = (Claim("somebody", 1_296, "", "people", "2024-11-30", same_thing=True),)
    assert not has_own_scale(OVER_TIME, CLAIMS)
    assert has_own_scale(OVER_TIME, far)
    alone, beside = (ET.fromstring(chart(OVER_TIME, figures, "t", WIDE, "p")) for figures in ((), far))  # noqa: S314 - made here
    # the lines stand as tall as they would alone
    assert rise(line_of(beside, "2.5")) == pytest.approx(rise(line_of(alone, "2.5")), abs=0.11)
    assert any("another scale" in (text.text or "") for text in beside.iter(NAME + "text"))


def test_the_numbers_behind_the_picture_stand_in_a_table() -> None:
    page = render(DATA)
    table = page[page.index("The numbers behind the picture") :]
    table = table[: table.index("</table>")]
    assert '<tr><th scope="row">2024-12-31</th><td class="n">31</td><td class="n">1</td><td class="n">1</td>' in table
    assert "28 to 31" in table
    assert "6 days on which nothing changed are left out" in table
    assert "2024-01-31" not in table


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        ("2024-01-01", "2024-01-01", 4, ["1 Jan"]),
        ("2024-01-30", "2024-02-05", 8, ["30 Jan", "31 Jan", "1 Feb", "2 Feb", "3 Feb", "4 Feb", "5 Feb"]),
        ("2023-12-31", "2025-12-31", 4, ["Jan 2024", "Jul 2024", "Jan 2025", "Jul 2025"]),
        ("2020-08-09", "2025-12-31", 4, ["2022", "2024"]),
        ("2020-08-09", "2025-12-31", 8, ["2021", "2022", "2023", "2024", "2025"]),
    ],
)
def test_ticks_of_days(first: str, last: str, most: int, labels: list[str]) -> None:
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    assert [label for _, label in day_ticks(begin, end, most)] == labels


@given(st.integers(0, 10**9), st.integers(2, 8))
def test_ticks_of_counts_reach_the_highest(highest: int, most: int) -> None:
    ticks = count_ticks(highest, most)
    assert ticks[0] == (0, "0")
    assert ticks[-1][0] >= max(highest, 1)
    assert len(ticks) <= most + 1


@given(_DAYS, _DAYS, st.integers(2, 9))
def test_ticks_of_days_lie_between_first_and_last(one: date, two: date, most: int) -> None:
    first, last = sorted((one.toordinal(), two.toordinal()))
    ticks = [ordinal for ordinal, _ in day_ticks(first, last, most)]
    assert ticks == sorted(set(ticks))
    assert 1 <= len(ticks) <= most
    assert first <= ticks[0]
    assert ticks[-1] <= last


def test_a_scale_of_one_value_lies_in_the_middle() -> None:
    assert Scale(5, 5, 0, 10)(5) == 5
