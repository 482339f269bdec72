"""Make facts/strokes.txt and facts/readings.txt from cnchar-order, cnchar-trad and pypinyin (all MIT).

Run it in a throw-away environment with pypinyin installed, giving the unpacked folders of the two npm
packages: ``npm pack cnchar-order cnchar-trad``, unpack, then
``python tools/character_facts.py path/to/cnchar-order path/to/cnchar-trad``.
"""

import json
import re
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict

HERE = Path(__file__).resolve().parent
FACTS = HERE.parent / "gonghui/kernel/lib/facts"
FLAT = {"横": "1", "提": "1", "竖": "2", "竖钩": "2", "撇": "3", "点": "4", "点2": "4", "捺": "4"}
BASIC = range(0x3400, 0xA000)


def blobs(path: Path) -> list:
    """The JSON tables inside a bundled script."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(found) for found in re.findall(r"JSON\.parse\('([^']*)'\)", text)]


def strokes(order: Path, trad: Path) -> dict[str, str]:
    """Character to the kinds of its strokes, 1 to 5, hand-made compositions last."""
    letters_of, named = blobs(order / "cnchar.order.min.js")
    letters_of = {**blobs(trad / "cnchar.trad.min.js")[1], **letters_of}
    kind = {letter: FLAT.get(stroke["name"], "5") for letter, stroke in named.items()}
    table = {sign: "".join(kind[c] for c in letters) for sign, letters in letters_of.items()}
    for line in (HERE / "stroke_compositions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sign, parts = line.split()
            kinds = "".join(part if part.isdigit() else table[part] for part in parts)
            if table.setdefault(sign, kinds) != kinds:
                raise SystemExit(f"{sign} is known already as {table[sign]}, not {kinds}")
    return {sign: kinds for sign, kinds in table.items() if len(sign) == 1 and ord(sign) > 0x2E7F}


def readings(signs: set[str]) -> dict[str, str]:
    """Character to its usual syllable without tone, ü as v."""
    wanted = {chr(code) for code in pinyin_dict if code in BASIC} | signs
    found = {sign: lazy_pinyin(sign, v_to_u=False)[0] for sign in wanted}
    return {sign: text for sign, text in found.items() if re.fullmatch(r"[a-z]+", text)}


def write(path: Path, head: str, table: dict[str, str]) -> None:
    """One line per value: the value, a space, all its characters."""
    grouped = defaultdict(list)
    for sign, value in table.items():
        grouped[value].append(sign)
    lines = [f"{value} {''.join(sorted(signs))}" for value, signs in sorted(grouped.items())]
    path.write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")


def main(order: str, trad: str) -> None:
    """Derive and write both tables."""
    table = strokes(Path(order), Path(trad))
    packages = [json.loads((Path(p) / "package.json").read_text()) for p in (order, trad)]
    named = ", ".join(f"{package['name']} {package['version']}" for package in packages)
    write(FACTS / "strokes.txt", f"stroke kinds in order; from {named} (MIT)", table)
    source = f"usual reading; from pypinyin {version('pypinyin')} (MIT)"
    write(FACTS / "readings.txt", source, readings(set(table)))


if __name__ == "__main__":
    main(*sys.argv[1:])
