"""Papers lose what tells who made them, and keep their content (handbook contests §3)."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from gonghui.engines.campaigns.rules.anonymous import CannotStrip, names_in, strip_metadata


def make_docx(text="教学设计"):
    document = docx.Document()
    document.core_properties.author = "甄测甲"
    document.core_properties.last_modified_by = "东海大学"
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def make_pdf():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "zhen ce jia", "/Producer": "East Sea University"})
    writer.add_attachment("name.txt", b"zhen ce jia")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_word_file_keeps_its_text_and_loses_its_author():
    stripped = strip_metadata(make_docx(), "docx")

    again = docx.Document(io.BytesIO(stripped))
    assert [line.text for line in again.paragraphs] == ["教学设计"]
    assert (again.core_properties.author, again.core_properties.last_modified_by) == ("", "")
    with zipfile.ZipFile(io.BytesIO(stripped)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pdf_keeps_its_pages_and_loses_author_and_enclosures():
    stripped = strip_metadata(make_pdf(), "pdf")

    again = PdfReader(io.BytesIO(stripped))
    assert len(again.pages) == 1
    assert not again.metadata
    assert dict(again.attachments) == {}
    assert b"zhen ce jia" not in stripped


@pytest.mark.parametrize("ending", ["doc", "rar", "mp4", ""])
def test_unknown_format_is_not_shown(ending):
    with pytest.raises(CannotStrip):
        strip_metadata(b"...", ending)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_broken_paper_is_not_shown(ending):
    with pytest.raises(CannotStrip):
        strip_metadata(b"no such file", ending)


def test_names_are_found_with_blanks_between_their_signs():
    text = "授课人：甄 测甲\n单位：东海大学"

    assert names_in(text, ["甄测甲", "东海大学", "南山大学"]) == ["甄测甲", "东海大学"]
