"""LibreOffice opens the documents: what was written stands on the pages that it prints."""

from pathlib import Path

from drawn_bytes import reported, written
from formats_samples import COLUMNS, NAMES, Sample, actions, brief, progress_table
from programs import converted, run
from word_files import PLACEHOLDER, template

from tracker import formats

TABLE = {"title": "Progress table", "group": formats.TABLE_GROUP, "document": True, "names": NAMES}


def printed(path: Path) -> str:
    """Return the text of the pages, each ended by a form feed, as LibreOffice prints them."""
    return run("pdftotext", "-layout", str(converted(path, "pdf")), "-")


def test_libreoffice_prints_lists_reports_and_what_stands_in_a_template(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    house.write_bytes(
        template(
            lambda made: (
                made.add_paragraph("Dear all"),
                made.add_paragraph(PLACEHOLDER),
                made.add_paragraph("Signed"),
            )
        )
    )
    path = tmp_path / "all.docx"
    path.write_bytes(written(progress_table(), "docx", **TABLE))
    pages = printed(path)
    assert all(str(row[4]) in pages for row in progress_table().rows if row[4])
    assert "Page 1 of " in pages

    path.write_bytes(reported(brief(), "docx", names=NAMES))
    assert "Decisions needed (2)" in printed(path)

    path.write_bytes(written(actions(), "docx", template=str(house)))
    words = printed(path).split()
    assert words[:2] == ["Dear", "all"]
    assert words[-1] == "Signed"


def test_libreoffice_repeats_the_heading_row_and_numbers_the_pages(tmp_path: Path) -> None:
    fields = [COLUMNS[name] for name in ("ref", "title", "status")]
    path = tmp_path / "long.docx"
    path.write_bytes(
        written(Sample(fields, [(f"A{i}", "Draft", "blocked") for i in range(120)]), "docx")
    )
    pages = printed(path).split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.split().count("Ref") == 1
        assert f"Page {number} of {len(pages)}" in page
