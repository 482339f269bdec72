"""Who may write on the public site."""

import pytest

from gonghui.faces.portal.actions import admit_editor, open_portal
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.lib.policy import Refused
from tests.factories.access import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return open_portal(actor=SYSTEM)


def test_admitted_editor_enters_the_page_editor(home, client):
    editor = make_user()
    admit_editor(actor=SYSTEM, user=editor)
    client.force_login(editor)

    assert client.get("/cms/").status_code == 200


def test_account_that_was_not_admitted_is_sent_away(home, client):
    client.force_login(make_user())

    assert client.get("/cms/").status_code == 302


def test_admit_editor_refuses_somebody_without_a_post(home):
    nobody = make_user()

    with pytest.raises(Refused):
        admit_editor(actor=nobody, user=nobody)

    assert nobody.groups.count() == 0
