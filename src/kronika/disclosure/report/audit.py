"""An audited text as one HTML page: each claim marked where it stands, and beside it what the record says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kronika.disclosure.report.render import environment
from kronika.disclosure.report.safe import clean

#: verdict -> sign, name and meaning; the sign and the kind of line tell it without colours
VERDICTS: Mapping[str, tuple[str, str, str]] = {
    "unsafe": ("✕", "unsafe", "must not go to this audience"),
    "contradicted": ("≠", "contradicted", "the record says something else"),
    "incomparable": ("~", "incomparable", "the record has it of something else, or of another day"),
    "undocumented": ("?", "undocumented", "the record has nothing that was confirmed"),
    "supported": ("✓", "supported", "the record says so too"),
}
_ORDER = tuple(VERDICTS)


class Evidence(NamedTuple):
    """One passage of the record on either side of a claim.

    Attributes:
        quote: its exact words.
        source: title of its source; ``place``: where in it; ``published``: EDTF.
        by: who states it, where that is not the source.
        says: what the statements there say, in words.
        standing: ``transcribed``, ``asserted``, ``disputed``, ``proposed``.
    """

    quote: str
    source: str
    place: str = ""
    published: str = ""
    by: str = ""
    says: tuple[str, ...] = ()
    standing: str = "transcribed"


@dataclass(frozen=True, slots=True)
class AuditedClaim:
    """One claim of the text.

    Attributes:
        start, end: characters of the text.
        verdict: one of :data:`VERDICTS`.
        about: kind and person, or the number, in words.
        why: in words.
        origins: independent origins of what decides.
        supporting, opposing: passages of the record.
        counts: our own counts, in words.
    """

    start: int
    end: int
    verdict: str
    about: str
    why: str
    origins: int = 0
    supporting: tuple[Evidence, ...] = ()
    opposing: tuple[Evidence, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditedText:
    """All that the page shows.

    Attributes:
        name: of the file.
        text: of the draft.
        claims: in the order of the text.
        audience: for whom the draft is; empty: nobody in particular.
        published: day of the draft, EDTF; ``made``: when it was audited, ISO 8601.
        version: of kronika; ``head``: of the record.
        notes: what was not read, in words.
    """

    name: str
    text: str
    claims: tuple[AuditedClaim, ...]
    audience: str
    published: str
    made: str
    version: str
    head: str
    notes: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A stretch of a paragraph that the same claims cover; ``begin``: numbers of the claims that begin with it."""

    text: str
    verdict: str
    begin: tuple[int, ...]


class Paragraph(NamedTuple):
    """A paragraph in pieces, with the claims that begin in it, by number."""

    pieces: tuple[Piece, ...]
    claims: tuple[tuple[int, AuditedClaim], ...]


def render_audit(data: AuditedText) -> str:
    """Return the page. It holds the draft and words of the record: it is for whoever keeps the record, never for the audience."""
    tally = [(key, *words, sum(claim.verdict == key for claim in data.claims)) for key, words in VERDICTS.items()]
    return (
        environment()
        .get_template("audit.html.j2")
        .render(data=data, paragraphs=paragraphs(data.text, data.claims), tally=tally, verdicts=VERDICTS)
    )


def paragraphs(text: str, claims: tuple[AuditedClaim, ...]) -> list[Paragraph]:
    """Return the text by its lines, cut where a claim begins or ends; claims may overlap, the gravest verdict shows.

    >>> claim = AuditedClaim(4, 7, "supported", "", "")
    >>> [piece.text for piece in paragraphs("One two.", (claim,))[0].pieces]
    ['One ', 'two', '.']
    """
    numbered = list(enumerate(claims, start=1))
    edges = {edge for claim in claims for edge in (claim.start, claim.end)}
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        own = [(number, claim) for number, claim in numbered if start <= claim.start <= end]
        if line.strip() or own:
            cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
            pieces = tuple(_piece(text, left, right, numbered) for left, right in pairwise(cuts))
            found.append(Paragraph(pieces, tuple(own)))
        start = end + 1
    return found


def _piece(text: str, start: int, end: int, claims: list[tuple[int, AuditedClaim]]) -> Piece:
    over = [(number, claim) for number, claim in claims if claim.start < end and start < claim.end]
    verdicts = sorted((claim.verdict for _, claim in over), key=_ORDER.index)
    begin = tuple(number for number, claim in over if claim.start == start)
    return Piece(clean(text[start:end]), verdicts[0] if verdicts else "", begin)
