"""What is known of each language that is read: a folder of data files a language, in words that a documenter can correct.

A fourth language is one more folder here (see ``docs/how-to/add-a-language.md``); the code is the same for all.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

#: languages that are read, in the order in which they were added
LANGUAGES = ("en", "ru", "be")


@cache
def lexicon(language: str, name: str) -> dict[str, Any]:
    """Return the content of ``<language>/<name>.yml``; an empty language means the files for all. Callers must not change it.

    >>> sorted(lexicon("en", "names")["given"])
    ['female', 'male']
    """
    import yaml

    path = f"{language}/{name}.yml" if language else f"{name}.yml"
    text = files(__name__).joinpath(path).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        content: dict[str, Any] = loader.get_single_data()
    finally:
        loader.dispose()
    return content


def words(value: Any) -> list[str]:
    """Return the words of a lexicon's value: a list of words, or one text with commas between them.

    >>> words("one, two"), words(["three", 4])
    (['one', 'two'], ['three', '4'])
    """
    if value is None:
        return []
    if isinstance(value, str):
        return [word.strip() for word in value.replace("\n", " ").split(",") if word.strip()]
    return [str(word) for word in value]
