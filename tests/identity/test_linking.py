"""Pairs that may be one person, and what they are called. All people are invented."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.errors import InputError
from kronika.identity.linking import Settings, arrivals, link
from kronika.identity.pairs import Pair
from kronika.identity.profile import Profile
from kronika.model.judgement import Judgement, Verdict


def person(id_: str, name: str, birth: str = "", **more: object) -> Profile:
    return Profile(id_, id_[0], names=(name,) if name else (), birth=(birth,) if birth else (), **more)  # type: ignore[arg-type]


def pair(left: Profile, right: Profile) -> Pair | None:
    found = link([left, right])
    assert len(found) <= 1
    return found[0] if found else None


def verdict(left: Profile, right: Profile) -> str:
    found = pair(left, right)
    return found.verdict if found else "none"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Марыя Церашковіч", "1990-04-05"), ("Maria Tsierashkovich", "1990")),
        (("Иван Петрович Сацункевич", "1980-03-04"), ("Satsunkevich Ivan", "1980-03-04")),
        (("Иван Петрович Сацункевич", "1980-03-04"), ("Ivan Satsunkevich", "1980-04-03")),
        (("Иван Петрович Сацункевич", "1980-03-04"), ("Ivan Satsunkevich", "1980-03-14")),
        (("Иван Петрович Сацункевич", "1980-03-04"), ("Иван Петрович Сацуневич", "1980-03-04")),
    ],
)
def test_a_name_and_a_date_of_birth_make_one_person(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert verdict(person("a", *left), person("b", *right)) == "same"


def test_namesakes_with_nothing_else_known_are_only_possible() -> None:
    found = pair(person("a", "Иван Петрович Сацункевич"), person("b", "Ivan Piatrovich Satsunkievich"))
    assert found is not None
    assert (found.verdict, found.probability <= 0.9) == ("possible", True)
    assert "no dates of birth to compare" in found.reasons


def test_namesakes_whose_facts_contradict_stay_apart_and_are_shown() -> None:
    found = pair(person("a", "Иван Сацункевич", "1980-03-04"), person("b", "Иван Сацункевич", "1992-11-23"))
    assert found is not None
    assert found.verdict == "different"
    assert found.reasons[0] == "the dates of birth contradict: 1980-03-04, 1992-11-23"


def test_initials_are_possible() -> None:
    assert verdict(person("a", "Сацункевич И. П."), person("b", "Иван Петрович Сацункевич")) == "possible"


def test_two_of_one_list_are_compared_only_where_asked() -> None:
    twins = [person("a1", "Иван Сацункевич", "1980-03-04"), person("a2", "Иван Сацункевич", "1980-03-04")]
    assert link(twins) == []
    assert [one.verdict for one in link(twins, settings=Settings(within=True))] == ["same"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("", "none"),
        ("12345", "none"),
        ("unknown man, about 40", "none"),
        ("Невядомы", "none"),
        ("Сацункевич", "possible"),
        ("王小明", "same"),
        ("محمد علي", "same"),
        ("«Терешков»", "possible"),
        ("Анна Мария Иванова Петрова Сидорова Козлова Новикова", "possible"),
        ("Анна Загорная и Пётр Терешков, Мария Дернович", "possible"),
    ],
)
def test_bad_input_has_a_defined_outcome_with_its_twin(name: str, outcome: str) -> None:
    found = pair(person("a", name, "1980-03-04"), person("b", name, "1980-03-04"))
    assert (found.verdict if found else "none") == outcome
    assert found is None or found.reasons


def test_a_wall_holds_for_everybody_who_is_the_same() -> None:
    people = [person(one, "Иван Сацункевич", "1980-03-04") for one in ("a", "b", "c")]
    judged = [Judgement("a", "b", Verdict.SAME, "r", "t"), Judgement("b", "c", Verdict.DIFFERENT, "r", "t")]
    found = {(one.left, one.right): one for one in link(people, judgements=judged)}
    assert found["a", "b"].verdict == "same"
    assert {found["a", "c"].verdict, found["b", "c"].verdict} == {"different"}
    assert found["a", "c"].reasons[0] == "a judgement holds them apart"


def test_arrivals_are_known_doubtful_or_new() -> None:
    known = [person("a1", "Иван Сацункевич", "1980-03-04"), person("a2", "Марыя Церашковіч")]
    new = [person("b1", "Ivan Satsunkevich", "1980-03-04"), person("b2", "Maria Tsierashkovich"), person("b3", "Алег Прыклад")]
    found = arrivals(new, known)
    assert [(one.id, one.outcome) for one in found] == [("b1", "known"), ("b2", "doubtful"), ("b3", "new")]


def test_one_id_twice_is_an_error() -> None:
    with pytest.raises(InputError, match="two profiles have one id"):
        link([person("a", "Иван Сацункевич"), person("a", "Анна Сацункевич")])


def test_organisations_courts_and_places_of_detention_are_matched() -> None:
    profiles = [
        Profile("a1", "a", "organisation", ("ГА «Прыклад»",)),
        Profile("b1", "b", "organisation", ('Общественное объединение "Приклад"',)),
        Profile("a2", "a", "court", ("Суд Цэнтральнага раёна г. Мінска",)),
        Profile("b2", "b", "court", ("Central District Court of Minsk",)),
        Profile("a3", "a", "facility", ("ИК № 15, Могилёв",)),
        Profile("b3", "b", "facility", ("Penal colony No. 15",)),
        Profile("b4", "b", "court", ("Суд Ленінскага раёна г. Мінска",)),
    ]
    assert {(one.left, one.right, one.verdict) for one in link(profiles)} == {
        ("a1", "b1", "same"), ("a2", "b2", "same"), ("a3", "b3", "same"),
    }  # fmt: skip


_NAMES = st.sampled_from(
    ["Иван Сацункевич", "Ivan Satsunkevich", "Сацункевич И.", "Мария Церашкович", "Маша Ц.", "unknown", "王小明"]
)
_PROFILES = st.lists(
    st.builds(
        lambda list_, name, birth, place: (list_, name, birth, place),
        st.sampled_from("ab"), _NAMES, st.sampled_from(["", "1980", "1980-03-04", "1980-04-03"]), st.sampled_from(["", "Мінск"]),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(_PROFILES, st.integers(0, 1000))
def test_the_order_of_input_does_not_matter(rows: list[tuple[str, str, str, str]], seed: int) -> None:
    people = [person(f"{row[0]}{number}", row[1], row[2], places=(row[3],)) for number, row in enumerate(rows)]
    shuffled = list(people)
    Random(seed).shuffle(shuffled)
    assert link(people) == link(shuffled)


@settings(max_examples=25, deadline=None)
@given(_PROFILES.filter(lambda rows: len(rows) > 1))
def test_left_and_right_are_alike(rows: list[tuple[str, str, str, str]]) -> None:
    one, other = (person(id_, row[1], row[2]) for id_, row in zip("ab", rows, strict=False))
    mirrored = (Profile("b", "b", names=one.names, birth=one.birth), Profile("a", "a", names=other.names, birth=other.birth))
    assert [(p.verdict, p.probability) for p in link([one, other])] == [(p.verdict, p.probability) for p in link(mirrored)]
