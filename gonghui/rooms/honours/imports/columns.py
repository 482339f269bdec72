"""The columns of an honours register: our titles, what other registers call them, how cells are read."""

from typing import Any

from gonghui.engines.campaigns.api import Level, TargetKind
from gonghui.kernel.exchange.api import ExchangeColumn, choice, dated, text, whole_number, words_of
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.sealing import mask_identity

LEVELS = choice(
    {word: str(level.value) for level in Level for word in level.written},
    "级别",
)
KIND_WORDS = {
    TargetKind.PERSON: "个人 人 先进个人 教师",
    TargetKind.TEAM: "集体 团队 先进集体 班组 部门",
    TargetKind.UNION: "单位（工会） 单位 工会 学校 先进单位 组织",
    TargetKind.WORK: "成果（作品） 成果 作品 项目 专利",
    TargetKind.SITE: "场所 工作室 阵地 平台",
}
KINDS = choice(words_of(KIND_WORDS), "对象")


def level_word(raw: Any) -> Any:
    """The number of a level as text, "" for an empty cell."""
    return LEVELS(raw)


UNIT = "holder_unit_name"
DATE_HELP = "如 2023-09-10；只知道月份写 2023-09"

COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO 顺序号", width=6),
    ExchangeColumn(
        "holder_name",
        "获得者",
        text(128, nulls=False),
        synonyms="姓名 获奖者 获奖人 名称 荣誉获得者 获奖对象 姓名（名称） 集体名称 单位或个人 受表彰对象 获奖个人 工作室名称 负责人",
        required=True,
        help="当时的姓名或集体名称",
        example="张三",
        width=16,
    ),
    ExchangeColumn(
        UNIT,
        "单位（当时名称）",
        text(128),
        synonyms="单位 所在单位 工作单位 单位名称 学校 所属单位 推荐单位",
        help="当时的名称；已合并、更名的单位在对应页选一次，以后自动记住",
        example="示范大学",
        fill_down=True,
        width=20,
    ),
    ExchangeColumn(
        "title",
        "称号",
        text(128, nulls=False),
        synonyms="荣誉称号 荣誉名称 奖项 奖项名称 获奖名称 表彰名称 所获荣誉 荣誉 奖励名称 称号名称",
        required=True,
        help="照证书或文件写",
        example="江苏省五一劳动奖章",
        width=28,
    ),
    ExchangeColumn(
        "honour_level",
        "级别",
        level_word,
        synonyms="荣誉级别 奖项级别 获奖级别 表彰级别 授予级别 层次",
        choices=tuple(Level.labels),
        help="常见称号可不填；系统级（省教科技工会授予）不是省级",
        example="省级",
        width=14,
    ),
    ExchangeColumn(
        "holder_kind",
        "对象",
        KINDS,
        synonyms="类别 对象类别 个人/集体 类型 奖项类别",
        choices=tuple(TargetKind.labels),
        example="个人",
        width=10,
    ),
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
    ExchangeColumn(
        "granting_body",
        "授予单位",
        text(128),
        synonyms="授奖单位 表彰单位 颁奖单位 授予部门 命名单位 发文单位 授予机关",
        example="江苏省总工会",
        width=20,
    ),
    ExchangeColumn(
        "document_no",
        "文号",
        text(64),
        synonyms="发文字号 表彰文号 文件号 批文号",
        example="苏工〔2023〕12号",
        width=18,
    ),
    ExchangeColumn(
        "granted_on",
        "授予日期",
        dated(today=today, earliest=1949),
        synonyms="获奖时间 获奖日期 授予时间 表彰时间 命名时间 命名日期 获得时间 颁奖时间 时间 获奖年月",
        required=True,
        help=DATE_HELP,
        example="2023-04-28",
        width=12,
    ),
    ExchangeColumn(
        "year",
        "年度",
        whole_number(1949, 2100, "年份"),
        synonyms="年份 获奖年度 评选年度",
        help="不填按授予日期",
        width=8,
    ),
    ExchangeColumn("grade", "等次", text(32), synonyms="等级 奖次 获奖等次", width=10),
    ExchangeColumn("rank", "名次", whole_number(1, 9999, "名次"), synonyms="排名", width=8),
    ExchangeColumn("plaque_no", "牌匾号", text(64), synonyms="牌匾编号 证书号", width=14),
    ExchangeColumn("contest", "关联竞赛", text(128), synonyms="竞赛名称 所属竞赛", width=18),
    ExchangeColumn("evidence_note", "佐证材料", text(255), synonyms="佐证 证明材料 附件", width=18),
    ExchangeColumn("remark", "备注", text(255), synonyms="说明 附注", width=16),
)
FACTS = ("contest", "evidence_note", "remark")
PLAIN = (
    *("holder_name", UNIT, "title", "granting_body", "document_no", "year", "grade", "rank"),
    "plaque_no",
)
