"""Whoever points at a person moves with them when two rows turn out to be one."""

from gonghui.kernel.people.actions.bulk_changes import relations_to_person
from gonghui.kernel.people.api import merge_hooks

EVIDENCE = {
    "people.PersonMerge.kept": "says what was merged then; moving it would falsify the record",
    "people.PersonMerge.gone": "says what was merged then; moving it would falsify the record",
}
"""Relations that stay as they are, each with its reason."""


def test_every_relation_to_a_person_has_a_merge_hook():
    relations = {f"{field.model._meta.label}.{field.name}" for field in relations_to_person()}

    missing = relations - {key for key, _hook in merge_hooks} - set(EVIDENCE)

    assert not missing, (
        "call people.api.register_moving(Model, field) or register_merge_hook(key, function) "
        f"in registrations.py for: {', '.join(sorted(missing))}"
    )


def test_evidence_still_exists():
    relations = {f"{field.model._meta.label}.{field.name}" for field in relations_to_person()}

    assert set(EVIDENCE) - relations == set()
