"""The register of honours and a studio, at a desk and on a phone, without barriers."""

from datetime import date

import pytest

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.actions.studios import add_member, found_studio, log_studio, name_studio
from gonghui.rooms.honours.api import known_series
from tests.factories.access import PASSWORD, make_cadre
from tests.factories.awards import make_award
from tests.factories.unions import make_province
from tests.journeys.conftest import enter
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = date(2024, 5, 1)


@pytest.fixture
def province(transactional_db):
    found = make_province()
    found.cadre = make_cadre(found.federation, "province_cadre", display_name="省干部")
    series = known_series(actor=SYSTEM, key="may-day-medal-province")
    for name in ("李测一", "王测二"):
        make_award(found.first, series, kept_by=found.federation, holder_name=name)
    with scoping.everything("journey"):
        found.studio = found_studio(
            actor=SYSTEM,
            union=found.first,
            name="王测创新工作室",
            unit_name="示范大学",
            leader_name="王测",
            leader_honour="省劳动模范",
            founded_on=date(2018, 1, 1),
            place="实验楼 301",
        )
        add_member(actor=SYSTEM, studio=found.studio, name="李测", joined_on=DAY, task="焊接")
        log_studio(
            actor=SYSTEM, studio=found.studio, kind="output", happened_on=DAY, title="发明专利"
        )
        for key in ("studio-unit", "studio-industry"):
            name_studio(
                actor=SYSTEM,
                studio=found.studio,
                series_key=key,
                kept_by=found.federation,
                granted_on=DAY,
            )
    return found


def test_register_and_studio_are_read_on_desk_and_phone(desk, picture, province):
    enter(desk, province.cadre.username, PASSWORD)
    for name, address in (
        ("register", "/honours/awards/"),
        ("studios", "/honours/studios/"),
        ("studio", f"/honours/studios/{province.studio.pk}/"),
        ("workers", "/honours/workers/"),
        ("form", "/honours/awards/new/"),
    ):
        desk.goto(address)
        look(desk, picture, f"honours-{name}")
    assert desk.problems == []
