"""A report as it could be: invented people on two invented lists of an invented country, with all that goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kronika.disclosure.report.data import (
    Act,
    Cell,
    ChangedRow,
    Claim,
    Confirmed,
    Contradiction,
    Decided,
    Edition,
    Editions,
    Exclusion,
    Fact,
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

LANTERN = "Lantern Monitor, list of prisoners"
RIVER = "River Committee, people held"
LANTERN_AT = "https://lantern.example/lists/prisoners-2025.xlsx"
RIVER_AT = "https://river.example/en/held"
HEAD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

#: first names and surnames that mean "example", "invented", "sample" and the like
_GIVEN = (("Алесь", "Ales"), ("Ірына", "Iryna"), ("Пётр", "Piotr"), ("Святлана", "Sviatlana"), ("Юрый", "Yury"))
_SURNAMES = (("Узорны", "Uzorny"), ("Выдумка", "Vydumka"), ("Прыклад", "Pryklad"), ("Казка", "Kazka"), ("Мроя", "Mroya"))


def cell(quote: str, place: str, source: str = LANTERN, language: str = "") -> Passage:
    """A cell of a list."""
    address, published = (LANTERN_AT, "2025-12-31") if source == LANTERN else (RIVER_AT, "2025-11")
    return Passage(source, place, address, published, "", quote, "", language)


def fact(name: str, value: str, written: str, place: str, source: str = LANTERN, standing: str = "transcribed") -> Fact:
    """A fact that a cell of a list states."""
    return Fact(name, value, written, cell(written, place, source), standing)


ALES = Person(
    key="m1",
    state="in",
    cause="in custody since 2021-09-06 (general-regime colony); recognised on 2021-10-02 (Lantern Monitor)",
    names=(
        Spelling("Алесь Прыкладовіч", "be", (LANTERN,)),
        Spelling("Александр Прикладович", "ru", (LANTERN,)),
        Spelling("Ales Prykladovich", "", (RIVER, "The Zoragorsk Courier, 3 May 2022")),
    ),
    lists=(LANTERN, RIVER),
    judgements=(
        Decided(
            "same",
            f"Алесь Прыкладовіч, {LANTERN}",
            f"Ales Prykladovich, {RIVER}",
            "documenter-2",
            "2025-11-20T09:12:44+00:00",
            "same day of birth, same day of detention, same court",
        ),
    ),
    facts=(fact("birth_date", "1984-02-17", "17.02.1984", "cell D2"), fact("occupation", "teacher", "настаўнік", "cell K2")),
    acts=(
        Act(
            "detention",
            (
                fact("date", "2021-09-06", "06.09.2021", "cell E2"),
                Fact(
                    "place",
                    "Zoragorsk",
                    "Zoragorsk",
                    Passage(
                        "The Zoragorsk Courier",
                        "paragraph 4",
                        "https://courier.example/2022/05/03/teacher-sentenced",
                        "2022-05-03",
                        "The teacher was taken from his flat in ",
                        "Zoragorsk",
                        " on the morning of 6 September, his neighbours said.",
                        "en",
                    ),
                    "asserted",
                ),
            ),
        ),
        Act(
            "sentence",
            (
                fact("date", "2022-05-03", "03.05.2022", "cell G2"),
                fact("court", "Суд Зорагорскага раёна", "Суд Зорагорскага раёна", "cell H2"),
                fact("article", "342(1)", "342 ч. 1", "cell F2"),
                fact("term", "P6Y6M", "6 г. 6 мес.", "cell I2"),
                fact("regime", "colony-general", "ИК общего режима", "cell J2"),
            ),
        ),
        Act("recognition", (fact("date", "2021-10-02", "02.10.2021", "cell L2"), fact("status", "current", "да", "cell L2"))),
    ),
)
NADIA = Person(
    key="m2",
    state="in",
    cause="in custody since 2023-03 (prison); recognised on 2023-05-11 (Lantern Monitor)",
    names=(
        Spelling("نادية المثالية", "ar", ("Appeal of the family, 11 May 2023",)),
        Spelling("Надзея Аль-Масалія", "be", (LANTERN,)),
        Spelling("Nadia Al-Mithaliya", "en", (RIVER,)),
    ),
    lists=(LANTERN, RIVER),
    acts=(
        Act(
            "detention",
            (
                Fact(
                    "date",
                    "2023-03",
                    "в марте 2023 года",
                    Passage(
                        "Appeal of the family",
                        "message 17",
                        "https://channel.example/appeals/17",
                        "2023-05-11",
                        "Надзею задержали ",
                        "в марте 2023 года",
                        " на границе; точного дня мы не знаем.",
                        "ru",
                    ),
                    "disputed",
                ),
                Fact("happened", "yes", "", None, "asserted", "the family"),
            ),
        ),
        Act(
            "charge",
            (
                Fact(
                    "date",
                    "2023-04-02",
                    "2 April",
                    Passage(
                        "State channel Zorka",
                        "subtitle 12",
                        "",
                        "2023-04-03",
                        "“I was charged on ",
                        "2 April",
                        " and I admit everything.”",
                    ),
                    "transcribed",
                    "",
                    "",
                    "coerced",
                ),
            ),
        ),
    ),
)
LONG = Person(
    key="m3",
    state="disputed",
    cause="sources disagree about the release: Lantern Monitor, list of prisoners: 2024-07-03, pardoned | River Committee, "
    "people held: 2024-08-16, served",
    names=(
        Spelling("Канстанцін-Вікенцій Аляксандравіч Найдаўжэйшы-Неверагодны-Прозвішчанскі", "be", (LANTERN,)),
        Spelling("Konstantin-Vikenty Neveroyatny", "ru", (RIVER,)),
    ),
    lists=(LANTERN, RIVER),
    facts=(Fact("alias", "Kastus", "Кастусь", cell("Кастусь", "cell C9", LANTERN, "be"), "transcribed", "", "2025-12-31"),),
    acts=(
        Act("release", (fact("date", "2024-07-03", "03.07.2024", "cell M9"), fact("how", "pardoned", "памілаваны", "cell N9"))),
        Act("release", (fact("date", "2024-08-16", "16 Aug 2024", "row 31", RIVER),)),
    ),
)
NAMELESS = Person("m4", "unknown", "no news since 2023-02-14, the last sign of custody", (), (RIVER,))
TERM = Person(
    "m5",
    "unknown",
    "the term may have ended (2025-11-01/2025-11-30), and no release is known",
    (Spelling("Мария Вымышленская", "ru", (LANTERN,)),),
    (LANTERN,),
    acts=(Act("sentence", (fact("date", "2023-11", "ноябрь 2023", "cell G11"), fact("term", "P2Y", "2 года", "cell I11"))),),
)


def others(count: int, state: str, cause: str, first: int) -> tuple[Person, ...]:
    """People of whom little is said."""
    made = []
    for number in range(first, first + count):
        given, surname = _GIVEN[number % 5], _SURNAMES[number // 5 % 5]
        names = (
            Spelling(f"{given[0]} {surname[0]}", "be", (LANTERN,)),
            *([Spelling(f"{given[1]} {surname[1]}", "be", (RIVER,))] if number % 3 else []),
        )
        row = number + 20
        act = Act("detention", (fact("date", "2022-11-08", "08.11.2022", f"cell E{row}"),))
        made.append(Person(f"x{number}", state, cause, names, (LANTERN, RIVER) if number % 3 else (LANTERN,), acts=(act,)))
    return tuple(made)


INSIDE = others(22, "in", "in custody since 2022-11-08 (general-regime colony); recognised on 2023-01-20 (Lantern Monitor)", 0)
OUT = others(9, "out", "out of custody since 2024-09-05 (term served)", 30)


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
