"""Dated relations: between unions, between unions and units, and the tree places they give."""

from django.db import models

from gonghui.kernel.lib.paths import PATH_LENGTH
from gonghui.kernel.lib.records import DatedRecord, Record
from gonghui.kernel.unions.enums import EdgeKind


class Edge(DatedRecord):
    """``upper`` leads, guides or collects dues from ``lower`` over a stretch of time (§2).

    A union has at most one leader and one collector on any day, and any number of guides.
    """

    kind = models.CharField("关系", max_length=8, choices=EdgeKind)
    upper = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="lower_edges", verbose_name="上级"
    )
    lower = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="upper_edges", verbose_name="下级"
    )
    reason = models.CharField("依据", max_length=255, blank=True)

    personal_data = "none"
    scope_note = "global: the tree is public"

    class Meta:
        verbose_name = verbose_name_plural = "隶属关系"
        indexes = [
            models.Index(fields=["lower", "kind", "valid_from"], name="edge_lower_idx"),
            models.Index(fields=["upper", "kind", "valid_from"], name="edge_upper_idx"),
        ]


class Placement(DatedRecord):
    """Where a union stood in the tree over a stretch of time: one index range asks any past subtree."""

    union = models.ForeignKey(
        "unions.Union", models.CASCADE, related_name="placements", verbose_name="工会"
    )
    path = models.CharField(max_length=PATH_LENGTH)
    lead_path = models.CharField(max_length=PATH_LENGTH)

    personal_data = "none"
    scope_note = "global: the tree is public"

    class Meta:
        verbose_name = verbose_name_plural = "树位"
        indexes = [
            models.Index(fields=["path", "valid_from"], name="placement_path_idx"),
            models.Index(fields=["union", "valid_from"], name="placement_union_idx"),
        ]


class Coverage(DatedRecord):
    """A union covers a unit: one each as a rule, several units under a joint union (§5)."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="coverages", verbose_name="工会"
    )
    unit = models.ForeignKey(
        "unions.Unit", models.PROTECT, related_name="coverages", verbose_name="单位"
    )

    personal_data = "none"
    scope_note = "global: part of the public register"

    class Meta:
        verbose_name = verbose_name_plural = "覆盖单位"
        indexes = [models.Index(fields=["unit", "valid_from"], name="coverage_unit_idx")]


class UnionAlias(Record):
    """What people call a union below ``top`` in their own tables, decided once and remembered (§11)."""

    top = models.ForeignKey(
        "unions.Union", models.CASCADE, related_name="alias_texts", verbose_name="所属工会"
    )
    text = models.CharField("写法", max_length=128)
    union = models.ForeignKey(
        "unions.Union", models.CASCADE, related_name="aliases", verbose_name="对应工会"
    )

    personal_data = "none"
    scope_note = "global: names of departments"

    class Meta:
        verbose_name = verbose_name_plural = "部门别名"
        constraints = [models.UniqueConstraint(fields=["top", "text"], name="alias_top_text_uniq")]
