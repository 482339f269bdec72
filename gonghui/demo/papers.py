"""Papers of the demonstration: one page of plain PDF that says what it stands for."""

from io import BytesIO

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<<"
    b"/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light"
    b"/Flags 6/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80"
    b"/FontBBox[-25 -254 1000 880]>>>>]>>"
)
"""Song from the reader's own fonts; none is embedded."""


class Paper(BytesIO):
    """A file as a browser would send it."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name
        self.size = len(data)


def paper(name: str, *lines: str) -> Paper:
    """A page with its title and a few lines, marked as a sample."""
    return Paper(f"{name}.pdf", pdf((name, *lines, "（演示材料，内容均为虚构）")))


def pdf(lines: tuple[str, ...]) -> bytes:
    """The smallest file that shows these lines."""
    text = b"".join(
        b"BT /F %d Tf 72 %d Td <%s> Tj ET\n"
        % (18 if not place else 12, 760 - 30 * place, line.encode("utf-16-be").hex().encode())
        for place, line in enumerate(lines)
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        FONT,
        b"<</Length %d>>\nstream\n%sendstream" % (len(text), text),
    )
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + tail % (len(objects) + 1, len(data))
