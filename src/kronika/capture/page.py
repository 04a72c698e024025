"""HTML pages: the whole visible text, where the main text stands in it, title, day and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kronika.capture.compose import Composer, possible
from kronika.capture.encoding import decode
from kronika.capture.limits import in_words
from kronika.capture.page_article import locate, main_text, without_scripts
from kronika.capture.page_flow import Grid
from kronika.capture.page_tags import parse

if TYPE_CHECKING:
    from kronika.capture.limits import Limits
    from kronika.capture.page_flow import Flow
    from kronika.model.source import Document

READER = "html/1"
MEDIA_TYPE = "text/html"

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


def read(content: bytes, name: str, limits: Limits) -> Document:
    """Return the text of a page.

    Raises:
        InputError: the encoding cannot be told.
        MissingError: a library is not installed.
    """
    del name
    composer = Composer()
    content = _bounded(content, composer, limits)
    declared = _CHARSET.search(content, 0, 4096)
    decoded = decode(content, declared.group(1).decode("ascii") if declared else "")
    composer.notes.extend(decoded.notes)
    head, flow, whole = parse(decoded.text)
    if not whole:
        composer.note("the page's tags are so broken that only its beginning could be read")
    add_flow(flow, composer)
    article = _article(possible(decoded.text), composer, limits) if composer.position else None
    return composer.document(
        READER,
        MEDIA_TYPE,
        encoding=decoded.encoding,
        title=head.title(),
        published=head.published(),
        address=head.address(),
        article=article,
    )


def add_flow(flow: Flow, composer: Composer) -> None:
    """Add the text of a page and its tables of data."""
    tables = 0
    for piece in flow.pieces:
        if isinstance(piece, Grid):
            tables += 1
            start = composer.position
            label = f"table {tables}"
            composer.table(label, piece.rows)
            composer.place(start, "table", label)
        else:
            composer.add(piece)


def _bounded(content: bytes, composer: Composer, limits: Limits) -> bytes:
    """Return the part of a page that is read: all of it, or up to the end of a tag below the limit."""
    if len(content) <= limits.max_html:
        return content
    composer.note(
        f"only the first {in_words(limits.max_html)} of the page's {in_words(len(content))} were read; all bytes are kept"
    )
    end = max(content.rfind(b">", 0, limits.max_html), content.rfind(b"\n", 0, limits.max_html)) + 1
    return content[: end or limits.max_html]


def _article(markup: str, composer: Composer, limits: Limits) -> tuple[int, int] | None:
    """Return where the main text stands; where it cannot be located it is set out again at the end."""
    lean = without_scripts(markup)
    if len(lean) > limits.max_article:
        composer.note(f"the main text was not told apart from the rest: the page has over {in_words(limits.max_article)}")
        return None
    main = main_text(lean)
    if not main.strip():
        return None
    found = locate(main, composer.text)
    if found is None:
        composer.add("\n")
        found = composer.line(main.strip("\n"))
        composer.place(found[0], "part", "main text, set out again")
        composer.note("the main text does not stand in the page word for word; it was set out again at the end")
    return found
