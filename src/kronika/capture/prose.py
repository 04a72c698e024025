"""Documents of paragraphs (DOCX, ODT): the order of their text, and what each stretch of it is called."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kronika.capture.compose import Composer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Prose:
    """Adds paragraphs, tables and what stands around them (headers, footnotes, comments) to a composer."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self._counts: Counter[str] = Counter()
        self._around: dict[str, list[str]] = {}

    def paragraph(self, text: str) -> None:
        """Add a paragraph of the main text; one without a letter only leaves its line."""
        if text.strip():
            self._block("paragraph", text)
        else:
            self.composer.add("\n")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table; one of a single row or column is a frame around paragraphs."""
        kept = [row for row in rows if row]
        if len(kept) < 2 or max(map(len, kept), default=0) < 2:
            for row in kept:
                for cell in row:
                    self.paragraph(cell)
            return
        self._counts["table"] += 1
        label = f"table {self._counts['table']}"
        start = self.composer.position
        self.composer.table(label, kept)
        self.composer.place(start, "table", label)

    def around(self, kind: str, text: str) -> None:
        """Keep text that stands outside the main text (``footnote``, ``header``, ``comment``); the same header only once."""
        texts = self._around.setdefault(kind, [])
        if text.strip() and not (kind in {"header", "footer"} and text in texts):
            texts.append(text)

    def finish(self, kinds: Iterable[str]) -> None:
        """Add what was kept, in the order of ``kinds``."""
        for kind in kinds:
            for text in self._around.get(kind, []):
                self._block(kind, text)

    def _block(self, kind: str, text: str) -> None:
        self._counts[kind] += 1
        start = self.composer.position
        self.composer.line(text)
        self.composer.place(start, kind, f"{kind} {self._counts[kind]}")
