"""What README and tutorial tell people to type, typed in that order in a fresh folder."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli_examples import PAGE, PASSPHRASE, parsed
from kronika.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md")))]
#: typed before there is a kronika, or with a test of its own
OTHERS = {"source", "make"}


def boxes(name: str) -> Iterator[list[str]]:
    """The words of each line in the grey boxes of a page."""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    kronika") or (line.startswith("    ") and line.split()[:1] in (["export"], ["source"], ["make"])):
            yield shlex.split(line, comments=True)


def follow(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Type what a page says; return what each command answered. The passphrase comes from the environment."""
    monkeypatch.setenv("KRONIKA_PASSPHRASE", PASSPHRASE)
    answers = {}
    for first, *words in boxes(name):
        if first == "export":
            for word in words:
                monkeypatch.setenv(*word.split("=", 1))
        elif first == "kronika":
            status = main(words)
            said = capsys.readouterr()
            assert status == 0, f"kronika {' '.join(words)}: {said.err}"
            answers[" ".join(words)] = said.out
        else:
            assert first in OTHERS, f"{name} says {first}"
    return answers


def test_the_tutorial_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "belarus", tmp_path / "examples" / "belarus")
    answers = follow("docs/tutorial.md", monkeypatch, capsys)
    added = answers["add examples/belarus"].splitlines()
    assert sum(line.startswith("saved  ") for line in added) == 7
    assert added[-2].startswith("Head: ")
    assert "“" in answers["proposals --source country-update.en.txt"]
    assert " proposed, 0 rejected." in answers["transcribe --all --sample 59"]
    assert "people on 2025-12-31" in answers["count --on 2025-12-31"]
    assert "political-prisoner/custody" in answers["definition list"]
    assert "Бяляцкі" in answers["show Бяляцкі"]
    assert answers["check --quotes"].startswith("All is well: ")
    assert (tmp_path / "report.html").stat().st_size > 10_000
    assert (tmp_path / "record.backup").is_file()


def test_the_first_steps_of_the_readme_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder-with-sources").mkdir()
    (tmp_path / "folder-with-sources" / "page.txt").write_text(PAGE, encoding="utf-8")
    answers = follow("README.md", monkeypatch, capsys)
    assert "Ana Perova" in answers["proposals"]
    assert answers["check"].startswith("All is well: ")


@pytest.mark.parametrize("page", PAGES)
def test_whatever_a_document_tells_people_to_type_is_understood(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for first, *words in boxes(page):
        usage = any(set(word) & set("[]<>") or word == "..." for word in words)
        if first == "kronika" and not usage and not {"-h", "--help"} & set(words):
            parsed(words)


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_documents_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}, which is not there"
