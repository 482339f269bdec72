"""Long texts as they come from word processors: counted as characters, freed of leftovers (contests §13)."""

import re
import unicodedata

from django.utils.translation import gettext as _

from gonghui.kernel.lib.texts import TO_PLAIN, Finding, Mended

_COMMENT = re.compile(r"<!--.*?-->|<!\[.*?\]>", re.S)
_BLOCK = re.compile(r"<(style|xml|script|head|title)\b[^>]*>.*?</\1\s*>", re.S | re.I)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|tr|li|h[1-6])\s*>", re.I)
_TAG = re.compile(
    r"</?(?:[a-z]+:[a-z]+|html|body|p|div|span|font|b|i|u|strong|em|a|img|sup|sub|table|tbody|thead|tr|td"
    r"|th|ul|ol|li|h[1-6]|meta|link|center|o)(?:\s[^<>]*)?/?>",
    re.I,
)
_FIELD_CODE = re.compile(r"\x13.*?\x14|[\x13\x14\x15]", re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffc\ufffd]")
_SYMBOL_BULLET = re.compile(r"[\uf06c\uf06e\uf075\uf076\uf0a7\uf0b7\uf0d8\uf0fc]\s*")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_EMOJI = re.compile(r"[\U0001f000-\U0001faff]")
_UNCOUNTED = {"Mn", "Me", "Cf", "Cc", "Zs", "Zl", "Zp"}


def count_characters(text: str) -> int:
    """Characters as people count them (字数): not bytes, without spaces, line ends and joined marks."""
    plain = unicodedata.normalize("NFC", text)
    return sum(unicodedata.category(character) not in _UNCOUNTED for character in plain)


def clean_long_text(text: str) -> Mended:
    """Paragraphs of plain text, one per line, without markup, field codes, invisible signs and emoji."""
    plain, mended = _without_markup(text.replace("\r\n", "\n").replace("\r", "\n"))
    bare = _EMOJI.sub("", plain)
    if bare != plain:
        mended.append(Finding("emoji", _("去除了表情符号")))
    lines = (" ".join(line.translate(TO_PLAIN).split()) for line in re.split(r"[\n\x0b\x0c]", bare))
    return Mended("\n".join(line for line in lines if line), tuple(mended))


def _without_markup(text: str) -> tuple[str, list[Finding]]:
    """``text`` without what a word processor left in it, and whether there was any."""
    plain = _BLOCK.sub("", _COMMENT.sub("", text))
    plain = _TAG.sub("", _BREAK.sub("\n", plain))
    plain = _SYMBOL_BULLET.sub("· ", _FIELD_CODE.sub("", plain))
    plain = _PRIVATE.sub("", _CONTROL.sub("", plain))
    found = [] if plain == text else [Finding("word_junk", _("去除了从文档粘贴带来的格式代码"))]
    return plain, found
