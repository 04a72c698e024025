"""Invented people of an invented country, on two invented lists, with all that goes wrong in real ones."""

from __future__ import annotations

from kronika.disclosure.report.data import Act, Decided, Fact, Passage, Person, Spelling

LANTERN = "Lantern Monitor, list of prisoners"
RIVER = "River Committee, people held"
LANTERN_AT = "https://lantern.example/lists/prisoners-2025.xlsx"
RIVER_AT = "https://river.example/en/held"

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
