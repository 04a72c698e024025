"""What a page says of itself: title, day of publication, address. Only what it states; nothing is guessed from its text."""

from __future__ import annotations

import json
import re
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

#: names of meta tags that state when a page was published, the most exact first
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "sailthru.date",
    "parsely-pub-date",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "pubdate",
    "mediator_published_time",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_ARTICLE = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "LiveBlogPosting", "WebPage")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_HTTP = re.compile(r"https?://\S+", re.IGNORECASE)
#: script elements are remembered up to this many characters
_LONGEST_SCRIPT = 1 << 20


class Head:
    """Collects what the head of a page (and the data beside its text) states."""

    def __init__(self) -> None:
        self._meta: dict[str, str] = {}
        self._title: list[str] = []
        self._scripts: list[str] = []
        self._canonical = ""
        self._saved_from = ""
        self._time = ""

    def tag(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""
        if name == "meta":
            content = attributes.get("content", "").strip()
            for key in ("property", "name", "itemprop"):
                label = attributes.get(key, "").strip().lower()
                if label and content:
                    self._meta.setdefault(label, content)
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._canonical = self._canonical or attributes.get("href", "").strip()
        elif name == "time" and not self._time:
            stated = "pubdate" in attributes or attributes.get("itemprop", "").lower() == "datepublished"
            self._time = attributes.get("datetime", "") if stated else ""

    def title_text(self, data: str) -> None:
        """Take text inside ``title``."""
        self._title.append(data)

    def script_text(self, data: str) -> None:
        """Take text inside a script of linked data."""
        if sum(map(len, self._scripts)) < _LONGEST_SCRIPT:
            self._scripts.append(data)

    def comment(self, data: str) -> None:
        """Take a comment: browsers write there where a saved page came from."""
        found = _SAVED_FROM.search(data)
        if found:
            self._saved_from = found.group(1)

    def title(self) -> str:
        """Return the title, on one line."""
        return " ".join((self._meta.get("og:title") or "".join(self._title)).split())

    def address(self) -> str:
        """Return the page's own address, or nothing."""
        for candidate in (self._canonical, self._meta.get("og:url", ""), self._saved_from):
            if _HTTP.fullmatch(candidate):
                return candidate
        return ""

    def published(self) -> str:
        """Return the day of publication (``2021-05-03``) that the page states, or nothing."""
        stated = [self._meta.get(name, "") for name in _PUBLISHED[:3]]
        stated += [self._linked_date(), self._time]
        stated += [self._meta.get(name, "") for name in _PUBLISHED[3:]]
        return next((found for text in stated if (found := day(text))), "")

    def _linked_date(self) -> str:
        """Return ``datePublished`` of the page's article in its linked data (JSON-LD)."""
        found: dict[str, str] = {}
        for script in self._scripts:
            try:
                data = json.loads(script)
            except (ValueError, RecursionError):
                continue
            for item in _items(data):
                kinds = item.get("@type")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    if isinstance(kind, str) and isinstance(item.get("datePublished"), str):
                        found.setdefault(kind, item["datePublished"])
        return next((found[kind] for kind in _ARTICLE if kind in found), "")


def _items(data: Any) -> list[dict[str, Any]]:
    """Return the objects at the top of linked data."""
    top = data if isinstance(data, list) else [data]
    items = [item for item in top if isinstance(item, dict)]
    for item in list(items):
        graph = item.get("@graph")
        if isinstance(graph, list):
            items.extend(inner for inner in graph if isinstance(inner, dict))
    return items


def day(text: str) -> str:
    """Return the day that a machine-readable date begins with, or nothing.

    >>> day("2021-05-03T23:10:00+03:00"), day("Mon, 03 May 2021 20:10:00 GMT"), day("last spring"), day("2021-02-31")
    ('2021-05-03', '2021-05-03', '', '')
    """
    text = text.strip()
    found = _ISO_DAY.match(text)
    try:
        if found:
            return date(*map(int, found.groups())).isoformat()
        return parsedate_to_datetime(text).date().isoformat() if text[:3].isalpha() and len(text) < 100 else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
