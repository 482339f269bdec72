"""Where characters and rules stand in a PDF, in millimetres from the upper left corner of the page."""

import io
from dataclasses import dataclass

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTCurve

MM = 25.4 / 72
EM_ABOVE_BASELINE = 0.88  # of ideographs in fonts for East Asia


@dataclass(frozen=True)
class Sign:
    """A character: its em box."""

    text: str
    left: float
    right: float
    top: float
    size: float
    font: str

    @property
    def bottom(self) -> float:
        return self.top + self.size * MM


@dataclass(frozen=True)
class Rule:
    """A line or bar."""

    left: float
    right: float
    top: float
    bottom: float
    red: bool


@dataclass(frozen=True)
class Page:
    """One page."""

    signs: list[Sign]
    rules: list[Rule]

    @property
    def text(self) -> str:
        return "".join(sign.text for line in self.lines() for sign in line)

    def lines(self) -> list[list[Sign]]:
        """Characters by line, from the top down, from left to right."""
        tops: dict[float, list[Sign]] = {}
        for sign in self.signs:
            key = next((top for top in tops if abs(top - sign.top) < 0.7), sign.top)
            tops.setdefault(key, []).append(sign)
        return [sorted(tops[top], key=lambda sign: sign.left) for top in sorted(tops)]

    def find(self, text: str) -> list[Sign]:
        """The characters of a line that holds this text, those of the text only."""
        for line in self.lines():
            at = "".join(sign.text for sign in line).find(text)
            if at >= 0:
                return line[at : at + len(text)]
        raise AssertionError(f"{text} stands nowhere in {self.text}")


def read(data: bytes) -> list[Page]:
    """The pages of a PDF."""
    return [_page(layout) for layout in extract_pages(io.BytesIO(data))]


def _page(layout) -> Page:
    signs: list[Sign] = []
    rules: list[Rule] = []
    _walk(layout, layout.height, signs, rules)
    return Page([sign for sign in signs if sign.text.strip()], rules)


def _walk(container, height: float, signs: list[Sign], rules: list[Rule]) -> None:
    for item in container:
        if isinstance(item, LTChar):
            top = (height - item.matrix[5] - EM_ABOVE_BASELINE * abs(item.size)) * MM
            left, right = item.x0 * MM, item.x1 * MM
            signs.append(Sign(item.get_text(), left, right, top, abs(item.size), item.fontname))
        elif isinstance(item, LTCurve):
            box = (item.x0 * MM, item.x1 * MM, (height - item.y1) * MM, (height - item.y0) * MM)
            rules.append(Rule(*box, _is_red(item)))
        elif isinstance(item, LTContainer):
            _walk(item, height, signs, rules)


def _is_red(item) -> bool:
    colours = (item.non_stroking_color, item.stroking_color)
    return any(
        isinstance(colour, tuple) and len(colour) == 3 and colour[0] > 0.8 and colour[1] < 0.1
        for colour in colours
    )
