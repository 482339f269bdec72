"""The estimate of the .docx writer against the pages that the PDF really has."""

from dataclasses import replace

import pytest

from gonghui.kernel.documents.api import Paragraph, render_pdf
from gonghui.kernel.documents.pagination import imprint_needs_new_page
from tests.kernel.documents.pdf_reader import read
from tests.kernel.documents.samples import FULL_PAGES


@pytest.mark.parametrize("characters", [28, 140, 196, 280, 420, 560, 700, 840, 980, 1120])
def test_estimate_agrees_with_the_pages_of_the_pdf(characters):
    document = replace(FULL_PAGES, body=(Paragraph("工" * characters),))
    pages = read(render_pdf(document))
    day = next(at for at, page in enumerate(pages, 1) if "2026年1月5日" in page.text)

    assert imprint_needs_new_page(document) == (day < len(pages))
