"""A house's Word document: what is kept of it, what is not, and which ones are refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Desk
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from drawn_bytes import found_in, reported, written
from formats_samples import actions, brief, progress_table
from word_files import (
    PLACEHOLDER,
    changed,
    headed,
    opened,
    parts,
    template,
    texts,
    with_body,
    with_relation,
)

from tracker import formats
from tracker.errors import Unreadable
from tracker.formats.word import package


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "house.docx"


def into(path: Path, house: bytes, **look: object) -> bytes:
    path.write_bytes(house)
    return written(actions(), "docx", title="Actions", template=str(path), **look)


def house(document: Document) -> None:
    """Make a letter with a head, a foot and a style of its own around the placeholder."""
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(19)
    [section] = document.sections
    section.left_margin = Mm(33)
    section.header.paragraphs[0].text = "International Office"
    section.footer.paragraphs[0].text = "1 Peace Plaza"
    document.add_paragraph("Dear colleagues,")
    document.add_paragraph(PLACEHOLDER)
    document.add_paragraph("Signed")


# -- what is kept ---------------------------------------------------------------------------------


def test_the_table_stands_where_the_placeholder_was(path: Path) -> None:
    told = list(texts(into(path, template(house))))
    assert told[:2] == ["Dear colleagues,", "Actions as of 10 April 2017"]
    assert told[-1] == "Signed"
    assert any(text.startswith("A12 | ") for text in told)
    assert not any("{{" in text for text in told)


def test_the_head_the_foot_the_margins_and_the_styles_are_the_houses(path: Path) -> None:
    found = opened(into(path, template(house)))
    [section] = found.sections
    assert section.header.paragraphs[0].text == "International Office"
    assert section.footer.paragraphs[0].text == "1 Peace Plaza"
    assert round((section.left_margin or Mm(0)).mm) == 33
    assert found.styles["Heading 1"].font.size == Pt(19)
    assert "Georgia" in found.styles["Normal"].element.xml


def test_a_report_goes_into_it_like_a_table(path: Path) -> None:
    path.write_bytes(template(house))
    data = reported(brief(), "docx", template=str(path))
    assert ("Heading 1", "Overdue (1)") in headed(data)
    assert list(texts(data))[-1] == "Signed"


def test_the_pages_of_a_wide_table_are_turned_and_no_others(path: Path) -> None:
    path.write_bytes(template(house))
    look = {"group": formats.TABLE_GROUP, "document": True}
    data = written(progress_table(), "docx", template=str(path), **look)
    found = [section.orientation for section in opened(data).sections]
    assert found == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    heads = [section.header.paragraphs[0].text for section in opened(data).sections]
    assert heads == ["International Office"] * 3


def test_under_a_heading_of_the_house_ours_are_one_lower(path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Annex", 1)
        document.add_paragraph(PLACEHOLDER)

    path.write_bytes(template(make))
    assert ("Heading 2", "Overdue (1)") in headed(reported(brief(), "docx", template=str(path)))


@pytest.mark.parametrize(
    "pieces",
    [
        ("{{", "progress", "-table}}"),
        ("{", "{progress-tab", "le}", "}"),
        (" {{ ", "progress\u2011table", " }} "),
        ("{{Progress-Table}}",),
    ],
)
def test_the_placeholder_is_known_however_word_parted_it(
    path: Path, pieces: tuple[str, ...]
) -> None:
    def make(document: Document) -> None:
        paragraph = document.add_paragraph()
        for number, piece in enumerate(pieces):
            paragraph.add_run(piece).bold = number % 2 == 0

    told = list(texts(into(path, template(make))))
    assert told[0] == "Actions as of 10 April 2017"
    assert not any("{{" in text for text in told)


def test_a_placeholder_that_ends_a_section_leaves_the_section(path: Path) -> None:
    def make(document: Document) -> None:
        paragraph = document.add_paragraph(PLACEHOLDER)
        properties = document.sections[0]._sectPr.clone()
        paragraph._p.get_or_add_pPr().append(properties)
        document.add_paragraph("After")

    data = into(path, template(make))
    assert len(opened(data).sections) == 2
    assert list(texts(data))[-1] == "After"


def test_styles_that_a_house_lacks_are_added(path: Path) -> None:
    def strip(name: str, text: str) -> str:
        gone = ("heading 1", "Title", "Table Grid")
        if name != "word/styles.xml":
            return text
        for style in gone:
            text = text.replace(f'<w:name w:val="{style}"/>', f'<w:name w:val="Old {style}"/>')
        return text.replace('<w:outlineLvl w:val="0"/>', "")

    data = into(path, changed(template(), strip), group=())
    assert headed(data)[0] == ("Title", "Actions as of 10 April 2017")
    styles = opened(data).styles
    assert len({style.style_id for style in styles}) == len(list(styles))


def test_a_heading_by_another_name_is_known_by_its_level(path: Path) -> None:
    def rename(name: str, text: str) -> str:
        return text.replace('"heading 1"', '"House Head"') if name.endswith("styles.xml") else text

    path.write_bytes(changed(template(), rename))
    found = opened(reported(brief(), "docx", template=str(path)))
    assert "House Head" in {each.style.name for each in found.paragraphs if each.style}


def test_a_style_for_tables_gives_them_their_look(path: Path) -> None:
    def make(document: Document) -> None:
        document.styles.add_style("Tracker Table", WD_STYLE_TYPE.TABLE)
        document.add_paragraph(PLACEHOLDER)

    [table] = opened(into(path, template(make))).tables
    assert table.style is not None
    assert table.style.name == "Tracker Table"


def test_a_template_of_word_is_as_good_as_a_document(path: Path) -> None:
    def as_template(name: str, text: str) -> str:
        return text.replace("document.main+xml", "template.main+xml") if "Types" in name else text

    data = into(path, changed(template(), as_template))
    assert "template.main" not in parts(data)["[Content_Types].xml"]
    assert headed(data)


def test_the_same_in_the_same_house_is_the_same_bytes(path: Path) -> None:
    assert into(path, template(house)) == into(path, template(house))


# -- what does not leave --------------------------------------------------------------------------


def of_a_person(document: Document) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = "Jane Planted"
    about.title = about.keywords = about.category = about.subject = "Jane Planted"
    document.add_paragraph(PLACEHOLDER)


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Planted</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/coreProperties/creator" w:storeItemID="1"/></w:sdtPr>'
    "<w:sdtContent><w:p><w:r><w:t>Planted</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    "planted",
    [
        lambda _: template(of_a_person),
        lambda data: changed(data, lambda _, text: text, {"docProps/x.xml": "<x>Planted</x>"}),
        lambda data: with_relation(data, "attachedTemplate", "file:///C:/Planted/a.dotx"),
        lambda data: with_relation(data, "hyperlink", "file:///home/Planted/a.docx", external=True),
        lambda data: with_body(data, FIELD.format("AUTHOR")),
        lambda data: with_body(data, FIELD.format("FILENAME \\p")),
        lambda data: with_body(data, FIELD.format("DOCPROPERTY Manager")),
        lambda data: with_body(
            data, FIELD.replace("Planted", "kept").format('INCLUDETEXT "C:\\\\Planted\\\\a.docx"')
        ),
        lambda data: with_body(
            data,
            '<w:p><w:del w:id="1"><w:r><w:delText>Planted</w:delText></w:r></w:del></w:p>',
        ),
        lambda data: with_body(
            data,
            '<w:p><w:fldSimple w:instr="USERNAME"><w:r><w:t>Planted</w:t></w:r>'
            "</w:fldSimple></w:p>",
        ),
        lambda data: with_body(data, CONTROL),
        lambda data: with_body(
            data,
            '<w:p><w:ins w:id="1" w:author="Planted" w:date="2017-01-01T00:00:00Z"><w:r>'
            "<w:t>kept</w:t></w:r></w:ins></w:p>",
        ),
    ],
)
def test_who_made_a_template_does_not_leave_with_it(
    path: Path, planted: Callable[[bytes], bytes]
) -> None:
    data = planted(template())
    assert "Planted" in found_in(data)
    assert "Planted" not in found_in(into(path, data))


def test_fields_that_name_nobody_stay_and_those_of_properties_become_their_words(
    path: Path,
) -> None:
    house = with_body(template(), FIELD.format("PAGE") + FIELD.format("DOCPROPERTY Reference"))
    body = parts(into(path, house))["word/document.xml"]
    assert body.count("Planted") == 2
    assert body.count("instrText") == 2
    assert "DOCPROPERTY" not in body


# -- what is refused ------------------------------------------------------------------------------


def twice(document: Document) -> None:
    document.add_paragraph(PLACEHOLDER)
    document.add_paragraph(PLACEHOLDER)


def in_a_table(document: Document) -> None:
    document.add_table(1, 1).cell(0, 0).text = PLACEHOLDER


def in_the_head(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = PLACEHOLDER


def with_types(old: str, new: str) -> bytes:
    return changed(
        template(), lambda name, text: text.replace(old, new) if "Types" in name else text
    )


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(21):
            made.writestr(f"word/{number}.xml", bytes(10 * 2**20))
    return out.getvalue()


def damaged(name: str, content: str) -> bytes:
    return changed(template(), lambda part, text: content if part == name else text)


def in_other_words(name: str, text: str) -> str:
    """Call the namespace of Word otherwise, as no program does that people write with."""
    return re.sub(r"\bw(?=[:=])", "x", text) if name == "word/document.xml" else text


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is no Word document, or has a password"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "is no Word document, or has a password"),
        (template()[:2_000], "is no Word document, or has a password"),
        (written(actions(), "xlsx"), "is no Word document. Save it as .docx first."),
        (with_types("document.main+xml", "x"), "is no Word document."),
        (with_types("wordprocessingml.document.main", "macroEnabled.main"), "holds macros"),
        (changed(template(), lambda _, text: text, {"word/vbaProject.bin": b""}), "holds macros"),
        (bomb(), "unpacks to more than 200 MB"),
        (damaged("word/styles.xml", "<w:styles"), "is damaged"),
        (damaged("word/settings.xml", ENTITY), "is damaged"),
        (damaged("_rels/.rels", "<Relationships/>"), "is damaged"),
        (changed(template(), in_other_words), "was not saved by Word. Open it there, and save it."),
        (template(lambda _: None), "Give it a paragraph {{progress-table}}."),
        (template(in_the_head), "Give it a paragraph {{progress-table}}."),
        (template(twice), "has {{progress-table}} 2 times. Leave one."),
        (template(in_a_table), "Give it a paragraph of its own in the text."),
        (
            template(lambda document: document.add_paragraph(f"Here: {PLACEHOLDER}")),
            "Give it a paragraph of its own in the text.",
        ),
    ],
)
def test_what_cannot_be_written_into_is_refused_in_one_sentence(
    path: Path, data: bytes, part: str
) -> None:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as raised:
        written(actions(), "docx", template=str(path))
    assert part in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_large_file_is_refused_before_it_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "_MOST_FILE", 1_000)
    with pytest.raises(Unreadable, match="larger than"):
        into(path, template())


# -- from the command line ------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed()
    desk.do("conversation", "add", "Third", "--on", "2017-04-10")
    (tmp_path / "house.docx").write_bytes(template(house))
    (tmp_path / "none.docx").write_bytes(template(lambda _: None))
    return desk


WAYS = ("list", "table", "export", "brief", "progress", "history", "party list")


@pytest.mark.parametrize("command", WAYS)
def test_whatever_is_written_as_docx_goes_into_a_template(desk: Desk, command: str) -> None:
    out = desk.folder / "out.docx"
    given = ("--template", str(desk.folder / "house.docx"))
    desk.do(*command.split(), *given, "-o", str(out))
    assert next(texts(out.read_bytes())) == "Dear colleagues,"


def test_a_handover_note_goes_into_a_template(desk: Desk) -> None:
    desk.do("party", "add", "Chief", "--kind", "post")
    out = desk.folder / "out.docx"
    given = ("--template", str(desk.folder / "house.docx"), "-o", str(out))
    desk.do("party", "handover", "Chief", "Ana Silva", "--on", "2017-03-01", "--create", *given)
    assert next(texts(out.read_bytes())) == "Dear colleagues,"


def test_a_template_that_is_refused_leaves_no_file_and_no_line_in_the_journal(desk: Desk) -> None:
    out = desk.folder / "out.docx"
    before = desk.file.read_bytes()
    given = ("--template", str(desk.folder / "none.docx"))
    for command in WAYS:
        more = ("--redact",) if command in {"table", "export", "brief", "progress"} else ()
        found = desk.run(*command.split(), *given, "-o", str(out), *more)
        assert (found.code, found.err.count("\n")) == (2, 1), found
    assert not out.exists()
    assert desk.file.read_bytes() == before
