from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language.sentences import LONGEST, split_sentences

SPLITS = [
    ("en", ["She was freed.", "He left."]),
    ("en", ["See Art. 342 of the code.", "He left."]),
    ("en", ["Judge A. Hrak heard the case of J. K. Lis.", "He left."]),
    ("en", ['"We saw it."', "Nobody else did."]),
    ("en", ["Was she freed?", "Nobody knows!"]),
    ("en", ["It cost 3.5 million roubles, Dr. Lis said."]),
    ("ru", ["Её осудили по ст. 342 УК РФ.", "Он уехал."]),
    ("ru", ["Он жил на ул. Ленина в г. Заречье.", "Его задержали."]),
    ("ru", ["В 2023 г. его задержали.", "Он уехал."]),
    ("be", ["Яе асудзілі паводле арт. 342 КК.", "Ён з'ехаў."]),
    ("ru", ["Задержаны: 1. Анна Колос; 2. Пётр Липницкий."]),
]


@pytest.mark.parametrize(("language", "sentences"), SPLITS)
def test_sentences_end_where_they_end(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[stretch.start : stretch.end] for stretch in split_sentences(text, language)] == sentences


@given(st.text(alphabet="аб АБ.!?\n;:1«»\"'", max_size=300), st.sampled_from(["en", "ru", "be"]))
def test_sentences_follow_each_other_and_lose_no_letter(text: str, language: str) -> None:
    found = split_sentences(text, language)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())


def test_a_stretch_without_an_end_is_cut_between_words() -> None:
    text = "слово " * 2000
    found = split_sentences(text, "ru")
    assert all(stretch.end - stretch.start <= LONGEST for stretch in found)
    assert {word for stretch in found for word in text[stretch.start : stretch.end].split()} == {"слово"}
    assert len(split_sentences("слово" * 2000, "ru")) == -(-10000 // LONGEST)
