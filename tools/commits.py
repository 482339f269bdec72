"""Checks commit messages: ``python tools/commits.py main..topic`` (or any range that git understands).

``area: Imperative sentence.`` in at most 72 characters, then a blank line, then the why.
"""

import re
import subprocess
import sys

SUBJECT = re.compile(r"[a-z][a-z0-9./_-]*(?:, [a-z][a-z0-9./_-]*)*: [A-Z].*[^ ]")
LONGEST_SUBJECT = 72
LONGEST_LINE = 120


def faults(message: str) -> list[str]:
    """What is wrong with one message."""
    subject, *rest = message.strip().split("\n")
    found = []
    if not SUBJECT.fullmatch(subject):
        found.append("write `area: Imperative sentence`")
    if len(subject) > LONGEST_SUBJECT:
        found.append(f"the subject has {len(subject)} characters, at most {LONGEST_SUBJECT}")
    if rest and rest[0]:
        found.append("leave the second line empty")
    if any(len(line) > LONGEST_LINE for line in rest):
        found.append(f"a line has more than {LONGEST_LINE} characters")
    return found


def main() -> None:
    """Check a range; exit with 1 when a message is not good."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else "HEAD~1..HEAD"
    command = ["git", "log", "--no-merges", "--format=%h%n%B%x00", chosen]
    log = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    bad = 0
    for entry in filter(None, (part.strip() for part in log.split("\0"))):
        commit, _newline, message = entry.partition("\n")
        for fault in faults(message):
            bad += 1
            print(f"{commit} {message.splitlines()[0]}\n    {fault}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
