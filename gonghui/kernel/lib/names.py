"""Names of persons as a register writes them; full Unicode is kept, only spaces, widths and dots are mended.

NFKC is not applied: it would turn registered compatibility characters into others.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import TO_HALF, Finding, as_text

DOT = "·"
DOTS = re.compile(r"[•‧∙⋅・･᛫●⸱˙]|(?<=[^\x00-\x7f])[.。](?=[^\x00-\x7f])")
HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
HAN_NAME = re.compile(rf"[{HAN}]{{2,}}")
HAN_SPACED = re.compile(rf"[{HAN}{DOT} ]+")
LETTERS_NAME = re.compile(r"[^\W\d_]+(?:[ '’.\-·]+[^\W\d_]+)*[.]?")
NOTE = re.compile(r"(.+?) *[(\[【<〔「]([^()\[\]【】<>〔〕「」]*)[)\]】>〕」]")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
UNREADABLE = re.compile(r"[\ufffd?□〓*＊]")
MAX_LENGTH = 64


class NameAnswer(NamedTuple):
    """A name in its proper form; errors need a person, warnings a look.

    ``note`` is what stood in brackets behind the name (返聘, 大, 女) and belongs into the remarks.
    """

    normalised: str
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    note: str = ""


def normalise_name(value: object) -> NameAnswer:
    """A person's name: ``张　三`` → ``张三``, ``买买提•艾力`` → ``买买提·艾力`` (handbook organisation §11).

    Rare characters stay as they are. Text in brackets goes to ``note`` and is told; digits and unreadable
    characters are errors.
    """
    text = as_text(value)
    if len(text) <= 4 and HAN_NAME.fullmatch(text) and not PRIVATE.search(text):
        return NameAnswer(text)
    return _normalise(text)


@lru_cache(maxsize=4096)
def _normalise(text: str) -> NameAnswer:
    """The long way, for everything but two to four plain characters."""
    name, note, mended = _mend(text)
    errors, warnings = [], []
    if not name:
        errors.append(Finding("name_empty", _("姓名为空。")))
    elif UNREADABLE.search(name):
        errors.append(Finding("name_unreadable", _("姓名中有无法辨认的字符，请按身份证填写。")))
    elif any(character.isdigit() for character in name):
        errors.append(Finding("name_digits", _("姓名中有数字，请按身份证填写。")))
    elif len(name) > MAX_LENGTH:
        errors.append(Finding("name_long", _("姓名超过 %(max)d 个字。") % {"max": MAX_LENGTH}))
    elif len(name) == 1:
        warnings.append(Finding("name_short", _("姓名只有一个字，请核对。")))
    elif not (HAN_SPACED.fullmatch(name) or LETTERS_NAME.fullmatch(name)):
        warnings.append(Finding("name_signs", _("姓名中有少见的符号，请核对。")))
    if PRIVATE.search(name):
        warnings.append(
            Finding(
                "name_private", _("姓名中有自造字，换一台电脑可能无法显示，请改用标准字库中的字。")
            )
        )
    return NameAnswer(name, tuple(errors), tuple(warnings), mended, note)


def _mend(text: str) -> tuple[str, str, tuple[Finding, ...]]:
    """Widths, spaces and dots in their proper form, a note in brackets apart, and what was done."""
    mended: tuple[Finding, ...] = ()
    plain = " ".join(text.translate(TO_HALF).split())
    note = ""
    if found := NOTE.fullmatch(plain):
        plain, note = found.groups()
        mended += (Finding("name_note", _("姓名后的“%(note)s”移到备注") % {"note": note}),)
    name = plain.replace(" ", "") if HAN_SPACED.fullmatch(DOTS.sub(DOT, plain)) else plain
    if name not in text or text != text.strip():
        mended += (Finding("name_spaces", _("去除了姓名中的空格或不可见字符")),)
    dotted = re.sub(rf" *{DOT} *", DOT, DOTS.sub(DOT, name))
    if dotted != name:
        mended += (Finding("name_dot", _("间隔号统一为“·”")),)
    return dotted, note, mended
