"""What happens to a membership and what follows from it (handbook organisation §4, §8)."""

from django.db import models


class Sex(models.TextChoices):
    """性别, as documents state it."""

    UNKNOWN = "", "未填"
    FEMALE = "F", "女"
    MALE = "M", "男"


class EventKind(models.TextChoices):
    """MembershipEvent kinds (§4)."""

    APPLY = "apply", "申请"
    ADMIT = "admit", "入会"
    TRANSFER_OUT = "transfer_out", "转出"
    TRANSFER_IN = "transfer_in", "转入"
    TRANSFER_BACK = "transfer_back", "转出撤回"
    REGROUP = "regroup", "调整小组"
    RETAIN = "retain", "保留"
    RESTORE = "restore", "恢复"
    LEAVE = "leave", "退会"
    LAPSE = "lapse", "自动退会"
    EXPEL = "expel", "除名"
    DIE = "die", "去世"
    CORRECT = "correct", "更正"


class MembershipStatus(models.TextChoices):
    """会籍状态, derived from the latest event (§8); nobody edits it."""

    APPLYING = "applying", "申请中"
    NORMAL = "normal", "正常"
    TRANSFERRING = "transferring", "转接中"
    RETAINED = "retained", "保留"
    LEFT = "left", "退会"
    LAPSED = "lapsed", "自动退会"
    EXPELLED = "expelled", "除名"
    DECEASED = "deceased", "去世"


COUNTED = (MembershipStatus.NORMAL, MembershipStatus.TRANSFERRING)
"""Statuses that count as a member of the union that holds them (§8, column "counts")."""


class EmploymentForm(models.TextChoices):
    """用工形式 (§3)."""

    UNKNOWN = "", "未填"
    ESTABLISHED = "established", "在编"
    AGENCY_HELD = "agency_held", "人事代理"
    CONTRACT = "contract", "劳动合同"
    DISPATCHED = "dispatched", "劳务派遣"
    POSTDOC = "postdoc", "博士后"
    REHIRED = "rehired", "退休返聘"
