"""WeasyPrint, imported when the first PDF is asked for: idle processes need not carry it."""

from typing import Any

from gonghui.kernel.documents.fonts import require_chinese


def layout(html: str, style: str) -> Any:
    """The pages of a text, set but not written yet.

    Nothing is fetched: what a document shows stands in it.

    Raises:
        FontMissing: no Chinese font is installed.
    """
    require_chinese()
    from weasyprint import CSS, HTML  # noqa: PLC0415 -- slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

    fonts = FontConfiguration()
    source = HTML(string=html, url_fetcher=_refuse)
    return source.render(stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts)


def _refuse(url: str, *_args: Any, **_kwargs: Any) -> Any:
    raise ValueError(f"a document may not fetch {url[:80]}")
