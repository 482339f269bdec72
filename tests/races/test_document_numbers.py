"""Two people issue at once: every number is given once, none is left out."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from gonghui.kernel.documents.api import issue_certificates, issue_document
from gonghui.kernel.documents.models import Certificate, Document
from gonghui.kernel.lib import scoping
from tests.factories.access import make_cadre
from tests.factories.documents import make_document, make_draft, make_run
from tests.factories.unions import make_direct_union

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 4, 6


@pytest.fixture
def union(db):
    return make_direct_union()


@pytest.fixture
def cadre(union):
    return make_cadre(union)


@pytest.fixture
def drafts(union):
    return [[make_document(union) for _draft in range(EACH)] for _writer in range(WRITERS)]


def together(work, parts) -> list:
    """Run ``work`` on each part at the same moment; returns what failed."""
    start, failures = threading.Barrier(len(parts)), []

    def run(part) -> None:
        with closing(connection), scoping.everything("test"):
            start.wait(timeout=30)
            try:
                work(part)
            except Exception as error:  # noqa: BLE001 -- a thread's failure is judged by the test
                failures.append(error)

    threads = [threading.Thread(target=run, args=[part]) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return failures


def test_documents_issued_at_once_have_numbers_without_gaps(cadre, drafts):
    def issue(part) -> None:
        for document in part:
            issue_document(actor=cadre, document=document)

    assert together(issue, drafts) == []
    with scoping.everything("test"):
        found = sorted(Document.objects.values_list("sequence", flat=True))
    assert found == list(range(1, WRITERS * EACH + 1))


def test_one_draft_issued_by_two_takes_one_number(cadre, drafts):
    document = drafts[0][0]
    failures = together(lambda _part: issue_document(actor=cadre, document=document), [1, 2])

    assert len(failures) == 1
    with scoping.everything("test"):
        assert Document.objects.get(pk=document.pk).sequence == 1
        assert issue_document(actor=cadre, document=drafts[0][1]).sequence == 2


def test_certificates_granted_at_once_have_numbers_without_gaps(cadre, union):
    def grant(_part) -> None:
        for _time in range(EACH):
            issue_certificates(
                actor=cadre, union=union, run=make_run(), drafts=[make_draft(), make_draft()]
            )

    assert together(grant, list(range(WRITERS))) == []
    with scoping.everything("test"):
        numbers = sorted(int(one.cert_no.split("-")[2]) for one in Certificate.objects.all())
    assert numbers == list(range(1, WRITERS * EACH * 2 + 1))
