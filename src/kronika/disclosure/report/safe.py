"""What keeps a report harmless: invisible characters are taken out, and only addresses of the web become links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: control characters, marks that turn the direction of a text, other marks that nobody sees, halves of surrogate pairs
_HARMFUL = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[\s<>\"'`\\^{|}]")


def clean(text: str) -> str:
    r"""Return a text without characters that hide or turn what is written; line ends become line feeds.

    >>> clean("abc\u202edef\x00")
    'abcdef'
    """
    return _HARMFUL.sub("", _LINE_ENDS.sub("\n", _SURROGATES.sub("\ufffd", text)))


def link(address: str) -> str:
    """Return an address if it leads to the web and says whereto; else an empty text, and it is shown without a link.

    >>> link("https://example.org/a"), link("javascript:alert(1)"), link("https://user@example.org")
    ('https://example.org/a', '', '')
    """
    address = clean(address).strip()
    if _SPACES.search(address) or not address.isprintable():
        return ""
    try:
        parts = urlsplit(address)
        port_is_one = parts.port is None or parts.port >= 0
    except ValueError:
        return ""
    # Who sits before an @ only makes a reader take one site for another.
    return address if parts.scheme in {"http", "https"} and parts.hostname and port_is_one and "@" not in parts.netloc else ""
