"""The columns of a list of results of past editions: our titles, what archives call them, how cells are read."""

from gonghui.engines.campaigns.rules.past import AWARDED, NOT_SELECTED, REJECTED, WITHDRAWN
from gonghui.kernel.exchange.api import (
    ExchangeColumn,
    choice,
    text,
    whole_day,
    whole_number,
    words_of,
)
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.sealing import mask_identity

UNIT = "unit_name"
OUTCOME_WORDS = {
    AWARDED: "获奖 表彰 入选 命名 授予 通过",
    NOT_SELECTED: "未入选 未获奖 落选 未表彰 未通过",
    REJECTED: "不合格 资格不符 不符合条件",
    WITHDRAWN: "退出 撤回 放弃",
}
OUTCOME_LABELS = {outcome: words.split()[0] for outcome, words in OUTCOME_WORDS.items()}
DAY = whole_day(today=today, earliest=1949)
ABOVE = "同一届只填第一行即可"
COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms="编号 NO", width=6),
    ExchangeColumn(
        "campaign", "评选名称", text(128, nulls=False), example="青年教师教学竞赛", width=24,
        synonyms="评选 评选活动 活动名称 竞赛名称 评选项目 项目名称", help=f"照模板的名称填；{ABOVE}",
    ),
    ExchangeColumn(
        "year", "年度", whole_number(1949, 2100, "年份"), example="2019", synonyms="年份 评选年度", width=8
    ),
    ExchangeColumn(
        "edition", "届次", text(32), example="第三届", synonyms="届 第几届", help="没有则不填", width=10
    ),
    ExchangeColumn(
        "category", "组别", text(64), synonyms="类别 奖项 组 参赛组别 奖项类别", help="不分组则不填", width=14
    ),
    ExchangeColumn(
        "holder_name", "获得者", text(128, nulls=False), required=True, example="张三", width=16,
        synonyms="姓名 获奖者 获奖人 参评对象 申报对象 参赛选手 选手 名称 集体名称 成果名称 作品名称",
        help="个人填姓名，集体、成果填名称",
    ),
    ExchangeColumn(
        UNIT, "单位（当时名称）", text(128), fill_down=True, example="示范大学", width=20,
        synonyms="单位 所在单位 工作单位 单位名称 学校 推荐单位 申报单位 选送单位",
        help="已合并、更名的单位在对应页选一次，以后自动记住",
    ),
    ExchangeColumn("position_title", "职务职称", text(64), synonyms="职务 职称", width=12),
    ExchangeColumn(
        "doc_no", "证件号码", synonyms="身份证号 身份证号码 身份证", as_text=True, mask=mask_identity,
        kept=False, help="可不填；填了用来对应会员，不保存", width=22,
    ),
    ExchangeColumn(
        "outcome", "结果", choice(words_of(OUTCOME_WORDS), "结果"), synonyms="评选结果 是否获奖",
        choices=tuple(OUTCOME_LABELS.values()), help="不填为获奖", width=10,
    ),
    ExchangeColumn(
        "grade", "等次", text(32), example="一等奖", synonyms="获奖等次 等级 奖次 获奖等级", width=10
    ),
    ExchangeColumn("rank", "名次", whole_number(1, 9999, "名次"), synonyms="排名", width=8),
    ExchangeColumn("score", "得分", text(32), synonyms="总分 成绩 分数 总成绩", width=8),
    ExchangeColumn("note", "说明", text(255), synonyms="备注 原因 不合格原因", width=16),
    ExchangeColumn(
        "opened_on", "通知日期", DAY, synonyms="发文日期 发布日期", help=f"不填按表彰日期；{ABOVE}"
    ),
    ExchangeColumn(
        "decided_on", "表彰日期", DAY, example="2019-04-28",
        synonyms="决定日期 公布日期 授予日期 获奖时间 获奖日期 表彰时间", help=f"写到日；{ABOVE}",
    ),
    ExchangeColumn(
        "document_no", "表彰文号", text(64), example="苏教科工〔2019〕12号", synonyms="文号 发文字号",
        help=ABOVE, width=18,
    ),
    ExchangeColumn(
        "document_title", "表彰文件标题", text(128), synonyms="文件标题 文件名称", help=ABOVE, width=24
    ),
)  # fmt: skip
EDITION = ("campaign", "year", "edition")
OF_EDITION = ("opened_on", "decided_on", "document_no", "document_title")
KEPT = ("grade", "rank", "score", "note")
