"""A scope reaches rows however they are asked for."""

import pytest

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.scoping import Scope, ScopeMissing
from gonghui.kernel.people.models import IdentityDocument, Person


@pytest.fixture
def document(db) -> IdentityDocument:
    """A document of somebody without a membership."""
    person = Person.objects.create(name="张三", name_pinyin="zhang san", name_initials="zs")
    return IdentityDocument.objects.create(
        person=person, doc_type="passport", doc_no="E1", doc_hash="h"
    )


def test_related_manager_keeps_the_path_its_model_declared(document):
    with scoping.active(Scope(paths=("0000001",))):
        assert list(document.person.documents.all()) == []
    with scoping.active(Scope(person_id=document.person_id)):
        assert list(document.person.documents.all()) == [document]


def test_related_manager_without_scope_fails(document):
    with pytest.raises(ScopeMissing):
        document.person.documents.count()
