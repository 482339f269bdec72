"""Addresses of this app."""

from django.urls import path

from gonghui.rooms.organising.web import (
    foundings,
    members,
    rates,
    renewals,
    transfers,
    unions,
    units,
)

app_name = "organising"
urlpatterns = [
    path("units/", units.UnitList.as_view(), name="unit-list"),
    path("units/new/", units.unit_create, name="unit-create"),
    path("units/<int:pk>/", units.unit_detail, name="unit-detail"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit-edit"),
    path("units/<int:pk>/rename/", units.unit_rename, name="unit-rename"),
    path("units/<int:pk>/standing/", units.unit_standing, name="unit-standing"),
    path("units/<int:pk>/exempt/", units.unit_exempt, name="unit-exempt"),
    path("units/<int:pk>/include/", units.unit_include, name="unit-include"),
    path("units/<int:pk>/swap-codes/", units.unit_swap, name="unit-swap"),
    path("units/<int:pk>/found/", foundings.begin, name="founding-begin"),
    path("unions/", unions.UnionList.as_view(), name="union-list"),
    path("unions/new/", unions.union_create, name="union-create"),
    path("unions/<int:pk>/", unions.union_detail, name="union-detail"),
    path("unions/<int:pk>/edit/", unions.union_edit, name="union-edit"),
    path("unions/<int:pk>/rename/", unions.union_rename, name="union-rename"),
    path("unions/<int:pk>/renew/", renewals.begin, name="renewal-begin"),
    path("quality/", unions.quality, name="quality"),
    path("members/", members.MemberList.as_view(), name="member-list"),
    path("members/new/", members.member_create, name="member-create"),
    path("members/<int:person_id>/", members.member_detail, name="member-detail"),
    path("members/<int:person_id>/facts/", members.member_facts, name="member-facts"),
    path("members/<int:person_id>/regroup/", members.member_regroup, name="member-regroup"),
    path("members/<int:person_id>/transfer/", transfers.begin, name="transfer-begin"),
    path(
        "members/<int:person_id>/events/<int:event_id>/correct/",
        members.member_correct,
        name="member-correct",
    ),
    path("members/<int:person_id>/<slug:verb>/", members.member_act, name="member-act"),
    path("foundings/", foundings.FoundingList.as_view(), name="founding-list"),
    path("foundings/<int:pk>/edit/", foundings.edit, name="founding-edit"),
    path("foundings/<int:pk>/visits/", foundings.visit, name="founding-visit"),
    path("foundings/<int:pk>/applicants/", foundings.applicants, name="founding-applicants"),
    path(
        "foundings/<int:pk>/applicants/<int:person_id>/remove/",
        foundings.applicant_remove,
        name="applicant-remove",
    ),
    path("foundings/<int:pk>/units/", foundings.unit_add, name="founding-unit"),
    path("cases/<int:pk>/elections/", foundings.election, name="election-record"),
    path("elections/<int:pk>/drop/", foundings.election_drop, name="election-drop"),
    path("transfers/", transfers.TransferList.as_view(), name="transfer-list"),
    path("renewals/", renewals.RenewalList.as_view(), name="renewal-list"),
    path("formation/", rates.formation, name="formation"),
    path("formation/publish/", rates.publish, name="rate-publish"),
    path("me/", transfers.own, name="own-membership"),
    path("me/transfer/", transfers.own_begin, name="own-transfer"),
]
