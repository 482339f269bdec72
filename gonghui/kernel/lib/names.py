"""Names of persons as a register writes them; full Unicode is kept, only spaces, widths and dots are mended.

NFKC is not applied: it would turn registered compatibility characters into others.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import TO_HALF, as_text

DOT = "·"
DOTS = re.compile(r"[•‧∙⋅・･᛫●⸱˙]|(?<=[^\x00-\x7f])[.。](?=[^\x00-\x7f])")
HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
HAN_NAME = re.compile(rf"[{HAN}]{{2,}}")
HAN_SPACED = re.compile(rf"[{HAN}{DOT} ]+")
LETTERS_NAME = re.compile(r"[^\W\d_]+(?:[ '’.\-·]+[^\W\d_]+)*[.]?")
NOTE = re.compile(r"[(\[【<].*[)\]】>]$")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
UNREADABLE = re.compile(r"[\ufffd?□〓*＊]")
MAX_LENGTH = 64


class NameAnswer(NamedTuple):
    """A name in its proper form; errors need a person, warnings a look."""

    normalised: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


def normalise_name(value: object) -> NameAnswer:
    """A person's name: ``张　三`` → ``张三``, ``买买提•艾力`` → ``买买提·艾力`` (handbook organisation §11).

    Rare characters stay as they are. Text in brackets, digits and unreadable characters are errors or
    warnings, never silently dropped.
    """
    text = as_text(value)
    if len(text) <= 4 and HAN_NAME.fullmatch(text) and not PRIVATE.search(text):
        return NameAnswer(text)
    return _normalise(text)


@lru_cache(maxsize=4096)
def _normalise(text: str) -> NameAnswer:
    """The long way, for everything but two to four plain characters."""
    name, mended = _mend(text)
    errors, warnings = [], []
    if not name:
        errors.append(_("姓名为空。"))
    elif UNREADABLE.search(name):
        errors.append(_("姓名中有无法辨认的字符,请按身份证填写。"))
    elif any(character.isdigit() for character in name):
        errors.append(_("姓名中有数字,请按身份证填写。"))
    elif NOTE.search(name):
        errors.append(_("姓名后带有括号说明,请移到备注。"))
    elif len(name) > MAX_LENGTH:
        errors.append(_("姓名超过 %(max)d 个字。") % {"max": MAX_LENGTH})
    elif len(name) == 1:
        warnings.append(_("姓名只有一个字,请核对。"))
    elif not (HAN_SPACED.fullmatch(name) or LETTERS_NAME.fullmatch(name)):
        warnings.append(_("姓名中有少见的符号,请核对。"))
    if PRIVATE.search(name):
        warnings.append(_("姓名中有自造字,换一台电脑可能无法显示,请改用标准字库中的字。"))
    return NameAnswer(name, tuple(errors), tuple(warnings), mended)


def _mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Widths, spaces and dots in their proper form, and what was done."""
    plain = " ".join(text.translate(TO_HALF).split())
    name = plain.replace(" ", "") if HAN_SPACED.fullmatch(DOTS.sub(DOT, plain)) else plain
    mended = (_("去除了姓名中的空格或不可见字符"),) if name != text else ()
    dotted = re.sub(rf" *{DOT} *", DOT, DOTS.sub(DOT, name))
    if dotted != name:
        mended += (_("间隔号统一为“·”"),)
    return dotted, mended
