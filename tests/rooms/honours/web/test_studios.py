"""Studios, model workers and the public page as pages."""

from datetime import date

from django.urls import reverse

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.rooms.honours.actions.studios import found_studio
from gonghui.rooms.honours.actions.workers import open_file
from gonghui.rooms.honours.api import known_series
from gonghui.rooms.honours.models import Studio, WorkerFile
from tests.factories.awards import make_award
from tests.factories.people import make_member
from tests.lists import assert_same_queries


def make_studio(union, name="王测创新工作室"):
    with scoping.everything("test"):
        return found_studio(
            actor=SYSTEM, union=union, name=name, leader_name="王测", founded_on=date(2018, 1, 1)
        )


def make_file(union, name="李测", **more):
    with scoping.everything("test"):
        return open_file(actor=SYSTEM, union=union, name=name, status_on=date(2025, 1, 1), **more)


def send(client, name, /, *args, **data):
    """Submit a form; the text of the page after the redirect."""
    answer = client.post(reverse(f"honours:{name}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_studio_list_takes_the_same_queries_for_any_length(province, desk):
    client = desk(province.cadre)
    url = reverse("honours:studio-list")
    assert_same_queries(client, url, lambda: make_studio(province.first))


def test_worker_list_takes_the_same_queries_for_any_length(province, desk):
    client = desk(province.cadre)
    url = reverse("honours:worker-list")
    assert_same_queries(client, url, lambda: make_file(province.first))


def test_form_knows_the_union_of_whoever_fills_it_in(province, desk):
    own = desk(province.local).get(reverse("honours:studio-create")).content.decode()
    above = desk(province.cadre).get(reverse("honours:studio-create")).content.decode()
    assert ('value="示范大学工会"' in own, 'name="union" value=' in above) == (True, False)


def test_studio_is_entered_filled_and_named(province, desk):
    client = desk(province.local)
    form = {"name": "王测创新工作室", "leader_name": "王测", "founded_on": "2018-01-01"}
    send(client, "studio-create", **form, union="示范大学工会")
    pk = Studio._base_manager.get().pk
    send(client, "studio-act", pk, "member", name="李测", joined_on="2024-01-01")
    log = {"kind": "funding", "happened_on": "2024-01-01", "title": "年度经费", "yuan": "30000.50"}
    text = send(client, "studio-act", pk, "log", **log)
    assert ("30,000.50 元" in text, "成员 1 人" in text) == (True, True)
    text = send(client, "studio-name", pk, granted_on="2024-05-01")
    assert "校（院、所）级劳模和工匠人才创新工作室" in text


def test_studio_closes_with_its_reason(province, desk):
    studio = make_studio(province.first)
    client = desk(province.local)
    text = send(client, "studio-act", studio.pk, "close", on="2025-01-01", reason="领衔人退休")
    assert "2025-01-01 停办：领衔人退休" in text


def test_file_keeps_how_they_are_apart_from_what_they_were_given(province, desk):
    member = make_member(province.first, "李测")
    series = known_series(actor=SYSTEM, key="model-worker-province")
    make_award(province.first, series, person=member, holder_unit_name="老示范学院")
    worker = make_file(province.first, person=member)
    client = desk(province.cadre)
    form = {"name": "李测", "union": "示范大学工会", "person": "李测", "status_on": "2025-06-01"}
    text = send(client, "worker-edit", worker.pk, **form, living="on", retired="on")
    assert ("老示范学院" in text, WorkerFile._base_manager.get().retired) == (True, True)
