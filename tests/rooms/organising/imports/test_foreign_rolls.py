"""Rolls of drawn forms: every spoilt cell is found in its row under its kind, and nothing else is said."""

import pytest

from tests.rooms.organising.imports import foreign
from tests.rooms.organising.imports.checking import check_file, make_university

pytestmark = pytest.mark.django_db
CONSEQUENCES = {"sex_mismatch", "born_mismatch"}


def told(rows):
    """(level, column, code) → numbers of the rows; what is only a hint is left out."""
    found = {}
    for name in rows:
        if name == "refused" or name.startswith("mended:"):
            for row in rows[name]:
                findings = {(one[1], one[0], one[2]) for one in row[-1] if one[1] != "note"}
                if any(code == "duplicate" for _level, _column, code in findings):
                    findings = {one for one in findings if one[2] not in CONSEQUENCES}
                for one in findings:
                    found.setdefault(one, set()).add(row[1])
    return {one: sorted(numbers) for one, numbers in found.items()}


@pytest.mark.parametrize("batch", range(5))
def test_every_spoilt_cell_of_a_drawn_roll_is_found_and_nothing_else(batch):
    union = make_university()
    for seed in range(batch * 12, batch * 12 + 12):
        roll = foreign.make(seed)

        rows, counts = check_file(union, roll.data, roll.name)

        said = (told(rows), counts["rows"], counts["refused"])
        assert (seed, *said) == (seed, roll.spoilt, roll.rows, len(foreign.refused(roll)))


def test_drawn_rolls_spoil_every_kind():
    drawn = {key for seed in range(60) for key in foreign.make(seed).spoilt}

    kinds = set(foreign.KINDS.values())
    columns = {(level, foreign.COLUMNS.get(field, field), code) for field, level, code in kinds}
    assert drawn == columns
