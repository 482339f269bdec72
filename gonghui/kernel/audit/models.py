"""The chain: every entry carries the hash of the one before it."""

import json
from typing import Any

from django.apps import apps
from django.db import models

from gonghui.kernel.audit.texts import text_of
from gonghui.kernel.lib.scoping import ScopedManager


class Entry(models.Model):
    """One thing that happened. Never changed, never removed.

    ``id`` is the place in the chain, counted from 1 without gaps. ``facts_text`` is kept as text, byte
    for byte what was hashed, because no two databases give JSON back the same way.
    """

    id = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    key = models.CharField("事项", max_length=64, db_index=True)
    subject_type = models.CharField("对象类别", max_length=64, blank=True)
    subject_id = models.BigIntegerField("对象编号", null=True)
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="工会"
    )
    facts_text = models.TextField("内容", default="{}")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    personal_data = "who did what to which record; holds no sealed value; kept"
    objects = ScopedManager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entry_subject_idx")]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action said beyond who, what and where."""
        return json.loads(self.facts_text)

    @property
    def subject_name(self) -> str:
        """What the entry is about, as ``工会 12``; the bare kind when its app is gone."""
        try:
            kind = apps.get_model(self.subject_type)._meta.verbose_name
        except (LookupError, ValueError):
            kind = self.subject_type
        return f"{kind} {self.subject_id}" if self.subject_id is not None else str(kind)

    @property
    def text(self) -> str:
        """The entry as a sentence."""
        return text_of(self.key, self.facts)


class ChainHead(models.Model):
    """The last hash, one row; locking it orders the writers."""

    hash = models.CharField(max_length=64)
    length = models.PositiveBigIntegerField(default=0)

    personal_data = "none"
    scope_note = "global: one row for the whole chain"

    class Meta:
        verbose_name = verbose_name_plural = "链头"
