"""Documents that are made from the product are current, and their maker notices when they are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

import generate_docs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", generate_docs.DOCUMENTS)
def test_the_document_is_current(name: str) -> None:
    assert name not in generate_docs.stale(), "run python scripts/generate_docs.py"


def test_the_vocabulary_that_is_loaded_is_the_one_that_people_read() -> None:
    path = generate_docs.VOCABULARY
    assert json.loads(path.with_suffix(".json").read_bytes()) == yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_document_that_differs_is_named_and_then_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in generate_docs.DOCUMENTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(generate_docs, "ROOT", tmp_path)
    assert generate_docs.main(["--check"]) == 3
    assert "docs/vocabulary.md is not current: run python scripts/generate_docs.py." in capsys.readouterr().out
    assert not (tmp_path / "docs" / "vocabulary.md").exists()
    assert generate_docs.main([]) == 0
    assert generate_docs.main(["--check"]) == 0


def test_the_reference_shows_every_property_with_its_names() -> None:
    text = generate_docs.vocabulary_reference()
    assert "| `article` | article of the law | статья закона | артыкул закона |" in text
    assert "| `colony-strict` | strict-regime colony | колония строгого режима | калонія строгага рэжыму |" in text
    assert "Act 2111 Initial Date | `date` |" in text
