"""System checks: what the PDF writer finds on this machine."""

from django.core.checks import CheckMessage, Warning, register  # noqa: A004 -- Django's name for it

from gonghui.kernel.documents.fonts import installed_families, missing_sentence, replacements


@register()
def check_chinese_font(**_kwargs) -> list[CheckMessage]:
    """documents.W001 when no Chinese font is there; PDFs are refused then, everything else works."""
    if installed_families() - {""}:
        return []
    return [Warning(missing_sentence(), id="documents.W001")]


@register(deploy=True)
def check_replaced_fonts(**_kwargs) -> list[CheckMessage]:
    """documents.W002 for every font the standard asks for that a PDF shows in another one."""
    return [
        Warning(
            f"公文字体“{one.asked}”未安装，PDF 中以“{one.used}”代替；.docx 不受影响",
            hint="有授权的单位可把字体装到系统中，或用 DOCUMENT_FONTS 指定字体名称。",
            id="documents.W002",
        )
        for one in replacements()
    ]
