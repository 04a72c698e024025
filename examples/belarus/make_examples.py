#!/usr/bin/env python3
"""Make the example lists of this folder from facts.csv. Needs Python only; writes the same bytes every time.

    python make_examples.py            write list-a-2023.xlsx, list-a-2025.xlsx and list-b.csv
    python make_examples.py --check    fail if facts.csv has a fault or a written list differs from what is here
    python make_examples.py --as-of 2025-02-01 --out /tmp/x.xlsx    list A of any other day

facts.csv has one fact a line: person, field, value, since, address, note. "since" is the day (or month, or year)
before which no edition may show the fact: the day it happened, or the day of the page where only that page makes it
public.
"""

import argparse
import csv
import io
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
Fact = dict[str, str]
Person = dict[str, Fact]
Table = list[list[str]]
EDITIONS = {"list-a-2023.xlsx": "2023-12-31", "list-a-2025.xlsx": "2025-12-31"}
LIST_B = "list-b.csv"
LIST_B_AS_OF = "2025-12-31"
FIELDS = [
    "name_be",
    "name_ru",
    "name_en",
    "name_b",
    "born",
    "detained",
    "article",
    "sentenced",
    "court",
    "term",
    "regime",
    "facility",
    "recognised_by",
    "recognised_on",
    "released",
    "released_how",
    "b_released",
    "b_released_how",
]  # b_...: what list B says where the sources disagree and list A stays silent
DATES = {"born", "detained", "sentenced", "recognised_on", "released", "b_released"}
COLUMNS = (
    ("Імя (бел.)", "name_be"),
    ("Имя (рус.)", "name_ru"),
    ("Имя (лат.)", "name_en"),
    ("Дата рождения", "born"),
    ("Задержан(а)", "detained"),
    ("Статья УК", "article"),
    ("Осуждён(а)", "sentenced"),
    ("Суд", "court"),
    ("Срок", "term"),
    ("Режим", "regime"),
    ("Учреждение", "facility"),
    ("Признан(а) политзаключённым: кем", "recognised_by"),
    ("Признан(а): когда", "recognised_on"),
    ("Освобождён(а)", "released"),
    ("Как освобождён(а)", "released_how"),
)
# What the other organisation does not list, and what it alone lists because list A begins later or knows too little.
NOT_IN_B = {"afnahel", "akalatovich", "frantskevich", "zalatar", "zlobina"}
NOT_IN_A = {"antusevich", "ashurak", "borys", "chultsova", "lasitsa", "shchasnaya"}
B_COLUMNS = ["No", "Surname, first name", "Year of birth", "Arrest", "Charges", "Verdict", "Sentence", "Status", "Link"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
STATUS = {
    "отбыл срок": "served the sentence",
    "отбыла срок": "served the sentence",
    "умер в заключении": "died in custody",
    "помилован": "pardoned",
    "помилована": "pardoned",
    "помилован, вывезен из страны": "pardoned, expelled",
    "помилован, вывезен в Литву": "pardoned, expelled",
    "помилована, вывезена в Украину": "pardoned, expelled",
    "помилована, передана России": "pardoned, handed over to Russia",
    "вывезен в Литву": "expelled",
    "освобождён при посредничестве США, вывезен в Литву": "released, taken to Lithuania",
    "отказался покинуть страну, возвращён в заключение": "refused to leave, returned to custody",
    "переведена под домашний арест": "moved to house arrest",
}


def read_facts() -> list[Fact]:
    """Read facts.csv."""
    with (HERE / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def date_key(text: str) -> tuple[int, int, int]:
    """Split dd.mm.yyyy, mm.yyyy or yyyy into year, month and day, 0 for what is not known."""
    year, month, day = (*(int(part) for part in reversed(text.split("."))), 0, 0)[:3]
    return year, month, day


def faults(facts: list[Fact]) -> list[str]:
    """Say what is wrong in facts.csv, with the line."""
    found = []
    seen = set()
    for line, fact in enumerate(facts, start=2):
        where = f"facts.csv line {line}: {fact['person']}, {fact['field']}"
        if fact["field"] not in FIELDS:
            found.append(f"{where}: no such field")
        if not fact["value"]:
            found.append(f"{where}: no value")
        if not re.fullmatch(r"https?://[^\s]+", fact["address"]):
            found.append(f"{where}: no address")
        if fact["since"] and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact["since"]):
            found.append(f"{where}: since is not a date")
        if fact["field"] in DATES and not re.fullmatch(r"((\d\d\.)?\d\d\.)?\d{4}", fact["value"]):
            found.append(f"{where}: not dd.mm.yyyy, mm.yyyy or yyyy")
        key = (fact["person"], fact["field"], fact["since"])
        if key in seen:
            found.append(f"{where}: said twice")
        seen.add(key)
    return found


def persons(facts: list[Fact], as_of: str) -> dict[str, Person]:
    """Give for each person and field the fact that holds on the day."""
    people = {}
    for fact in facts:
        if fact["since"] and fact["since"] > as_of:
            continue
        person = people.setdefault(fact["person"], {})
        known = person.get(fact["field"])
        if known is None or known["since"] <= fact["since"]:
            person[fact["field"]] = fact
    return people


def on_list_a(key: str, person: Person, as_of: str) -> bool:
    """Arrested or sentenced by the day, and not released before the year that ends with it."""
    if key in NOT_IN_A or not ({"detained", "sentenced"} & set(person)):
        return False
    return "released" not in person or date_key(person["released"]["value"])[0] >= int(as_of[:4])


def list_a(facts: list[Fact], as_of: str) -> Table:
    """Lay out list A as of a day."""
    people = persons(facts, as_of)
    chosen = [(key, p) for key, p in people.items() if on_list_a(key, p, as_of)]
    chosen.sort(key=lambda pair: sort_name(pair[1]))
    table = [["№", *(title for title, _ in COLUMNS), "Источник"]]
    for number, (_, person) in enumerate(chosen, start=1):
        cells = [latin_surname_first(person) if f == "name_en" else value(person, f) for _, f in COLUMNS]
        table.append([str(number), *cells, " ".join(addresses(person))])
    return table


def value(person: Person, field: str) -> str:
    """Give what holds in a field, or nothing."""
    return person[field]["value"] if field in person else ""


def latin_surname_first(person: Person) -> str:
    """Turn "Maria Kalesnikava" into "Kalesnikava Maria"."""
    name = value(person, "name_en")
    match = re.fullmatch(r"(\S+) ([^(]+?)( \(.*\))?", name)
    return f"{match[2]}{match[3] or ''} {match[1]}" if match else name


def sort_name(person: Person) -> str:
    """Order as the Latin alphabet does."""
    return latin_surname_first(person).casefold()


def addresses(person: Person) -> list[str]:
    """List where sentence, arrest and release are said."""
    found = []
    for field in ("sentenced", "detained", "released"):
        if field in person and person[field]["address"] not in found:
            found.append(person[field]["address"])
    return found


def transliterate(name: str) -> str:
    """Write a Russian name in Latin letters, by the Russian rule."""
    out = []
    for letter in name:
        latin = LATIN.get(letter.lower(), letter).replace("_", "")
        out.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(out)


def english_date(text: str) -> str:
    """Turn 07.09.2020 into 7 Sep 2020."""
    year, month, day = date_key(text)
    words = [str(day)] if day else []
    words += [MONTHS[month - 1]] if month else []
    return " ".join([*words, str(year)])


def english_term(text: str) -> str:
    """Turn "2 года 6 месяцев" into "2 years 6 months"."""
    text = re.sub(r"(\d+) (год|года|лет)\b", lambda m: f"{m[1]} year{'' if m[1] == '1' else 's'}", text)
    return re.sub(r"(\d+) месяц\w*", lambda m: f"{m[1]} month{'' if m[1] == '1' else 's'}", text)


def english_articles(text: str) -> str:
    """Turn "ч. 3 ст. 361" into "Art. 361(3)"."""
    text = re.sub(r"ч\. ([\d и]+) ст\. ([\d-]+)", lambda m: f"{m[2]}({m[1].replace(' и ', ',')})", text)
    text = re.sub(r"ст\. ", "", text)
    return f"Art. {text}" if text else ""


def list_b(facts: list[Fact], as_of: str) -> Table:
    """Lay out list B as of a day."""
    rows = []
    for key, person in persons(facts, as_of).items():
        if key in NOT_IN_B:
            continue
        if "name_ru" in person:
            name = transliterate(re.sub(r" \(.*?\)", "", value(person, "name_ru")))
        elif "name_b" in person:
            name = value(person, "name_b")
        else:
            name = latin_surname_first(person)
        surname, _, given = name.partition(" ")
        released = value(person, "released") or value(person, "b_released")
        how = value(person, "released_how") or value(person, "b_released_how")
        how = STATUS[how] if how else "released"
        born = value(person, "born")
        rows.append(
            [
                f"{surname}, {given}",
                born[-4:],
                english_date(value(person, "detained")) if "detained" in person else "",
                english_articles(value(person, "article")),
                english_date(value(person, "sentenced")) if "sentenced" in person else "",
                english_term(value(person, "term")),
                f"{how}, {english_date(released)}" if released else "",
                (addresses(person) or [person["name_en"]["address"]])[0],
            ]
        )
    rows.sort(key=lambda row: row[0].casefold())
    return [B_COLUMNS, *([str(number), *row] for number, row in enumerate(rows, start=1))]


def csv_bytes(table: Table) -> bytes:
    """Write list B as a spreadsheet program would."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("utf-8-sig")


def column_name(index: int) -> str:
    """Give the letter of a column."""
    return chr(ord("A") + index) if index < 26 else "A" + chr(ord("A") + index - 26)


def xlsx_bytes(table: Table, sheet: str) -> bytes:
    """Write a workbook, uncompressed and without a clock, so that its bytes never change."""
    strings = {}
    lines = []
    for number, row in enumerate(table, start=1):
        cells = []
        for index, text in enumerate(row):
            if not text:
                continue
            place = f"{column_name(index)}{number}"
            if index == 0 and number > 1:
                cells.append(f'<c r="{place}"><v>{text}</v></c>')
            else:
                cells.append(f'<c r="{place}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    last = f"{column_name(len(table[0]) - 1)}{len(table)}"
    count = sum(1 for r in table for i, t in enumerate(r) if t and not (i == 0 and r is not table[0]))
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{escape(sheet)}" '
        'sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}" count="{count}" uniqueCount="{len(strings)}">{items}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:{last}"/><sheetData>'
        f"{''.join(lines)}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, (head + text).encode("utf-8"))
    return out.getvalue()


def sheet_name(as_of: str) -> str:
    """Name the sheet after the day."""
    return "на " + ".".join(reversed(as_of.split("-")))


def make(facts: list[Fact]) -> dict[str, bytes]:
    """Make all lists."""
    files = {name: xlsx_bytes(list_a(facts, day), sheet_name(day)) for name, day in EDITIONS.items()}
    files[LIST_B] = csv_bytes(list_b(facts, LIST_B_AS_OF))
    return files


def main() -> None:
    """Write, check, or write list A of another day."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD")
    parser.add_argument("--out", metavar="FILE")
    options = parser.parse_args()
    facts = read_facts()
    found = faults(facts)
    if found:
        sys.exit("\n".join(found))
    if options.as_of:
        if not options.out:
            parser.error("--as-of needs --out FILE")
        Path(options.out).write_bytes(xlsx_bytes(list_a(facts, options.as_of), sheet_name(options.as_of)))
        return
    for name, content in make(facts).items():
        if options.check:
            if not (HERE / name).exists() or (HERE / name).read_bytes() != content:
                sys.exit(f"{name} is not what make_examples.py makes from facts.csv")
        else:
            (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
