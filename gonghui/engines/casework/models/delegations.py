"""Somebody else takes my matters while I am away."""

from django.db import models

from gonghui.kernel.lib.records import DatedRecord


class Delegation(DatedRecord):
    """From one account to another, over some days, for one procedure or all."""

    giver = models.ForeignKey(
        "access.User", models.CASCADE, related_name="delegations_given", verbose_name="委托人"
    )
    taker = models.ForeignKey(
        "access.User", models.CASCADE, related_name="delegations_taken", verbose_name="受托人"
    )
    table_key = models.CharField("流程", max_length=64, blank=True)
    reason = models.CharField("原因", max_length=255, blank=True)

    personal_data = "who stood in for whom; kept with the steps taken"
    scope_note = "global: always asked by giver or taker"

    class Meta:
        verbose_name = verbose_name_plural = "委托办理"
        indexes = [models.Index(fields=["taker", "valid_to"], name="delegation_taker_idx")]
