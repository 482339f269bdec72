"""Every model says what it holds about people and who may see its rows; names fit every database."""

import re

import pytest
from django.apps import apps
from django.db import models

from gonghui.kernel.lib.scoping import ScopedManager

OURS = [model for model in apps.get_models() if model.__module__.startswith("gonghui.")]
LONGEST_NAME = 30
RESERVED = {
    *("access", "audit", "check", "column", "comment", "current", "date", "desc", "file", "group"),
    *("index", "level", "lock", "mode", "number", "offset", "option", "order", "row"),
    *("session", "start", "table", "trigger", "uid", "user", "validate", "values", "view"),
}
label = {"ids": lambda model: model._meta.label}


def concrete_columns(model) -> list[str]:
    return [field.column for field in model._meta.local_fields]


@pytest.mark.parametrize("model", OURS, **label)
def test_model_says_what_it_holds_about_people(model):
    note = model.__dict__.get("personal_data")

    assert isinstance(note, str), "add personal_data = 'what, and how it is erased', or 'none'"
    assert note


@pytest.mark.parametrize("model", OURS, **label)
def test_model_is_scoped_or_says_why_not(model):
    scoped = isinstance(model._default_manager, ScopedManager)
    note = getattr(model, "scope_note", "")

    assert scoped or re.match(r"global: \w+", note), (
        "use scoping.ScopedManager, or add scope_note = 'global: why everybody may see it'"
    )


@pytest.mark.parametrize("model", OURS, **label)
def test_model_has_a_chinese_name(model):
    assert re.search(r"[一-鿿]", str(model._meta.verbose_name)), "set Meta.verbose_name"


@pytest.mark.parametrize("model", OURS, **label)
def test_model_names_fit_every_database(model):
    named = [*model._meta.indexes, *model._meta.constraints]
    names = [model._meta.db_table, *concrete_columns(model), *(item.name for item in named)]
    names += [field.m2m_db_table() for field in model._meta.local_many_to_many]

    assert [name for name in names if len(name) > LONGEST_NAME] == []


@pytest.mark.parametrize("model", OURS, **label)
def test_model_columns_are_no_reserved_words(model):
    assert [name for name in concrete_columns(model) if name.lower() in RESERVED] == []


@pytest.mark.parametrize("model", OURS, **label)
def test_model_has_no_partial_unique_index(model):
    """Some PostgreSQL-compatible databases do not know them; use dates.FOREVER instead of NULL."""
    partial = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and (constraint.condition or constraint.include or constraint.deferrable)
    ]

    assert partial == []


@pytest.mark.parametrize("model", OURS, **label)
def test_model_has_portable_fields(model):
    foreign = [
        field.name
        for field in model._meta.get_fields()
        if type(field).__module__.startswith("django.contrib.postgres")
    ]

    assert foreign == []
