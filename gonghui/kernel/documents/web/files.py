"""A content as a download, or the reason why there is none."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from gonghui.kernel.documents.content import Content
from gonghui.kernel.documents.rendering import CONTENT_TYPES, formats_of, render

UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


def answer_file(content: Content, form: str, name: str) -> HttpResponse:
    """The file as attachment; 404 for a format this content has not.

    Raises:
        FontMissing: a PDF without any Chinese font installed.
    """
    if form not in formats_of(content):
        raise Http404(form)
    response = HttpResponse(render(content, form), content_type=CONTENT_TYPES[form])
    filename = f"{name.translate(UNSAFE)[:80]}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
