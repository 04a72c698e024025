"""A report as it could be, of invented people on two invented lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from disclosure.report.people_sample import (
    ALES,
    INSIDE,
    LANTERN,
    LANTERN_AT,
    LONG,
    NADIA,
    NAMELESS,
    OUT,
    RIVER,
    RIVER_AT,
    TERM,
    cell,
)
from kronika.disclosure.report.data import (
    Cell,
    ChangedRow,
    Claim,
    Confirmed,
    Contradiction,
    Edition,
    Editions,
    Exclusion,
    Line,
    ListCount,
    Meaning,
    Origin,
    OverTime,
    Passage,
    Person,
    Point,
    Ref,
    ReportData,
    Sample,
    Sheet,
    Spelling,
    Tally,
    Version,
    Way,
)

HEAD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def named(people: tuple[Person, ...], note: str = "") -> tuple[Ref, ...]:
    """References to people."""
    return tuple(
        Ref(person.key, person.names[0].text if person.names else "", person.names[0].language if person.names else "", note)
        for person in people
    )


def months(values: list[tuple[int, ...]], first: date = date(2023, 12, 31)) -> tuple[Point, ...]:
    """A point at the end of each month, from (in, disputed, unknown[, low, high])."""
    points = []
    month = first.year * 12 + first.month - 1
    for value in values:
        end = date((month + 1) // 12, (month + 1) % 12 + 1, 1).toordinal() - 1
        points.append(Point(date.fromordinal(end).isoformat(), *value))
        month += 1
    return tuple(points)


_ACROSS = [17, 17, 18, 20, 20, 22, 24, 27, 27, 29, 30, 30, 31, 30, 30, 28, 28, 27, 27, 26, 26, 25, 25, 24, 24]
OVER_TIME = OverTime(
    Line("all lists together", months([(n, 1 if i > 7 else 0, i // 9, n - 2 - i // 8, n) for i, n in enumerate(_ACROSS)])),
    (
        Line(LANTERN, months([(n - 2, 0, 0) for n in _ACROSS])),
        Line(RIVER, months([(n - 6 + i // 6, 0, i // 12) for i, n in enumerate(_ACROSS)])),
    ),
)


def claim(claimant: str, value: int, qualifier: str, as_of: str, *, ours: int | None = None, difference: str = "") -> Claim:
    """A figure of others."""
    said = f"{qualifier} {value}".strip()
    passage = Passage(
        f"Statement of {claimant or 'a deputy'}",
        "page 2",
        "https://statements.example/" + as_of,
        as_of[:10],
        "According to our list, ",
        said,
        " people are held for political reasons.",
        "en",
    )
    return Claim(
        claimant,
        value,
        qualifier,
        "people held for political reasons",
        as_of,
        passage,
        same_thing=True,
        comparable=ours is not None,
        why_not="" if ours is not None else f"it is of another day ({as_of})",
        ours=ours,
        difference=difference,
    )


CLAIMS = (
    claim("Lantern Monitor", 23, "", "2025-12-31", ours=24, difference="1 more"),
    claim("River Committee", 20, "at least", "2025-12-31", ours=24, difference="they agree"),
    claim("Lantern Monitor", 29, "", "2024-09-30"),
    claim("A deputy minister", 10, "up to", "2025-03"),
    claim("River Committee", 20, "about", "2024-04-15"),
    claim("Union of Neighbours", 27, "almost", "2025-01"),
    Claim("", 140, "over", "people detained at the march", "2024-05-01", None, why_not="it counts something else"),
)

DATA = ReportData(
    meaning=Meaning(
        "political-prisoner/announced",
        1,
        "Political prisoners, as announced",
        "People in custody on the day who had been recognised as political prisoners by that day. Counted as public on a day, it "
        "is the number that could have been announced on that day.",
        "people",
        (
            Origin(
                "Guidelines of the monitors of Zoragorsk, 2013",
                "https://guidelines.example/2013/definition-of-political-prisoner",
            ),
            Origin("A letter of the River Committee, on paper"),
        ),
    ),
    on="2025-12-31",
    made="2026-01-05T10:20:30+00:00",
    version="0.1.0",
    head=HEAD,
    tally=Tally(24, 1, 2, 9),
    low=21,
    high=24,
    public_by="2026-01-05",
    entries=1412,
    lists=(
        ListCount(LANTERN, Tally(22, 0, 1, 8), "edition of 2025-12-31", LANTERN_AT),
        ListCount(RIVER, Tally(20, 0, 2, 7), "edition of November 2025", RIVER_AT),
    ),
    confirmed=Confirmed(1204, 36, 3, 57, (Sample(1240, 59, 1, 0.0781, 0.95, "2026-01-04T16:00:00+00:00", "documenter-1"),)),
    erased=1,
    over_time=OVER_TIME,
    balances=(
        Sheet(
            LANTERN,
            "2023-12-31",
            "2025-12-31",
            15,
            22,
            (Way("detained", 9, named(INSIDE[:9])), Way("newly recognised", 3, named((ALES, NADIA, INSIDE[9])))),
            (
                Way("served the term", 2, named(OUT[:2], "5 September 2024")),
                Way("pardoned", 1, (Ref("", "Наталля Былая", "be"),)),
                Way("no longer on the list, without a reason", 1, named(OUT[2:3])),
            ),
            Way("in, but nobody can say how", 1, named(INSIDE[10:11])),
            Way("no longer in, but nobody can say how", 2, named((TERM, NAMELESS))),
        ),
        Sheet(RIVER, "2023-12-31", "2025-12-31", 11, 20, (Way("detained", 1_012, named(INSIDE[:3])),), (Way("pardoned", 1_003),)),
    ),
    editions=(
        Editions(
            LANTERN,
            Edition("prisoners-2023.xlsx", "2023-12-31", "https://lantern.example/lists/prisoners-2023.xlsx"),
            Edition("prisoners-2025.xlsx", "2025-12-31", LANTERN_AT),
            named(INSIDE[:12]),
            (
                ChangedRow(
                    named((ALES,))[0],
                    (
                        Cell("sentence", "term", "6 лет", "6 г. 6 мес.", "ru"),
                        Cell("sentence", "regime", "", "ИК общего режима", "ru"),
                        Cell("person", "occupation", "настаўнік", "", "be"),
                    ),
                ),
                ChangedRow(named((LONG,))[0], (Cell("release", "how", "", "памілаваны", "be"),)),
            ),
            (Ref("", "Наталля Былая", "be"),),
            17,
        ),
    ),
    people=(ALES, NADIA, *INSIDE, LONG, NAMELESS, TERM, *OUT),
    exclusions=(
        Exclusion("Held in open-type facilities", "this definition leaves them out", 3, named(OUT[3:6])),
        Exclusion("Statements rejected", "somebody found that the source does not say so", 14),
        Exclusion("Scan of the court's notice", "no text could be read: the picture is too dark"),
    ),
    contradictions=(
        Contradiction(
            named((LONG,))[0],
            "release",
            "date",
            (
                Version("2024-07-03", "03.07.2024", (cell("03.07.2024", "cell M9"),)),
                Version("2024-08-16", "16 Aug 2024", (cell("16 Aug 2024", "row 31", RIVER),)),
            ),
        ),
        Contradiction(
            named((ALES,))[0],
            "person",
            "birth_date",
            (
                Version("1984-02-17", "17.02.1984", (cell("17.02.1984", "cell D2"),)),
                Version(
                    "1984",
                    "born in 1984",
                    (Passage(RIVER, "row 4", RIVER_AT, "2025-11", "Teacher, ", "born in 1984", ", two children."),),
                ),
                Version("1948-02-17", "", (Passage("The Zoragorsk Courier"),)),
            ),
        ),
    ),
    claims=CLAIMS,
    command="kronika count political-prisoner --on 2025-12-31 --public-by 2026-01-05 --limit 0 --report report.html",
)

#: the same for others: what may not leave is not in it, and is counted
PUBLIC = replace(
    DATA,
    audience="public",
    people=tuple(
        replace(person, names=(Spelling(f"P{place}"),), facts=(), acts=(), judgements=()) if place % 2 else person
        for place, person in enumerate(DATA.people, 1)
    ),
    withheld={"name": 18, "detention": 12, "treatment": 2, "relation": 1},
    command="",
)

#: one list, nothing but a number
BARE = ReportData(
    Meaning("detentions/facts", 2, "Detentions in a period", "Each time that somebody was detained.", "facts"),
    on="2024-05-01",
    since="2024-04-01",
    made="2026-01-05T10:20:30+00:00",
    version="0.1.0",
    head=HEAD,
    tally=Tally(0),
    low=0,
    high=0,
)
