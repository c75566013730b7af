"""LibreOffice opens the workbooks: their cells come out of it as they went in."""

import csv
from pathlib import Path

from drawn_bytes import reported, written
from formats_samples import actions, brief
from programs import converted

from tracker.formats.cells import shown

# Commas, double quotes, UTF-8, from the first line on; at the end which sheet.
_SECOND_SHEET = "44,34,76,1,,0,false,true,false,false,false,2"


def test_libreoffice_reads_every_cell_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "actions.xlsx"
    path.write_bytes(written(actions(), "xlsx", title="Actions"))
    converted(path, f"csv:Text - txt - csv (StarCalc):{_SECOND_SHEET}")
    [sheet] = tmp_path.glob("*Actions.csv")
    rows = list(csv.reader(sheet.read_text(encoding="utf-8").splitlines()))
    assert [row[:2] for row in rows[1:]] == [[str(row[0]), shown(row[1])] for row in actions().rows]


def test_libreoffice_prints_a_brief(tmp_path: Path) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_bytes(reported(brief(), "xlsx"))
    assert converted(path, "pdf").read_bytes().startswith(b"%PDF")
