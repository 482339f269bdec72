"""Which fonts documents ask for, what stands in for them here, and whether Chinese can be printed at all.

The fonts the standard asks for are licensed: a .docx names them and Word or WPS brings them; a PDF takes
the first family of its list that is installed. None is shipped.
"""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Face:
    """A kind of type: what .docx names, what a PDF tries in this order, and the weight of the last one."""

    key: str
    named: str
    families: tuple[str, ...]
    fallback_bold: bool = False

    @property
    def css_families(self) -> str:
        """For ``font-family``: what the operator chose, the licensed names, then the open ones."""
        chosen = getattr(settings, "DOCUMENT_FONTS", {}).get(self.key, ())
        return ", ".join(f'"{family}"' for family in (*chosen, self.named, *self.families))


SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FACES = {
    face.key: face
    for face in (
        Face("mark", "方正小标宋简体", ("FZXiaoBiaoSong-B05S", SERIF), fallback_bold=True),
        Face("body", "仿宋_GB2312", ("FangSong_GB2312", "FangSong", "STFangsong", SERIF)),
        Face("strong", "黑体", ("SimHei", "STHeiti", SANS)),
        Face("kai", "楷体_GB2312", ("KaiTi_GB2312", "KaiTi", "STKaiti", "LXGW WenKai", SERIF)),
        Face("song", "宋体", ("SimSun", "STSong", SERIF)),
    )
}


class FontMissing(RuntimeError):
    """No Chinese font is installed: a PDF would show empty boxes, so none is made. The text says what to do."""


@dataclass(frozen=True)
class Replacement:
    """What stands in for a font the standard asks for."""

    asked: str
    used: str


@cache
def installed_families() -> frozenset[str]:
    """Families of all fonts that can write simplified Chinese; empty without fontconfig."""
    found = _ask("fc-list", ":lang=zh-cn", "family")
    return frozenset(name.strip() for line in found.splitlines() for name in line.split(","))


@cache
def matched_family(family: str) -> str:
    """What fontconfig answers when it is asked for a family in Chinese."""
    return _ask("fc-match", f"{family}:lang=zh-cn", "family").strip().partition(",")[0]


def replacements() -> list[Replacement]:
    """The faces whose named font is not here, with the family that a PDF shows instead."""
    used = {face.named: used_family(face) for face in FACES.values()}
    return [Replacement(asked, found) for asked, found in used.items() if found != asked]


def used_family(face: Face) -> str:
    """The family that a PDF shows a face in: what the operator chose, the named one, a stand-in."""
    chosen = getattr(settings, "DOCUMENT_FONTS", {}).get(face.key, ())
    here = installed_families()
    wanted = (*chosen, face.named, *face.families)
    found = next((family for family in wanted if family in here), None)
    return found or matched_family(face.named)


def needs_weight(face: Face) -> bool:
    """Whether a PDF shows the last, open stand-in, which is too thin for this face."""
    return face.fallback_bold and used_family(face) == face.families[-1]


def require_chinese() -> None:
    """Go on only if Chinese can be printed.

    Raises:
        FontMissing: with what the operator has to install.
    """
    if not installed_families() - {""}:
        raise FontMissing(missing_sentence())


def missing_sentence() -> str:
    """What happened and how to mend it."""
    return _(
        "服务器没有安装中文字体，无法生成 PDF（否则文字会变成空框）。请安装 fonts-noto-cjk，再运行 fc-cache。"
    )


def _ask(program: str, pattern: str, field: str) -> str:
    path = shutil.which(program)
    if path is None:
        return ""
    command = [path, "-f", f"%{{{field}}}\n", pattern]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 -- fixed programs, family names from settings
    return done.stdout
