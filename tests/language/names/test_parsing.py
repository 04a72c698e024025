"""A name as written is taken apart into what a documenter would say its parts are. All people are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.language.names import Name, parse


def parts(name: Name) -> tuple[str, str, str]:
    return str(name.given or ""), str(name.patronymic or ""), str(name.surname or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Марыя Пятроўна Вяргейчык", ("Марыя", "Пятроўна", "Вяргейчык")),
        ("Вяргейчык Марыя Пятроўна", ("Марыя", "Пятроўна", "Вяргейчык")),
        ("ВЯРГЕЙЧЫК Марыя", ("Марыя", "", "ВЯРГЕЙЧЫК")),
        ("VIARHEICHYK, Maryia Piatrouna", ("Maryia", "Piatrouna", "VIARHEICHYK")),
        ("Pavel Zagrebelny", ("Pavel", "", "Zagrebelny")),
        ("Zagrebelny Pavel Ilich", ("Pavel", "Ilich", "Zagrebelny")),
        ("Загребельный П. И.", ("П.", "И.", "Загребельный")),
        ("П.И.Загребельный", ("П.", "И.", "Загребельный")),
        ("Yu. M. Zagrebelnaya", ("Yu.", "M.", "Zagrebelnaya")),
        ("Загребельная Юлия М.", ("Юлия", "М.", "Загребельная")),
        ("Маша З.", ("Маша", "", "З.")),
        ("Лариса Ивановна", ("Лариса", "Ивановна", "")),
        ("Олег Василевич", ("Олег", "", "Василевич")),
        ("Рустам Гейдар оглы Загребаев", ("Рустам", "Гейдар оглы", "Загребаев")),
        ("Дунін-Вяргейчык Вінцэнт", ("Вінцэнт", "", "Дунін-Вяргейчык")),
        ("Svitlana Oleksiyivna Zahrebelna", ("Svitlana", "Oleksiyivna", "Zahrebelna")),
    ],
)
def test_parts_are_found_in_any_order(text: str, expected: tuple[str, str, str]) -> None:
    assert parts(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Загребельная С. А.", "f"),
        ("Загребельный С. А.", "m"),
        ("Саша Загребельная", "f"),
        ("Вяргейчык Аляксандра Іванаўна", "f"),
        ("Aliaksandr Viarheichyk", "m"),
        ("Вяргейчык А. І.", ""),
        ("Иван Калина", "m"),
    ],
)
def test_gender_is_told_only_where_a_form_tells_it(text: str, gender: str) -> None:
    assert parse(text).gender == gender


def test_an_ambiguous_hypocoristic_stays_ambiguous_until_the_surname_tells_the_gender() -> None:
    unknown = parse("Саша Вяргейчык").given
    woman = parse("Саша Загребельная").given
    assert unknown is not None
    assert woman is not None
    assert {family for family, _ in unknown.families} == {"Александр", "Александра"}
    assert {family for family, _ in woman.families} == {"Александра"}


def test_a_name_of_two_given_names_is_kept_in_both_orders() -> None:
    name = parse("Глеб Роман")
    assert name.swapped is not None
    assert parts(name)[::2] == parts(name.swapped)[::-2]


def test_titles_ages_and_brackets_are_set_aside_and_kept() -> None:
    name = parse("судья г-жа фон Загребельная (Вяргейчык) Анна, 1985 г.р., Минск")
    assert parts(name) == ("Анна", "", "Загребельная")
    assert [str(part) for part in name.extra] == ["Вяргейчык"]
    assert name.particles == ("фон",)
    assert {"судья", "г-жа", "1985 г.р.", "Минск"} <= set(name.titles)


@pytest.mark.parametrize(
    ("text", "surname", "repair"),
    [
        ("Марыя Вяргейчыĸ", "Вяргейчык", "Latin ĸ inside a Cyrillic word at 15"),
        ("Iван Вяргейчык", "Вяргейчык", "Latin I inside a Cyrillic word at 1"),
        ("Иван Загрeбельный", "Загребельный", "Latin e inside a Cyrillic word at 10"),
        ("Иван Заг0рный", "Загорный", "digit 0 inside a word at 9 read as о"),
        ("Дзмітрьій Вяргейчык", "Вяргейчык", "ьі read as ы at 7"),
        ("Ivan Zagоrny", "Zagorny", "Cyrillic о inside a Latin word at 9"),
        ("Ivan Zag*orny", "Zagorny", "sign * set aside at 9"),
        ("Иван Заго́рный", "Загорный", ""),
        ("Иван Загре-\nбельный", "Загребельный", ""),
    ],
)
def test_letters_are_mended_and_the_mending_is_told(text: str, surname: str, repair: str) -> None:
    name = parse(text)
    assert str(name.surname) == surname
    assert name.repairs == ((repair,) if repair else ())


def test_a_soft_sign_that_belongs_there_is_left_alone() -> None:
    assert parse("Міхаіл Ільіч Вяргейчык").repairs == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no letters"),
        ("12345", "no letters"),
        ("Вяргейчык", "one word"),
        ("Марыя", "one word"),
        ("Маша", "nickname only"),
        ("«Зубр»", "nickname only"),
        ("@zubr_1994", "nickname only"),
        ("unknown man, about 40", "unnamed: unknown man"),
        ("Неизвестная женщина", "unnamed: Неизвестная женщина"),
        ("жыхар Мінска", "unnamed: жыхар"),
        ("Иванов И.И., Петров П.П., Сидоров С.С.", "several people in one cell"),
        ("Иванов и Петров", "several people in one cell"),
        ("Иванов; Петров; Сидоров", "several people in one cell"),
        ("محمد علي", "script not read: Arabic"),
        ("王小明", "script not read: Chinese"),
        ("Анна Мария Хосе Пётр Иван Сидор Кузьма", "seven words"),
        ("А. Б.", "initials only"),
        ("г-н судья", "title only"),
        ("Эрнст Неизвестный", ""),
        ("Загребельный, Пётр Иванович", ""),
        ("ЗАГРЕБЕЛЬНЫЙ И ВАСИЛИЙ", "several people in one cell"),
    ],
)
def test_what_is_no_full_name_says_so(text: str, problem: str) -> None:
    assert parse(text).problem == problem


def test_several_people_are_listed() -> None:
    assert parse("Анна Загорная и Пётр Вербный").people == ("Анна Загорная", "Пётр Вербный")


@settings(deadline=None)  # the first name loads the names data
@given(st.text(max_size=60))
def test_any_text_has_an_outcome(text: str) -> None:
    name = parse(text)
    assert name.text == text
    assert name.problem or name.surname or name.given


@settings(deadline=None)  # the first name loads the names data
@given(st.text(alphabet="абвгдеёжзіийклмнопрстуўфхцчшщыьэюя'-. ,АБВГДЖЗІКЛМНaeioуxpc0134|@«»()", max_size=40))
def test_any_text_in_letters_like_names_has_an_outcome(text: str) -> None:
    assert parse(text).text == text
