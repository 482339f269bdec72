"""Answers that complete any shipped form, and the papers that go with it."""

from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.engines.campaigns.enums import FormFieldKind
from gonghui.engines.campaigns.rules.selfchecks import OWN, PREFILL
from tests.factories.people import make_member

_numbers = count(1)
TYPED = {
    FormFieldKind.TEXT: "测试内容",
    FormFieldKind.LONG: "扎根一线二十年。",
    FormFieldKind.NUMBER: "20",
    FormFieldKind.DAY: "1990-05-01",
    FormFieldKind.PATENT: "ZL200510004972.9",
}


def answers_for(entry, given=None):
    """An answer to every question that asks for one and has none; ``given`` by key goes before."""
    found = {}
    for field in entry.campaign.form_fields.all():
        known = entry.answers.get(field.key)
        if field.kind == FormFieldKind.ATTACHMENT:
            continue
        if field.prefill == PREFILL:
            found[field.key] = [{**row, OWN: row["满分"]} for row in known]
        elif field.required and known in (None, "", []):
            found[field.key] = _answer(field, entry)
    return found | (given or {})


def _answer(field, entry):
    if field.kind == FormFieldKind.PERSON:
        return make_member(entry.union).pk
    if field.kind == FormFieldKind.UNION:
        return entry.union.pk
    if field.kind == FormFieldKind.YES:
        return True
    if field.kind == FormFieldKind.CHOICE:
        return field.choices[0]
    if field.kind == FormFieldKind.CHOICES:
        return field.choices[:1]
    if field.kind == FormFieldKind.TABLE:
        return [dict.fromkeys(field.choices, "测试")]
    return TYPED[field.kind]


def paper(name="证明.pdf"):
    """A small file that no other entry has."""
    return SimpleUploadedFile(name, b"%%PDF-1.4\n%d\n%%%%EOF\n" % next(_numbers), "application/pdf")
