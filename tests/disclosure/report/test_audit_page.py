"""The page of an audited text: every claim marked where it stands, nothing harmful, no verdict told by colour alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disclosure.report.page_reader import parse
from kronika.disclosure.report.audit import VERDICTS, AuditedClaim, AuditedText, Evidence, paragraphs, render_audit

TEXT = "Ana Perova was detained on 10 May 2021.\n\nAlmost 40 <b>people</b> were held; \u202ethree of them women.\n"
NAMED = AuditedClaim(
    0, 38, "supported", "detention: Ana Perova", "the record says so", 2, (Evidence("10.05.2021", "river-list"),)
)
NUMBER = AuditedClaim(
    41, 72, "contradicted", "almost 40 people", "we count 41", opposing=(Evidence("<script>41</script>", "hill"),)
)
INSIDE = AuditedClaim(TEXT.index("three"), len(TEXT) - 2, "unsafe", "3 women", "a group of 3 is small enough")
DATA = AuditedText(
    "draft.txt", TEXT, (NAMED, NUMBER, INSIDE), "public", "2021-06-01", "2021-06-02T10:00:00+00:00", "0.1", "ab12", ("a note",)
)


def test_the_page_asks_nothing_of_the_outside_and_runs_nothing() -> None:
    page = parse(render_audit(DATA))
    policy = next(meta for meta in page.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert page.all("script") == []
    for element in page.everything():
        assert not {"src", "srcset", "action", "style"} & set(element.attributes)
        if element.tag != "link" and "href" in element.attributes:
            assert element.attributes["href"].startswith("#")
    assert "url(" not in page.all("style")[0].text


def test_what_the_draft_and_the_record_say_is_text_and_no_markup() -> None:
    written = render_audit(DATA)
    assert "&lt;b&gt;people&lt;/b&gt;" in written
    assert "&lt;script&gt;41" in written
    assert "\u202e" not in written


def test_each_claim_is_marked_and_leads_to_its_verdict_and_back() -> None:
    page = parse(render_audit(DATA))
    ids = {element.attributes["id"] for element in page.everything() if "id" in element.attributes}
    links = {element.attributes["href"][1:] for element in page.all("a")}
    assert links <= ids
    assert {"t1", "c1", "t2", "c2", "t3", "c3"} <= ids
    findings = [element for element in page.all("article") if element.attributes["class"] == "finding"]
    for finding, claim in zip(findings, DATA.claims, strict=True):
        sign, name, _ = VERDICTS[claim.verdict]
        assert sign in finding.text
        assert name.capitalize() in finding.text
        assert claim.why[1:] in finding.text


def test_the_gravest_verdict_shows_where_claims_overlap() -> None:
    pieces = [piece for paragraph in paragraphs(TEXT, DATA.claims) for piece in paragraph.pieces]
    assert [piece.verdict for piece in pieces if piece.begin] == ["supported", "contradicted", "unsafe"]


def test_a_text_without_claims_says_so() -> None:
    page = render_audit(AuditedText("draft.txt", "It rained.", (), "", "", "2021-06-02", "0.1", "ab12"))
    assert "no claim that can be checked" in page
    assert "It rained." in page


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5))
def test_no_character_of_the_text_is_lost_or_doubled(text: str, spans: list[tuple[int, int]]) -> None:
    claims = tuple(
        AuditedClaim(start, min(start + length, len(text)), "supported", "", "")
        for start, length in sorted(spans)
        if start < len(text)
    )
    lines = ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs(text, claims)]
    assert [line for line in lines if line.strip()] == [line for line in text.split("\n") if line.strip()]
    assert sum(len(paragraph.claims) for paragraph in paragraphs(text, claims)) == len(claims)
