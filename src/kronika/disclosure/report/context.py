"""The sentence or the cell that holds a quote, in three parts: before it, the quote, after it."""

from __future__ import annotations

from kronika.language.sentences import split_sentences

#: what ends a cell, a row, a paragraph
_EDGES = ("\t", "\n")
#: how far to look for the ends of a sentence
_REACH = 1_000
_CUT = "…"


def surroundings(text: str, start: int, end: int, *, most: int = 160, language: str = "en") -> tuple[str, str, str]:
    r"""Return what stands before a quote in its cell or sentence, the quote, and what stands after it.

    Args:
        text: of the whole document.
        start: the quote's first character in it.
        end: the character after its last one.
        most: as many characters before and after the quote at most; what is cut off is shown by an ellipsis.
        language: whose abbreviations do not end a sentence.

    >>> surroundings("A.\tHe was held on 5 May. He left.\tB", 18, 23)
    ('He was held on ', '5 May', '.')
    """
    first = max((text.rfind(edge, max(start - _REACH, 0), start) for edge in _EDGES), default=-1) + 1
    first = first or max(start - _REACH, 0)
    ends = [place for edge in _EDGES if (place := text.find(edge, end, end + _REACH)) >= 0]
    last = min(ends, default=min(end + _REACH, len(text)))
    for sentence in split_sentences(text[first:last], language):
        begin, close = first + sentence.start, first + sentence.end
        if begin <= start < close:
            first = begin
        if begin < end <= close:
            last = close
    return _tail(text[first:start], most), text[start:end], _head(text[end:last], most)


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return text.lstrip()
    cut = text.find(" ", len(text) - most)
    return _CUT + text[cut if cut >= 0 else len(text) - most :].lstrip()


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return text.rstrip()
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > 0 else most].rstrip() + _CUT
