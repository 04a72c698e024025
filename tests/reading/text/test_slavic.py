"""Russian and Belarusian: the same shape, other words; names come to the nominative."""

from __future__ import annotations

import pytest

from reading_texts import facts, only, read

FACTS = [
    ("Анну Колос задержали 5 марта в Заречье.", [("detention", "Анна Колос")]),
    ("Задержан Пётр Липницкий.", [("detention", "Пётр Липницкий")]),
    ("Задержаны Анна Колос, Пётр Липницкий и Мария Сидорова.", [("detention", "Анна Колос", "Пётр Липницкий", "Мария Сидорова")]),
    ("Против Анны Колос возбудили уголовное дело.", [("charge", "Анна Колос")]),
    ("Суд приговорил Петра Липницкого к трём годам колонии.", [("sentence", "Пётр Липницкий")]),
    ("Анне Колос назначили два года домашней химии.", [("sentence", "Анна Колос")]),
    ("Анатолий Тимофеев был приговорён к штрафу в 100 тысяч рублей.", [("sentence", "Анатолий Тимофеев")]),
    ("Анне Колос добавили ещё 10 суток.", [("sentence", "Анна Колос")]),
    ("Петра Липницкого освободили.", [("release", "Пётр Липницкий")]),
    ("Лукашенко помиловал Анну Колос.", [("pardon", "Анна Колос")]),
    ("Правозащитники признали Анну Колос политзаключённой.", [("recognition", "Анна Колос")]),
    ("Пётр Липницкий умер в колонии.", [("death", "Пётр Липницкий")]),
    ("Петра Липницкого перевели в тюрьму.", [("transfer", "Пётр Липницкий")]),
    ("Петра Липницкого поместили в ШИЗО.", [("treatment", "Пётр Липницкий")]),
    ("Суд ликвидировал объединение «Память места».", [("liquidation", "Память места")]),
    ("Не менее 340 человек были задержаны в августе.", [("detention", "Не менее 340 человек")]),
    ("Іну Ткач асудзілі на два гады калоніі.", [("sentence", "Іна Ткач")]),
    ("Суд прысудзіў Алегу Сцяпанаву тры гады калоніі.", [("sentence", "Алег Сцяпанаў")]),
    ("Затрымалі Ігара Казлова.", [("detention", "Ігар Казлоў")]),
    ("Затрыманы Ігар Казлоў.", [("detention", "Ігар Казлоў")]),
    ("Супраць Іны Ткач завялі крымінальную справу.", [("charge", "Іна Ткач")]),
    ("Ігара Казлова вызвалілі.", [("release", "Ігар Казлоў")]),
    ("Праваабаронцы прызналі Іну Ткач палітзняволенай.", [("recognition", "Іна Ткач")]),
    ("Алесю Казлову дадалі яшчэ 10 сутак.", [("sentence", "Алесь Казлоў")]),
    ("Суд ліквідаваў аб'яднанне «Памяць месца».", [("liquidation", "Памяць месца")]),
]

NO_FACTS = [
    "Анну Колос не отпустили.",
    "Правозащитники требуют освободить Анну Колос.",
    "Анне Колос грозит до семи лет колонии.",
    "Прокурор запросил для Анны Колос пять лет колонии.",
    "Если Анну Колос осудят, она подаст жалобу.",
    "Задержали ли Анну Колос?",
    "Суд над Анной Колос начнётся 5 марта.",
    "Іну Ткач не вызвалілі.",
    "Праваабаронцы патрабуюць вызваліць Іну Ткач.",
    "Іне Ткач пагражае да сямі гадоў калоніі.",
    "Пракурор запрасіў для Іны Ткач пяць гадоў калоніі.",
    "Калі Іну Ткач асудзяць, яна падасць скаргу.",
]


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_a_sentence_says_what_happened_to_whom(text: str, expected: list[tuple[str, ...]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize("text", NO_FACTS)
def test_what_did_not_happen_is_no_fact(text: str) -> None:
    assert facts(text) == []


def test_a_sentence_has_its_values_in_both_languages() -> None:
    russian = only(
        "5 марта 2023 года суд Заречного района приговорил Анну Колос к трём годам колонии общего режима по ч. 1 ст. 342 УК.",
        "sentence",
    )
    belarusian = only(
        "5 сакавіка 2023 суд Зарэчнага раёна прысудзіў Ганне Колас тры гады калоніі агульнага рэжыму паводле ч. 1 арт. 342 КК.",
        "sentence",
    )
    for fact in (russian, belarusian):
        assert (fact.date, fact.term, fact.regime, fact.article) == ("2023-03-05", "P3Y", "colony-general", "342(1)")
        assert fact.attributed_to == ""
    assert russian.court == "суд Заречного района"
    assert belarusian.court == "суд Зарэчнага раёна"


def test_two_people_and_two_terms() -> None:
    text = "Суд приговорил Анну Колос и Петра Липницкого к трём и пяти годам колонии соответственно."
    found = [(fact.people[0].nominative, fact.term) for fact in read(text).proposals]
    assert found == [("Анна Колос", "P3Y"), ("Пётр Липницкий", "P5Y")]


def test_surnames_and_pronouns_mean_the_person_named_before() -> None:
    text = "Анну Колос задержали 5 марта. Её приговорили к трём годам колонии. Колос перевели в тюрьму."
    assert facts(text) == [("detention", "Анна Колос"), ("sentence", "Анна Колос"), ("transfer", "Анна Колос")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("По данным «Весны», Анну Колос задержали.", "Весны"),
        ("Анну Колос задержали, сообщает «Весна».", "Весна"),
        ("Паводле «Вясны», Іну Ткач затрымалі.", "Вясны"),
        ("Іну Ткач затрымалі паводле ч. 1 арт. 342.", ""),
    ],
)
def test_who_says_so(text: str, speaker: str) -> None:
    assert only(text, "detention").attributed_to == speaker


def test_a_figure_keeps_its_qualifier_as_written() -> None:
    figure = only("Не менее 340 человек были задержаны в августе 2023 года, сообщает «Весна».", "figure").figure
    assert figure is not None
    assert (figure.qualifier, figure.value, figure.unit, figure.as_of, figure.claimed_by) == (
        "не менее", 340, "people", "2023-08", "Весна",
    )  # fmt: skip


def test_belarusian_in_latin_letters_is_belarusian_and_stays_in_them() -> None:
    text = "Pavodle «Viasny», Alesiu Kazłovu dadali jašče 10 sutak."
    proposals = read(text)
    assert proposals.language == "be"
    (fact,) = proposals.proposals
    assert [name.nominative for name in fact.people] == ["Ales Kazłoŭ"]
    assert (fact.term, fact.attributed_to) == ("P10D", "Viasny")
    assert text[fact.start : fact.end] == fact.quote


def test_the_classical_spelling_of_belarusian_is_read() -> None:
    assert facts("Сьцяпана Казлова асудзілі на тры гады калёніі, яго ня выпусьцілі.") == [("sentence", "Сьцяпан Казлоў")]


def test_lists_under_a_heading() -> None:
    text = "Палітвязні атрымалі наступныя тэрміны:\n\n— Ігар Казлоў — 10 гадоў калоніі;\n\n— Іна Ткач — 3 гады хатняй хіміі.\n"
    found = [(fact.people[0].nominative, fact.term, fact.regime) for fact in read(text).proposals]
    assert found == [("Ігар Казлоў", "P10Y", ""), ("Іна Ткач", "P3Y", "home-confinement")]
    assert facts("Задержанные:\n1. Анна Колос\n2. Пётр Липницкий") == [("detention", "Анна Колос", "Пётр Липницкий")]


def test_those_named_among_them_share_the_fact_of_the_number() -> None:
    text = "5 траўня затрымалі 12 чалавек. Сярод іх — Ганна Колас і Пётр Ліпніцкі."
    fact = next(fact for fact in read(text).proposals if fact.people)
    assert [name.nominative for name in fact.people] == ["Ганна Колас", "Пётр Ліпніцкі"]
    assert fact.date == "2023-05-05"


def test_a_shouted_passage_is_read() -> None:
    assert facts("СУД ПРИГОВОРИЛ ЖУРНАЛИСТКУ АННУ КОЛОС К ТРЁМ ГОДАМ КОЛОНИИ.") == [("sentence", "Анна Колос")]
