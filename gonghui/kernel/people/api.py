"""The door to people, their memberships and what happened to them."""

# ruff: noqa: I001 -- several names a line keep the door short
# fmt: off
from gonghui.kernel.people.actions.bulk import admit_many
from gonghui.kernel.people.actions.bulk_changes import change_many, regroup_many, withdraw_many
from gonghui.kernel.people.actions.corrections import correct_event, rebuild_memberships
from gonghui.kernel.people.actions.erasure import erase_person
from gonghui.kernel.people.actions.memberships import (
    admit, apply_to_join, change_membership, expel, lapse, leave, record_death, regroup, restore,
    retain,
)
from gonghui.kernel.people.actions.merging import merge_persons
from gonghui.kernel.people.actions.moving import register_moving
from gonghui.kernel.people.actions.persons import add_document, change_person, register_person
from gonghui.kernel.people.actions.transfers import (
    accept_transfer, transfer_out, withdraw_transfer,
)
from gonghui.kernel.people import code_lists
from gonghui.kernel.people.bulk_rows import (
    DOCUMENT_CONTEXT, HARDSHIP_CONTEXT, PHONE_CONTEXT,
    DocumentRow, EventRow, FactsRow, MemberChange, NewMember, PersonRow, Regrouping, admission,
    document_row, person_row,
)
from gonghui.kernel.people.enums import (
    COUNTED, EmploymentForm, EventKind, MembershipStatus, Sex,
)
from gonghui.kernel.people.merging import merge_hooks, register_merge_hook
from gonghui.kernel.people.models import (
    IdentityDocument, Membership, MembershipEvent, Person, PersonMerge,
)
from gonghui.kernel.people.names import name_columns
from gonghui.kernel.people.queries.memberships import (
    VISIBLE, events_of, history_of, members_on, open_transfer, present_members,
    present_membership, transfers_waiting,
)
from gonghui.kernel.people.queries.persons import (
    documents_of, find_person_by_document, find_persons_by_phone, holders_of, search_members,
)
from gonghui.kernel.people.rules import (
    DOCUMENT_HASH, PERMISSIONS, PHONE_HASH, document_hash, phone_hash,
)
from gonghui.kernel.people.signals import person_erased
from gonghui.kernel.people.spans import Contradiction, Happening, Span, derive_spans

__all__ = [
    "COUNTED",
    "DOCUMENT_CONTEXT",
    "DOCUMENT_HASH",
    "HARDSHIP_CONTEXT",
    "PERMISSIONS",
    "PHONE_CONTEXT",
    "PHONE_HASH",
    "VISIBLE",
    "Contradiction",
    "DocumentRow",
    "EmploymentForm",
    "EventKind",
    "EventRow",
    "FactsRow",
    "Happening",
    "IdentityDocument",
    "MemberChange",
    "Membership",
    "MembershipEvent",
    "MembershipStatus",
    "NewMember",
    "Person",
    "PersonMerge",
    "PersonRow",
    "Regrouping",
    "Sex",
    "Span",
    "accept_transfer",
    "add_document",
    "admission",
    "admit",
    "admit_many",
    "apply_to_join",
    "change_many",
    "change_membership",
    "change_person",
    "code_lists",
    "correct_event",
    "derive_spans",
    "document_hash",
    "document_row",
    "documents_of",
    "erase_person",
    "events_of",
    "expel",
    "find_person_by_document",
    "find_persons_by_phone",
    "history_of",
    "holders_of",
    "lapse",
    "leave",
    "members_on",
    "merge_hooks",
    "merge_persons",
    "name_columns",
    "open_transfer",
    "person_erased",
    "person_row",
    "phone_hash",
    "present_members",
    "present_membership",
    "rebuild_memberships",
    "record_death",
    "register_merge_hook",
    "register_moving",
    "register_person",
    "regroup",
    "regroup_many",
    "restore",
    "retain",
    "search_members",
    "transfer_out",
    "transfers_waiting",
    "withdraw_many",
    "withdraw_transfer",
]
