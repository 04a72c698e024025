from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.language import tongues
from kronika.language.tongues import UNKNOWN, Tongue, tell

PASSAGES = [
    ("Police detained the journalist in the town of Zareč on Monday.", "en", "latin"),
    ("Суд приговорил журналистку к трём годам колонии.", "ru", "cyrillic"),
    ("Суд прысудзіў журналістку да трох гадоў калоніі.", "be", "cyrillic"),
    ("Žurnalistku zatrymali ŭ Miensku 2 maja, pra heta paviedamili siabry.", "be", "latin"),
    ("Суд засудив журналістку до трьох років колонії, повідомляє її адвокат.", "uk", "cyrillic"),
    ("Sąd skazał dziennikarkę na trzy lata kolonii karnej w maju 2023 roku.", "pl", "latin"),
    ("Vilniaus teismas nuteisė žurnalistę kalėti trejus metus, ji buvo sulaikyta.", "lt", "latin"),
    ("Das Gericht hat die Journalistin zu drei Jahren Haft verurteilt, und sie wurde nicht freigelassen.", "de", "latin"),
]


@pytest.mark.parametrize(("text", "language", "script"), PASSAGES)
def test_a_passage_tells_its_language(text: str, language: str, script: str) -> None:
    assert tell(text) == Tongue(language, script)
    assert tell(text.upper()) == Tongue(language, script)


@pytest.mark.parametrize("text", ["", "  \n", "12.05.2023", "№ 4", "😀"])
def test_what_has_no_letters_has_no_language(text: str) -> None:
    assert tell(text) == UNKNOWN


def test_a_few_letters_do_not_wake_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(sample: str) -> str:
        raise AssertionError(sample)

    monkeypatch.setattr(tongues, "_by_model", never)
    assert tell("Kolas Lis") == Tongue("", "latin")


def test_where_no_model_is_installed_the_language_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tongues, "_identifier", lambda: None)
    assert tell("Kolas Lis Bahun Tkach Halavach Kazlou Stsiapanau Lipnicki Sidorova").language == ""


@given(st.text())
def test_any_text_is_told_or_left_open(text: str) -> None:
    tongue = tell(text)
    assert tongue.script in {"", "latin", "cyrillic"}
    assert tongue.read == (tongue.language in {"en", "ru", "be"})
