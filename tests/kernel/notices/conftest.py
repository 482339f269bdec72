"""A kind of notice that exists for one test only."""

import pytest

from gonghui.kernel.notices.kinds import notice_kinds, register_notice_kind


@pytest.fixture
def kind():
    """Register ``sample.arrived``, with options."""
    before = dict(notice_kinds._items)

    def declare(**options):
        return register_notice_kind("sample.arrived", "待办到达", **options)

    yield declare
    notice_kinds._items = before
