"""The repository names no host and no machine, its links lead somewhere, its commands exist."""

import os
import re

from tests.house.source import ROOT, refuse, tracked

FOREIGN = re.compile(
    "|".join(
        [
            r'"resolved"\s*:',
            r"\bindex" + r"-url\s*[=:]\s*\S",
            r"https?://[^ \"]*/(?:simple|packages)/",
            r"https?://(?:registry|pypi|files)\.",
            r"(?<![\w.])/(?:home|root|work|Users)/\w",
        ]
    )
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".html",
    ".css",
    ".js",
    ".service",
    ".conf",
    ".sh",
    "",
}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def texts(*suffixes: str):
    for path in tracked():
        if path.suffix in (suffixes or TEXT) and path.name != "test_repository.py":
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


def test_repository_names_no_host_and_no_machine():
    wrong = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if FOREIGN.search(line)
    ]

    refuse(wrong)


def test_links_in_documents_lead_somewhere():
    wrong = [
        f"{path}: {target}"
        for path, text in texts(".md")
        for target in LINK.findall(text)
        if "://" not in target
        and not target.startswith(("#", "mailto:"))
        and not (ROOT / path.parent / target.partition("#")[0]).exists()
    ]

    refuse(wrong)


def test_commands_in_documents_exist():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    wrong = [
        f"{path}: make {name}"
        for path, text in texts(".md")
        for name in re.findall(r"(?:^|[`$(])\s*make ([a-z]+)", text, re.MULTILINE)
        if name not in targets
    ]

    refuse(wrong)


def test_documents_are_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    folders = {target.partition("#")[0] for target in LINK.findall(index)}
    lonely = [
        path.relative_to(ROOT / "docs").as_posix()
        for path in (ROOT / "docs").glob("*.md")
        if path.name not in folders and path.name != "index.md"
    ]

    refuse(lonely, "link these from docs/index.md")


def test_scripts_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert os.access(ROOT / "manage.py", os.X_OK)


def test_no_unfinished_place_is_left():
    word = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError")
    wrong = [
        f"{path}:{number}"
        for path, text in texts(".py", ".html", ".js", ".css")
        for number, line in enumerate(text.splitlines(), 1)
        if word.search(line)
    ]

    refuse(wrong)
