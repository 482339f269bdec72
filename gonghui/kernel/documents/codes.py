"""QR codes; segno is imported when the first one is drawn."""

import io


def _code(link: str):
    import segno  # noqa: PLC0415 -- slow import

    return segno.make(link, error="m", micro=False)


def code_svg(link: str) -> str:
    """An SVG element that grows to the size of what it stands in."""
    return _code(link).svg_inline(omitsize=True, border=2)


def code_png(link: str) -> io.BytesIO:
    """A PNG picture for .docx, read from its beginning."""
    buffer = io.BytesIO()
    _code(link).save(buffer, kind="png", scale=10, border=2)
    buffer.seek(0)
    return buffer
