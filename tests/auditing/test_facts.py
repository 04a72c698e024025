from __future__ import annotations

from kronika.auditing.claims import Claim, Fact, Happening, Verdict
from kronika.auditing.facts import judge


def fact(name: str, value: str, origin: str = "river", *, live: bool = True) -> Fact:
    return Fact(f"s{name}{value}{origin}", name, value, value, f"d{origin}", origin, origin=origin, live=live)


def happening(kind: str, *facts: Fact, who: str = "ana", sure: bool = True) -> Happening:
    return Happening(f"{kind}{facts[0].id}", kind, who, "Ana Perova", facts, sure)


def claim(kind: str, carried: str = "", **values: str) -> Claim:
    return Claim(kind, "as quoted", 0, 9, "Ana Perova", ("Ana Perova",), values=values, carried=frozenset(carried.split()))


DETAINED = happening("detention", fact("date", "2021-05-10"))
SENTENCED = happening("sentence", fact("date", "2021-09-01"), fact("term", "P5Y"))


def test_what_the_record_says_is_supported_by_the_statements_that_say_it() -> None:
    found = judge(claim("sentence", date="2021-09", term="P60M"), [DETAINED, SENTENCED])
    assert (found.verdict, found.supporting) == (Verdict.SUPPORTED, SENTENCED.facts)


def test_copies_of_one_origin_count_once() -> None:
    told = happening(
        "detention", fact("date", "2021-05-10"), fact("date", "2021-05-10", "river"), fact("date", "2021-05", "hill")
    )
    assert judge(claim("detention", date="2021-05-10"), [told]).origins == 2


def test_a_day_of_which_the_record_knows_the_month_is_supported_and_says_so() -> None:
    found = judge(claim("detention", date="2021-05-10"), [happening("detention", fact("date", "2021-05"))])
    assert found.verdict is Verdict.SUPPORTED
    assert "less precisely (May 2021" in found.why


def test_another_day_of_one_detention_is_contradicted_and_shows_both_sides() -> None:
    found = judge(claim("detention", date="2021-05-05"), [DETAINED, SENTENCED])
    assert (found.verdict, found.opposing) == (Verdict.CONTRADICTED, DETAINED.facts)
    assert "the text says 5 May 2021, the record says 10 May 2021 (river)" in found.why


def test_a_detention_after_a_release_is_another_one() -> None:
    freed = happening("release", fact("date", "2021-12-24"))
    found = judge(claim("detention", date="2022-03-01"), [DETAINED, freed])
    assert found.verdict is Verdict.UNDOCUMENTED
    assert "another" in found.why


def test_a_second_sentence_is_another_one_and_a_wrong_term_of_the_first_is_not() -> None:
    assert judge(claim("sentence", date="2023-01-01", term="P7Y"), [SENTENCED]).verdict is Verdict.UNDOCUMENTED
    assert judge(claim("sentence", date="2021-09-01", term="P7Y"), [SENTENCED]).verdict is Verdict.CONTRADICTED
    assert judge(claim("sentence", term="P7Y"), [SENTENCED]).verdict is Verdict.CONTRADICTED


def test_a_term_that_the_record_does_not_have_is_named() -> None:
    found = judge(claim("sentence", date="2021-09-01", term="P5Y"), [happening("sentence", fact("date", "2021-09-01"))])
    assert found.verdict is Verdict.UNDOCUMENTED
    assert "not the term" in found.why


def test_what_a_later_edition_replaced_supports_nothing() -> None:
    told = happening("sentence", fact("term", "P5Y", live=False), fact("term", "P6Y"))
    assert judge(claim("sentence", term="P5Y"), [told]).verdict is Verdict.CONTRADICTED
    assert judge(claim("sentence", term="P6Y"), [told]).verdict is Verdict.SUPPORTED


def test_sources_that_disagree_stand_on_both_sides() -> None:
    told = happening("detention", fact("date", "2021-05-10"), fact("date", "2021-05-05", "hill"))
    found = judge(claim("detention", date="2021-05-10"), [told])
    assert (found.verdict, [item.origin for item in found.opposing]) == (Verdict.SUPPORTED, ["hill"])
    assert "not all sources agree" in found.why


def test_a_pardon_is_documented_by_a_release_with_one_and_by_no_other_release() -> None:
    pardoned = happening("release", fact("date", "2021-12-24"), fact("how", "pardoned"))
    served = happening("release", fact("date", "2021-12-24"), fact("how", "served"))
    assert judge(claim("pardon", date="2021-12-24"), [pardoned]).verdict is Verdict.SUPPORTED
    assert judge(claim("pardon", date="2021-12-24"), [served]).verdict is Verdict.UNDOCUMENTED


def test_nothing_known_is_undocumented_and_says_of_whom() -> None:
    assert "nobody of this name" in judge(claim("death"), []).why
    assert "knows Ana Perova, and no such death" in judge(claim("death"), [DETAINED]).why


def test_whoever_only_may_be_meant_is_never_contradicted() -> None:
    perhaps = happening("detention", fact("date", "2021-05-10"), sure=False)
    assert judge(claim("detention", date="2021-06-01"), [perhaps]).verdict is Verdict.UNDOCUMENTED
    found = judge(claim("detention", date="2021-05-10"), [perhaps])
    assert found.verdict is Verdict.SUPPORTED
    assert "if Ana Perova is meant" in found.why


def test_a_date_taken_over_from_another_sentence_can_support_and_not_contradict() -> None:
    found = judge(claim("sentence", carried="date", date="2020-09-07", term="P5Y"), [SENTENCED])
    assert found.verdict is Verdict.SUPPORTED
