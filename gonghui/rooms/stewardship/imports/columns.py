"""The columns of a problem list: our titles, what others call them, how cells are read."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonghui.kernel.exchange.api import ExchangeColumn, Fault, choice, dated, text, words_of
from gonghui.kernel.lib.texts import TO_HALF, as_text
from gonghui.rooms.stewardship.enums import ItemKind

KIND_WORDS = {
    ItemKind.AT_ONCE: "立行立改 立即整改 即知即改 马上整改",
    ItemKind.DATED: "限期整改 限期 限时整改 近期 集中整改",
    ItemKind.LONG_TERM: "长期坚持 长期 长期整改 持续整改 持续推进",
}
KINDS = choice(words_of(KIND_WORDS), "整改类型")
_any_day = dated(today=lambda: date(2100, 12, 31), earliest=2000)


def number(raw: Any) -> Any:
    """The number of an item: 3, 3.0, 第3号; None for an empty cell."""
    given = as_text(raw).translate(TO_HALF).strip().strip("第号项条.、").removesuffix(".0")
    if not given:
        return None
    if not given.isdigit() or not 1 <= int(given) <= 9999:
        return Fault("number", _("“%(raw)s”不是序号，请填整数。") % {"raw": as_text(raw)})
    return int(given)


def due(raw: Any) -> Any:
    """A whole day, None for an empty cell; 长期 is no day and leaves it empty."""
    if as_text(raw).strip() in ("长期", "长期坚持", "持续", "持续推进"):
        return None
    found = _any_day(raw)
    precision = getattr(getattr(found, "value", found), "precision", "D")
    if precision != "D":
        return Fault("date_part", _("整改期限要写到日，如 2026-09-30。"))
    return found


COLUMNS = (
    ExchangeColumn(
        "item_no",
        "序号",
        number,
        synonyms="编号 问题编号 问题序号 NO",
        required=True,
        example="1",
        width=6,
    ),
    ExchangeColumn(
        "batch",
        "批次",
        text(128),
        synonyms="整改批次 反馈批次 来源批次",
        help="先登记批次；只有一个批次时可不填",
        width=20,
    ),
    ExchangeColumn(
        "title",
        "事项",
        text(128),
        synonyms="事项名称 问题概括 简称 任务名称",
        help="不写原文，列表和提醒中显示；不填用类别",
        width=20,
    ),
    ExchangeColumn(
        "wording",
        "反馈原文",
        text(4000, nulls=False),
        synonyms="反馈问题 问题 具体问题 存在问题 问题描述 反馈意见",
        required=True,
        help="照录；只有领导、督办人和责任人看得到",
        width=40,
    ),
    ExchangeColumn("category", "类别", text(64), synonyms="问题类别 分类", width=12),
    ExchangeColumn(
        "kind",
        "整改类型",
        KINDS,
        synonyms="类型 整改时限类型 整改方式",
        choices=tuple(ItemKind.labels),
        help="不填按限期整改",
        width=10,
    ),
    ExchangeColumn("measures", "整改措施", text(4000), synonyms="措施 具体措施", width=40),
    ExchangeColumn("target", "整改目标", text(255), synonyms="目标 预期目标", width=20),
    ExchangeColumn(
        "leader",
        "责任领导",
        text(64),
        synonyms="牵头领导 分管领导",
        help="领导干部名册中的姓名",
        width=10,
    ),
    ExchangeColumn(
        "owner_unit",
        "责任部门",
        text(64),
        synonyms="责任单位 牵头部门 承办部门",
        width=12,
    ),
    ExchangeColumn(
        "owner",
        "责任人",
        text(64),
        synonyms="责任人用户名 承办人 经办人",
        help="用户名，或账号上的姓名",
        width=10,
    ),
    ExchangeColumn(
        "due_on",
        "整改期限",
        due,
        synonyms="期限 完成时限 整改时限 完成时间 计划完成时间",
        help="写到日；批准方案后只能由督办人在系统中调整",
        example="2026-09-30",
        width=12,
    ),
)
PLAIN = ("title", "category", "kind", "measures", "target", "owner_unit")
