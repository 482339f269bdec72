"""The columns of a list of trained people: our titles, what others call them, how cells are read."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from gonghui.engines.campaigns.api import Level
from gonghui.kernel.exchange.api import (
    ExchangeColumn,
    Fault,
    choice,
    dated,
    labels_of,
    person_name,
    text,
)
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.sealing import mask_identity
from gonghui.kernel.lib.texts import TO_HALF, as_text, null_reason
from gonghui.rooms.learning.enums import RecordStatus
from gonghui.rooms.learning.rules.attendance import trimmed

LEVELS = choice(
    {word: str(level.value) for level in Level for word in level.written},
    "主办级别",
)
OUTCOMES = (RecordStatus.COMPLETED, RecordStatus.INCOMPLETE, RecordStatus.ABSENT)
STATUS = choice(
    labels_of(
        [(one.value, one.label) for one in RecordStatus],
        合格=RecordStatus.COMPLETED,
        已结业=RecordStatus.COMPLETED,
        不合格=RecordStatus.INCOMPLETE,
        缺勤=RecordStatus.ABSENT,
    ),
    "结果",
)
ABOUT = re.compile(r"\d.*(?:[余多]|左右|以上|上下)|[近约超逾].*\d")
DAYS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:天|日)(半)?")
CROWD = re.compile(r"\d+\s*[余多]?\s*(?:人|名)")
HOURS_A_DAY = 8


def name_of_one(raw: Any) -> Any:
    """One person's name; 张三等20人 is a crowd: people are counted by rows, not by numbers in them."""
    if CROWD.search(as_text(raw)):
        said = f"“{as_text(raw)}”不是一个人的姓名，请一人一行；只有人数没有名单的，不能计入人数。"
        return Fault("crowd", said)
    return person_name(raw)


def number(most: int, what: str, unit: str) -> Any:
    """A parser of plain numbers up to ``most``; 约40 and 40余 are refused, 3天 as well where hours belong."""

    def parse(raw: Any) -> Any:
        given = as_text(raw).translate(TO_HALF).strip()
        if not given or null_reason(given):
            return None
        if unit and (found := DAYS.fullmatch(given)):
            hours = (Decimal(found[1]) + (Decimal("0.5") if found[2] else 0)) * HOURS_A_DAY
            said = f"“{given}”是天数，请填学时；按 1 天 {HOURS_A_DAY} 学时是 {trimmed(hours)}。"
            return Fault("days", said, f"{trimmed(hours)}")
        if ABOUT.search(given):
            said = f"“{given}”不是确数。{what}请填准确的数，“余、多、约”由报告按确数生成。"
            return Fault("about", said)
        try:
            value = Decimal(given.removesuffix(unit).removesuffix("分").strip())
        except InvalidOperation:
            return Fault("number", f"“{given}”不是数字，{what}请只填数字。")
        if not value.is_finite() or not 0 <= value <= most:
            return Fault("number", f"{what}应在 0 至 {most} 之间，请核对“{given}”。")
        return str(trimmed(value.quantize(Decimal("0.1"))))

    return parse


UNIT = "unit_name"
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "name",
        "姓名",
        name_of_one,
        synonyms="学员 学员姓名 参训人员 参加人员 参训人",
        required=True,
        help="一人一行",
        example="张三",
        width=10,
    ),
    ExchangeColumn(
        UNIT,
        "单位（当时名称）",
        text(128),
        synonyms="单位 所在单位 工作单位 单位名称 学校 选送单位",
        help="当时的名称；已合并、更名的单位在对应页选一次，以后自动记住",
        example="示范大学",
        fill_down=True,
        width=20,
    ),
    ExchangeColumn("duty", "当时职务", text(64), synonyms="职务 工会职务 职务职称 岗位", width=14),
    ExchangeColumn(
        "title",
        "培训名称",
        text(128, nulls=False),
        synonyms="培训班 培训班名称 班次 培训项目 培训内容 名称",
        required=True,
        example="全省教科技系统工会干部培训班",
        width=28,
    ),
    ExchangeColumn(
        "organiser_name",
        "主办单位",
        text(128),
        synonyms="举办单位 组织单位 主办 培训机构",
        example="示范省总工会",
        width=20,
    ),
    ExchangeColumn(
        "organiser_level",
        "主办级别",
        LEVELS,
        synonyms="级别 培训级别 层次 培训层次",
        required=True,
        choices=tuple(Level.labels),
        help="按主办单位填；省教科技工会主办的是系统级，不是省级",
        example="省级",
        width=14,
    ),
    ExchangeColumn(
        "starts_on",
        "开始日期",
        dated(today=today, earliest=1990),
        synonyms="开班日期 开始时间 培训时间 培训日期 时间",
        required=True,
        help="写到日，如 2023-09-10",
        example="2023-09-10",
        width=12,
    ),
    ExchangeColumn(
        "ends_on",
        "结束日期",
        dated(today=today, earliest=1990),
        synonyms="结业日期 结束时间 结班日期",
        help="不填按一天",
        example="2023-09-12",
        width=12,
    ),
    ExchangeColumn(
        "hours",
        "学时",
        number(999, "学时", "学时"),
        synonyms="学时数 课时 培训学时 总学时",
        help="填学时，不是天数",
        example="24",
        width=8,
    ),
    ExchangeColumn(
        "status",
        "结果",
        STATUS,
        synonyms="培训结果 是否结业 状态 考核结果",
        choices=tuple(one.label for one in OUTCOMES),
        help="不填按结业",
        example="结业",
        width=10,
    ),
    ExchangeColumn("score", "成绩", number(100, "成绩", ""), synonyms="分数 考试成绩", width=8),
    ExchangeColumn("certificate_no", "证书编号", text(64), synonyms="证书号 结业证号", width=18),
    ExchangeColumn(
        "doc_no",
        "证件号码",
        synonyms="身份证号 身份证号码 身份证",
        help="可不填；填了用来对应会员，不保存",
        as_text=True,
        mask=mask_identity,
        kept=False,
        width=22,
    ),
    ExchangeColumn("document_no", "通知文号", text(64), synonyms="文号 发文字号", width=16),
    ExchangeColumn("reason", "备注", text(255), synonyms="说明 附注", width=16),
)
OWN = ("duty", "status", "hours", "score", "certificate_no", "reason")
"""What belongs to the record and may be corrected by a file; the rest tells which record it is."""
