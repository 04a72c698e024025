"""The report says what the data say, and holds nothing that could harm who reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from disclosure.report.page_reader import Element, parse
from disclosure.report.people_sample import ALES, LANTERN, LANTERN_AT
from disclosure.report.report_sample import BARE, DATA, HEAD, PUBLIC
from kronika.disclosure.report import render as rendering
from kronika.disclosure.report.data import Act, Claim, Confirmed, Fact, Passage, Person, ReportData, Sample, Spelling, Tally, Way
from kronika.disclosure.report.render import render
from kronika.errors import FindingError

PAGE = parse(render(DATA))
SAMPLES = {"working copy": DATA, "public": PUBLIC, "bare": BARE}


def rows(table: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children] for row in table.all("tr")]


def captioned(page: Element, start: str) -> Element:
    return next(table for table in page.all("table") if table.all("caption")[0].text.startswith(start))


@pytest.mark.parametrize("data", SAMPLES.values(), ids=SAMPLES)
def test_a_page_asks_nothing_of_the_outside(data: ReportData) -> None:
    text = render(data)
    page = parse(text)
    policy = next(meta for meta in page.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert page.all("script") == []
    for element in page.everything():
        assert not {"src", "srcset", "action", "background", "poster", "style"} & set(element.attributes)
        assert not any(name.startswith("on") for name in element.attributes)
        if element.tag == "link":
            assert element.attributes == {"rel": "icon", "href": "data:,"}
        elif "href" in element.attributes and not element.attributes["href"].startswith("#"):
            assert element.tag == "a"
            assert element.attributes["href"].startswith(("http://", "https://"))
            assert element.attributes["rel"] == "noreferrer"
            # where a link leads is what it says
            assert element.text == element.attributes["href"]
    style = page.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("data", SAMPLES.values(), ids=SAMPLES)
def test_a_page_can_be_heard_and_stepped_through(data: ReportData) -> None:
    page = parse(render(data))
    assert page.all("html")[0].attributes == {"lang": "en"}
    levels = [int(element.tag[1]) for element in in_order(page) if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), "a level of headings is skipped"
    for table in page.all("table"):
        assert table.children[0].tag == "caption"
        assert table.children[0].text
        assert all(cell.attributes.get("scope") for cell in table.all("th"))
    idents = [element.attributes["id"] for element in page.everything() if "id" in element.attributes]
    assert len(idents) == len(set(idents))
    for element in page.everything():
        for name in ("href", "aria-labelledby"):
            for target in element.attributes.get(name, "").split():
                if name != "href" or target.startswith("#"):
                    assert target.removeprefix("#") in idents


def in_order(element: Element) -> list[Element]:
    return [found for child in element.children for found in (child, *in_order(child))]


def test_text_and_links_stand_out_from_the_paper() -> None:
    style = PAGE.all("style")[0].text
    colours = dict(re.findall(r"--(ink|soft|link): #([0-9a-f]+);", style))
    assert set(colours) == {"ink", "soft", "link"}
    for colour in (*colours.values(), "333"):
        assert contrast(colour, "ffffff") > 7 - 1e-9 or colour == "555"
        assert contrast(colour, "f4f4f2") >= 4.5
    assert contrast("333", "fdf0b0") >= 4.5


def contrast(one: str, two: str) -> float:
    """The contrast of two colours as the accessibility guidelines reckon it."""

    def light(colour: str) -> float:
        full = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
        parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_names_are_said_in_their_language() -> None:
    said = {(element.text, element.attributes.get("lang")) for element in PAGE.all("bdi")}
    assert ("Алесь Прыкладовіч", "be") in said
    assert ("Александр Прикладович", "ru") in said
    assert ("Konstantin-Vikenty Neveroyatny", "ru-Latn") in said
    assert ("نادية المثالية", "ar") in said
    assert ("Nadia Al-Mithaliya", None) in said


def test_the_numbers_are_those_of_the_data() -> None:
    heading = PAGE.all("h1")[0]
    assert heading.text == "Political prisoners, as announced 21 to 24 people on 31 December 2025"
    assert [row[:2] for row in rows(captioned(PAGE, "Where everybody stands"))[1:]] == [
        ["In", "24"],
        ["Disputed", "1"],
        ["Unknown", "2"],
        ["Out", "9"],
    ]
    lists = [row for row in rows(captioned(PAGE, "Each list alone"))[1:] if len(row) == 5]
    assert lists == [[LANTERN, "22", "0", "1", "8"], ["River Committee, people held", "20", "0", "2", "7"]]
    number = PAGE.by_id("number").text
    assert "rests on 1,243 statements" in number
    assert "57 more statements are proposed by the software and not confirmed" in number
    assert "1,240 statements were confirmed together" in number
    assert "after 59 drawn at random had been read: 1 of them was wrong" in number
    assert "At most 7.9\u00a0% of the rest" in "".join(PAGE.by_id("number").pieces)
    assert "1 person was erased" in number
    assert "As public by 5 January 2026" in PAGE.all("header")[0].text
    assert HEAD in PAGE.by_id("check").text


def test_everybody_stands_under_their_heading_with_the_cause() -> None:
    people = PAGE.by_id("people")
    for state, count in (("in", 24), ("disputed", 1), ("unknown", 2), ("out", 9)):
        section = next(each for each in people.all("section") if each.attributes["aria-labelledby"] == state)
        assert len(section.all("article")) == count
    assert "in custody since 6 September 2021 (general-regime colony); recognised on 2 October 2021" in people.text
    assert "no news since 14 February 2023, the last sign of custody" in people.text


def test_a_person_comes_with_facts_quotes_sources_and_judgements() -> None:
    card = PAGE.by_id("people").all("article")[0]
    assert card.all("h4")[0].text == "Алесь Прыкладовіч"
    assert "Ales Prykladovich River Committee, people held, The Zoragorsk Courier, 3 May 2022" in card.text
    assert "judged to be the same by documenter-2 on 20 November 2025, 09:12 UTC: same day of birth" in card.text
    assert "term 6 years 6 months 6 г. 6 мес. [1, cell I2]" in card.text
    assert "place Zoragorsk (asserted: we stand by it)" in card.text
    quotes = card.all("q")
    sentence = next(quote for quote in quotes if quote.text.startswith("The teacher"))
    assert sentence.text == "The teacher was taken from his flat in Zoragorsk on the morning of 6 September, his neighbours said."
    assert [mark.text for mark in sentence.all("mark")] == ["Zoragorsk"]
    sources = [item.text for item in card.classed("sources")[0].all("li")]
    assert sources[0] == f"{LANTERN}, published 31 December 2025. {LANTERN_AT}"
    assert len(sources) == 2
    coerced = PAGE.by_id("people").all("article")[1].text
    assert "said under coercion: evidence of the coercion, not of what was said" in coerced
    assert "happened yes (asserted: we stand by it) stated by the family" in coerced


def test_the_words_that_say_the_value_stand_out_in_a_long_quote() -> None:
    said = "The court sentenced her to three years and a fine."
    term = Fact("term", "P3Y", "three years", Passage("The Courier", "paragraph 1", "", "", "", said, "", "en"))
    twice = replace(term, passage=Passage("The Courier", quote="three years, three years"))
    text = render(replace(BARE, tally=Tally(1), people=(replace(ALES, acts=(Act("sentence", (term, twice)),)),), low=1, high=1))
    page = parse(text)
    assert [bold.text for bold in page.all("b")] == ["three years"]
    assert page.all("q")[2].text == said
    assert page.text.count("as written: three years") == 1


def test_a_balance_adds_up_on_the_page_and_names_everybody() -> None:
    for sheet in DATA.balances:
        table = captioned(PAGE, sheet.scope + ", from")
        lines = [
            row
            for row in table.all("tr")
            if row.children[0].parent is row and "n" in row.children[-1].attributes.get("class", "")
        ]
        values = [int(row.children[-1].text.replace(",", "").replace("\u2212", "-")) for row in lines]
        kinds = [row.attributes.get("class", "") for row in lines]
        moved = sum(value for value, kind in zip(values, kinds, strict=True) if kind in {"", "residual"})
        assert values[0] + moved == values[-1] == sheet.closing
        assert sum(value for value, kind in zip(values, kinds, strict=True) if kind == "part") == sheet.residual
    first = captioned(PAGE, LANTERN + ", from")
    assert "Наталля Былая" in first.text
    assert "Мария Вымышленская" in first.text
    assert "1,012 names" in captioned(PAGE, "River Committee, people held, from").text
    assert "and 1,009 more, not named here" in captioned(PAGE, "River Committee, people held, from").text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (replace(DATA, balances=(replace(DATA.balances[0], closing=23),)), "the balance does not add up from 15 to 23"),
        (replace(DATA, tally=Tally(23, 1, 2, 9)), "24 are named as 'in', but the count says 23"),
        (replace(DATA, low=25), "the range from 25 to 24 is turned round"),
        (replace(DATA, people=(replace(ALES, state="free"),)), "somebody is neither in nor disputed, unknown or out"),
    ],
)
def test_data_that_contradict_themselves_make_no_report(data: ReportData, line: str) -> None:
    with pytest.raises(FindingError, match=re.escape(line)):
        render(data)


def test_editions_show_new_changed_and_gone_rows() -> None:
    editions = PAGE.by_id("editions")
    assert "12 new rows, 2 changed rows, 1 row gone, 17 unchanged" in editions.text
    changes = rows(captioned(PAGE, f"{LANTERN}: what changed"))
    assert ["sentence: term", "6 лет", "6 г. 6 мес."] in changes
    assert ["sentence: regime", "nothing", "ИК общего режима"] in changes
    assert ["occupation", "настаўнік", "nothing"] in changes


def test_rows_that_may_not_be_named_are_counted() -> None:
    item = DATA.editions[0]
    fewer = replace(
        item,
        before=replace(item.before, name="", address=""),
        new=item.new[:3],
        new_total=12,
        changed=(),
        changed_total=2,
        gone=(),
        gone_total=1,
    )
    page = parse(render(replace(PUBLIC, editions=(fewer,))))
    text = page.by_id("editions").text
    assert "From the edition published 31 December 2023 to prisoners-2025.xlsx (published 31 December 2025)" in text
    assert "12 new rows, a few changed rows, a few rows gone, 17 unchanged" in text
    assert "and 9 more, not named here" in text
    assert "their names may not leave" in parse(render(replace(PUBLIC, people=PUBLIC.people[:4]))).by_id("people").text


def test_contradictions_stand_side_by_side_with_their_sources() -> None:
    sides = PAGE.by_id("contradictions").all("article")[0].all("li")
    assert [side.all("strong")[0].text for side in sides] == ["3 July 2024", "16 August 2024"]
    assert "cell M9, published 31 December 2025. " + LANTERN_AT in sides[0].text


def test_figures_of_others_stand_beside_ours() -> None:
    found = [row for row in rows(captioned(PAGE, "Published figures")) if len(row) == 4][1:]
    assert found[0] == ["1. Lantern Monitor31 December 2025", "23", "24", "1 more"]
    assert found[1] == ["2. River Committee31 December 2025", "at least 20", "24", "they agree"]
    assert found[2] == ["3. Lantern Monitor30 September 2024", "29", "–", "it is of another day (30 September 2024)"]
    assert found[6] == ["7. The source itself1 May 2024", "over 140", "–", "it counts something else"]


def test_what_was_left_out_has_its_reason() -> None:
    left_out = rows(captioned(PAGE, "Left out"))
    assert left_out[2] == ["Statements rejectedsomebody found that the source does not say so", "14"]
    assert left_out[3][1] == ""


def test_the_audience_stands_first_and_last_and_withheld_facts_are_counted() -> None:
    assert PAGE.classed("audience")[0].text == "Working copy. It holds sealed facts: do not pass it on."
    assert not any(element.attributes.get("id") == "withheld" for element in PAGE.everything())
    public = parse(render(PUBLIC))
    assert public.classed("audience")[0].text == "For the public."
    assert rows(captioned(public, "Withheld"))[1:] == [
        ["name", "18"],
        ["detentions", "12"],
        ["cases of treatment in custody", "not shown"],
        ["relations between people", "not shown"],
    ]
    assert "Working copy" not in public.text


def test_a_bare_number_still_says_what_it_means() -> None:
    page = parse(render(BARE))
    assert page.all("h1")[0].text == "Detentions in a period 0 facts from 1 April 2024 to 1 May 2024"
    assert "Each time that somebody was detained." in page.text
    assert "not counted: it happened outside the period" in page.text


def test_one_person_is_no_people() -> None:
    page = parse(render(replace(BARE, meaning=DATA.meaning, since="", tally=Tally(1), low=1, high=1)))
    assert page.classed("figure")[0].text == "1 person"


def test_a_sample_nobody_answered_gives_no_bound() -> None:
    confirmed = Confirmed(transcribed=5, samples=(Sample(5, 2, 0, None), Sample(3, 0, 0, None, by="x")))
    page = parse(render(replace(BARE, confirmed=confirmed)))
    assert (
        "after 2 drawn at random had been read: none of them were wrong. How many of the rest are wrong is not known."
        in page.text
    )
    assert (
        "3 statements were confirmed together by x; no sample of them was read. How many of them are wrong is not known."
        in page.text
    )


def test_a_split_count_names_its_codes() -> None:
    split = replace(BARE, kind="liquidation", parts={"forced": 12, "own-decision": 3})
    assert rows(captioned(parse(render(split)), "Of those in"))[1:] == [["by force", "12"], ["by its own decision", "3"]]


def test_a_large_record_stays_readable() -> None:
    name = (Spelling("Ян Узорны", "be"),)
    crowd = tuple(Person(f"k{place}", "in", "in custody", name) for place in range(100_000))
    few = tuple(Person(f"u{place}", "unknown", "no news", name) for place in range(30))
    data = replace(
        BARE,
        meaning=DATA.meaning,
        people=crowd + few,
        tally=Tally(100_000, 0, 30, 250_000),
        low=100_000,
        high=100_000,
        command="kronika count --limit 0 --report r.html",
    )
    text = render(data, most=100)
    page = parse(text)
    assert len(page.all("article")) == 100
    # those of whom it is unknown are not crowded out by those who are in
    assert len(page.by_id("unknown").parent.all("article")) == 25  # type: ignore[union-attr]
    notes = [note.text for note in page.classed("more")]
    assert notes[0].startswith("And 99,925 more are not named here")
    assert "gets all of them with kronika count --limit 0 --report r.html." in notes[0]
    assert notes[1].startswith("And 5 more are not named here")
    assert notes[2].startswith("250,000 are not named here")
    assert len(text.encode()) < 100_000
    everybody = render(replace(data, people=crowd[:2_000], tally=Tally(2_000), low=2_000, high=2_000), most=0)
    assert everybody.count("<article") == 2_000


def test_the_word_for_what_does_not_fit_is_never_fraud() -> None:
    text = "".join(path.read_text("utf-8") for path in (Path(rendering.__file__).parent / "templates").iterdir())
    assert "fraud" not in text.casefold()


def test_a_claim_without_a_day_or_a_claimant_is_shown() -> None:
    page = parse(render(replace(BARE, claims=(Claim("", 5, of="people"),))))
    assert rows(captioned(page, "Published figures"))[1] == ["1. The source itselfno day named", "5", "–", "not comparable"]


def test_a_way_that_names_nobody_says_so() -> None:
    sheet = replace(DATA.balances[1], entries=(Way("detained", 1_012),))
    assert "Not named here." in captioned(parse(render(replace(DATA, balances=(sheet,)))), sheet.scope).text
