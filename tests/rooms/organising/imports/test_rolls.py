"""Foreign rolls against their key: what is mended and what is refused, row by row."""

import pytest

from tests.rooms.organising.imports import rolls
from tests.rooms.organising.imports.checking import check_file, make_university, rows_by_kind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("form", sorted(rolls.FORMS))
def test_every_spoilt_cell_is_found_in_its_row_and_nothing_else(form, seed):
    union = make_university()
    roll = rolls.FORMS[form](seed)
    rows, counts = check_file(union, roll.data, roll.name)
    found = rows_by_kind(rows)
    assert found == {kind: sorted(numbers) for kind, numbers in roll.spoilt.items()}
    refused = [kind for kind in roll.spoilt if kind in rolls.REFUSED]
    assert counts["rows"] == roll.rows
    assert counts["refused"] == len(refused)
    assert counts["new"] == roll.rows - len(refused)


def test_right_roll_is_all_new():
    roll = rolls.university(5, kinds=())
    _rows, counts = check_file(make_university(), roll.data, roll.name)
    assert (counts["new"], counts["refused"], counts["mended"]) == (80, 0, 0)
    assert counts["skipped"] == {"blank": 1, "total": 1, "note": 1}
