"""The data files of the language room: words that a documenter can read and correct."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_END = ""


@cache
def load(name: str) -> dict[str, Any]:
    """Return the content of ``language/data/<name>.yml``: every key and value is text, so that ``no`` and ``on`` are words.

    Callers share the value and must not change it.
    """
    import yaml

    text = files("kronika.language").joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        content: dict[str, Any] = loader.get_single_data()
    finally:
        loader.dispose()
    return content


def alternation(words: Iterable[str]) -> str:
    r"""Return a regular expression that matches any of ``words``, the longest first.

    A star stands for any letters, a space for any white space. Words that begin alike share their beginning in the expression,
    so that hundreds of words cost a search hardly more than ten.

    >>> alternation(["год", "года", "лет"])
    '(?:год(?:а|)|лет)'
    >>> alternation(["колони*"])
    'колони\\w*'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _expression(tree)


def _expression(node: dict[str, Any]) -> str:
    branches = [_atom(letter) + _expression(rest) for letter, rest in node.items() if letter != _END]
    if not branches:
        return ""
    if _END in node:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _atom(letter: str) -> str:
    return {"*": r"\w*", " ": r"\s+"}.get(letter) or re.escape(letter)
