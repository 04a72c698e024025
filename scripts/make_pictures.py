"""Draw the pictures of docs/how-to/decide-pairs.md: what ``kronika link`` prints about invented people, as SVG.

::

    python scripts/make_pictures.py            # writes docs/images/link-*.svg

The people, places and lists are invented. The text is what the command really prints.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from html import escape
from pathlib import Path
from secrets import token_hex

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH = 104
_LINE, _CHARACTER, _MARGIN = 18, 8.43, 16

RIVER = """\
Name;Born;Detained;Place;Sentenced;Term
Прыкладаў Ян Паўлавіч;1984-02-11;2021-05-10;Рэчынск;2021-09-01;4 years
Азёрная Вера;1990-07-30;2021-06-02;Рэчынск;;
Лесавы Алесь;1979;2021-06-15;Бераг;2021-12-03;2 years
"""
LAKE = """\
Person;Date of birth;Arrest;Where;Verdict;Sentence
Prikladov, Yan;1984;10 May 2021;Rechinsk;1 September 2021;4 years
Ozernaya, Vera;;June 2021;;;
Lesavy, Ales;1991-01-05;2 August 2021;Ozersk;;
"""
MAPS = {
    "river": "list: river-list\ncolumns:\n  Name: {to: person.name, language: be}\n  Born: person.birth_date\n"
    "  Detained: detention.date\n  Place: detention.place\n  Sentenced: sentence.date\n  Term: sentence.term\n",
    "lake": "list: lake-list\nlanguage: en\ndates: {order: dmy}\ncolumns:\n"
    "  Person: person.name\n  Date of birth: person.birth_date\n"
    "  Arrest: detention.date\n  Where: detention.place\n  Verdict: sentence.date\n  Sentence: sentence.term\n",
}


class _Typed(io.StringIO):
    """What somebody types on a terminal."""

    def isatty(self) -> bool:
        return True


def said(*words: str, typed: str = "") -> list[str]:
    """Return the lines that a command prints."""
    from kronika.cli.main import main

    out, before = io.StringIO(), sys.stdin
    sys.stdin = _Typed(typed)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            main(list(words))
    finally:
        sys.stdin = before
    return out.getvalue().rstrip().splitlines()


def record(folder: Path) -> None:
    """Make a record of invented people in a folder, and go there."""
    os.environ.update(KRONIKA_RECORD="record", KRONIKA_BY="documenter-1", COLUMNS=str(WIDTH))
    os.environ["KRONIKA_PASSPHRASE"] = token_hex()
    os.chdir(folder)
    for name, text in (("river", RIVER), ("lake", LAKE)):
        Path(f"{name}.csv").write_text(text, encoding="utf-8")
        Path(f"{name}.map.yml").write_text(MAPS[name], encoding="utf-8")
    said("init", "record")
    said("add", "river.csv", "lake.csv", "--published", "2021-12-31")
    said("transcribe", "--all", "--sample", "0", "--json")


def picture(command: str, lines: list[str], title: str) -> str:
    """Return lines of a terminal as SVG, under the command that printed them."""
    shown = [f"$ {command}", "", *lines]
    width = int(max(map(len, shown)) * _CHARACTER) + 2 * _MARGIN
    height = len(shown) * _LINE + 2 * _MARGIN
    bold = ' font-weight="bold"'
    rows = [
        f'<text x="{_MARGIN}" y="{_MARGIN + 13 + number * _LINE}"{"" if number else bold}>{escape(line)}</text>'
        for number, line in enumerate(shown)
        if line
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#fafafa" stroke="#bbb"/>\n'
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#111" xml:space="preserve">\n'
    )
    return head + "\n".join(rows) + "\n</g>\n</svg>\n"


def main() -> int:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path.cwd()
        record(Path(folder))
        try:
            first = said("link", "--kind", "person", typed="q\n")
            first = first[: next(number for number, line in enumerate(first) if line.startswith("s: the same")) + 1]
            namesakes = said("link", "--namesakes")
        finally:
            os.chdir(here)
    pictures = {
        "link-pair.svg": picture("kronika link", [line for line in first if line], "Two invented people side by side"),
        "link-namesakes.svg": picture("kronika link --namesakes", namesakes, "Two invented namesakes"),
    }
    for name, text in pictures.items():
        (IMAGES / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/images/{name} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
