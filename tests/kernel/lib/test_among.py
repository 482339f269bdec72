"""``__among``: one of many texts, sent as one value."""

import pytest

from gonghui.kernel.unions.api import Union
from tests.factories.unions import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_scope")]


@pytest.fixture
def province():
    return make_province()


def test_among_finds_what_in_finds(province):
    names = [province.first.name, province.second.name, "无此工会", 'a"b\\c', ""]

    found = Union.objects.filter(name__among=names)

    assert (
        set(found) == set(Union.objects.filter(name__in=names)) == {province.first, province.second}
    )


@pytest.mark.parametrize("many", [0, 5000])
def test_number_of_texts_has_no_limit(province, many):
    texts = [f"第{number}工会" for number in range(many)]

    assert list(Union.objects.filter(name__among=texts)) == []
    assert list(Union.objects.filter(name__among=(*texts, province.first.name))) == [province.first]
