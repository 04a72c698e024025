"""Reads a page as a strict reader would: every element closed, every link and caption known."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br"})
#: elements of SVG that the page may hold, written with a slash at their end
_SELF_CLOSED = frozenset({"path", "circle"})


@dataclass
class Element:
    """An element with its text."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    pieces: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, white space made single."""
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str) -> list[Element]:
        """Every element of a name inside."""
        found = [child for child in self.children if child.tag == tag]
        return found + [deep for child in self.children for deep in child.all(tag)]

    def everything(self) -> list[Element]:
        """Every element inside."""
        return self.children + [deep for child in self.children for deep in child.everything()]

    def by_id(self, ident: str) -> Element:
        """The element of an id."""
        return next(element for element in self.everything() if element.attributes.get("id") == ident)

    def classed(self, name: str) -> list[Element]:
        """Elements of a class."""
        return [element for element in self.everything() if name in element.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in _VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _SELF_CLOSED, f"<{tag}/> does not close itself in HTML"
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        element: Element | None = self.open
        while element is not None:
            element.pieces.append(data)
            element = element.parent

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in the page: {data}")


def parse(page: str) -> Element:
    """Return the page's elements; a page that is not well-formed fails."""
    assert page.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open is reader.root, f"<{reader.open.tag}> is not closed"
    return reader.root
