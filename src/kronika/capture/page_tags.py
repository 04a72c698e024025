"""HTML as a stream of tags, never as a tree: a page of many megabytes costs no more than its text."""

from __future__ import annotations

import re

from kronika.capture.compose import possible
from kronika.capture.markup import lxml_etree
from kronika.capture.page_flow import Flow, TableBuilder, span
from kronika.capture.page_head import Head

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary tbody tfoot "
        "thead ul",
    )
)
#: elements whose text a browser does not show as text
_UNSEEN = frozenset(
    re.findall(
        r"\w+", "head script style noscript template svg math iframe object embed canvas audio video select datalist noframes"
    )
)
#: the parser's own limit for one tag, under which longer ones (pictures written into the page) are cut
_LONG_VALUE = re.compile(r"""(=\s*["'])data:[^"'>]{4096,}""")
_PIECE = 1 << 20
#: tables inside tables; deeper ones are taken for text
_DEEPEST = 30


def parse(markup: str) -> tuple[Head, Flow, bool]:
    """Return what the page states of itself, its visible text, and whether it was read to its end.

    Raises:
        MissingError: lxml is not installed.
    """
    etree = lxml_etree()
    target = _Target()
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    markup = _LONG_VALUE.sub(r"\1", possible(markup))
    whole = True
    try:
        for start in range(0, len(markup), _PIECE):
            parser.feed(markup[start : start + _PIECE].encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        whole = False
    return target.head, target.finish(), whole


class _Target:
    """Takes the parser's events and builds the text."""

    def __init__(self) -> None:
        self.head = Head()
        self._flow = Flow()
        self._outer: list[Flow] = []
        self._tables: list[TableBuilder] = []
        #: tables that are taken for text, inside the deepest
        self._too_deep = 0
        self._unseen = 0
        self._exact = 0
        self._title = False
        self._linked = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self.head.tag(tag, attributes)
        if tag == "title" and not self._tables:
            self._title = True
        if tag in _UNSEEN:
            self._unseen += 1
            self._linked = tag == "script" and attributes.get("type", "").lower().startswith("application/ld+json")
        elif self._unseen:
            return
        elif tag == "br":
            self._flow.new_line(forced=True)
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._leave_cell()
            if not self._too_deep:
                self._tables[-1].begin_row()
        elif tag in {"td", "th"} and self._tables:
            self._leave_cell()
            self._enter_cell(attributes)
        elif tag in _BLOCKS:
            self._flow.new_line()
            self._exact += tag == "pre"

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag == "title":
            self._title = False
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
            self._linked = False
        elif self._unseen:
            return
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in {"td", "th"} and self._tables:
            self._leave_cell()
        elif tag == "tr" and self._tables:
            self._leave_cell()
            if not self._too_deep:
                self._tables[-1].end_row()
        elif tag in _BLOCKS:
            self._flow.new_line()
            self._exact -= tag == "pre" and self._exact > 0

    def data(self, data: str) -> None:
        """Take text."""
        if self._title:
            self.head.title_text(data)
        elif self._linked:
            self.head.script_text(data)
        if self._unseen or self._title:
            return
        if self._exact:
            self._flow.exact(data)
        else:
            self._flow.words(data)

    def comment(self, data: str) -> None:
        """Take a comment."""
        self.head.comment(data)

    def close(self) -> None:
        """Take the end of the page."""

    def finish(self) -> Flow:
        """Return all text; tables that never ended are ended."""
        self._too_deep = 0
        while self._tables:
            self._end_table()
        return self._flow

    def _begin_table(self) -> None:
        self._flow.new_line()
        if len(self._tables) == _DEEPEST:
            self._too_deep += 1
            return
        self._tables.append(TableBuilder())
        self._outer.append(self._flow)

    def _end_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            self._flow.new_line()
            return
        self._leave_cell()
        table = self._tables.pop()
        self._flow = self._outer.pop()
        table.end(self._flow)

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        if self._too_deep:
            return
        table = self._tables[-1]
        table.begin_cell(span(attributes.get("rowspan", "")), span(attributes.get("colspan", "")))
        if table.cell is not None:
            self._flow = table.cell

    def _leave_cell(self) -> None:
        """Go back to the text around the table; what stands between its cells belongs there."""
        if self._too_deep:
            self._flow.new_line()
            return
        self._tables[-1].cell = None
        self._flow = self._outer[-1]
