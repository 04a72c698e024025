"""The page on consent says of each audience what the program says."""

from __future__ import annotations

from pathlib import Path

from kronika.disclosure.permission import AUDIENCES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "consent.md"


def test_every_audience_stands_in_the_page_with_its_reason() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for audience, why in AUDIENCES.items():
        assert f"| `{audience}` | {why} |" in text
