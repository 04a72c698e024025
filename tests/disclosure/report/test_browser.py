"""What a browser makes of the page, where one is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from disclosure.report.report_sample import DATA
from kronika.disclosure.report.render import render

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed: what a printed report looks like is not tested here")
def test_a_printed_report_has_what_is_folded_away_on_the_screen(tmp_path: Path) -> None:
    page, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(render(DATA), encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    if not printed.is_file():
        pytest.skip(f"the browser here does not print (exit status {done.returncode})")
    document = pypdfium2.PdfDocument(printed)
    try:
        text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
        folded = "<details>\n<summary>11 facts"
        assert folded in page.read_text(encoding="utf-8")
        assert "The teacher was taken from his flat in Zoragorsk" in text
        assert "2024-12-31" in text
        assert "Open the others and print again" not in text
        # a reader's paper: neither a roll nor a scrap
        assert 5 < len(document) < 30
    finally:
        document.close()
