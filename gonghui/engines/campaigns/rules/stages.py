"""The building blocks of a campaign as data: what each is for, what it asks, where it may stand.

The composer draws them from here; other parts of the engine read a stage's settings through
``chosen`` so that a setting added later has its default in older plans too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gonghui.engines.campaigns.enums import CampaignStatus, StageKind
from gonghui.engines.campaigns.rules import choices
from gonghui.engines.campaigns.rules.settings import Setting

WEIGHT = Setting("weight", "占总分", "percent", "100", "各评分环节合计 100%")
RUBRIC = Setting("rubric", "评价标准", "rubric", "", "在“评价标准”页新建和修改")
FULL_SCORE = Setting("full_score", "满分", "decimal", "100", minimum=1, unit="分")
PANEL = (
    RUBRIC,
    WEIGHT,
    FULL_SCORE,
    Setting("judges", "每组评委", "whole", 7, minimum=1, maximum=99, unit="人"),
    Setting("trim", "去掉一个最高分和一个最低分", "yes", True, "有效评分不足 5 份时不去"),
    Setting("draw_judges", "从专家库抽取评委", "yes", True, "抽签种子留存，可复核"),
)
DAYS = Setting("days", "公示天数", "whole", 5, minimum=1, maximum=60, unit="工作日")
START_DAY = Setting("count_start_day", "起始日计入", "yes", True, "公示通常计入起始日")


@dataclass(frozen=True, slots=True)
class StageType:
    """One kind of building block.

    Args:
        kind: what code compares.
        says: what happens in it, one sentence for the composer.
        icon: a name of bootstrap-icons.
        band: first and last place on the way where it may stand (see ``rules/orders.py``).
        phase: the campaign's status while it runs.
        settings: what a cadre chooses.
        once: whether a campaign has it at most once.
        needs: kinds of which one must have stood before.
    """

    kind: StageKind
    says: str
    icon: str
    band: tuple[int, int]
    phase: CampaignStatus
    settings: tuple[Setting, ...] = ()
    once: bool = True
    needs: frozenset[StageKind] = frozenset()

    @property
    def label(self) -> str:
        """Its usual name."""
        return str(self.kind.label)


SCORED = frozenset(
    {
        StageKind.EXAM,
        StageKind.BLIND_REVIEW,
        StageKind.ONSITE,
        StageKind.MEMBER_RATING,
        StageKind.PUBLIC_VOTE,
    }
)
"""Stages whose result goes into the total with its ``weight``."""

_TYPES = (
    StageType(
        StageKind.NOTICE,
        "发布通知，邀请各工会推荐申报。",
        "megaphone",
        (1, 1),
        CampaignStatus.OPEN,
        (
            Setting("invited", "邀请范围", "choice", "direct", choices=choices.INVITED),
            Setting("on_portal", "在门户公开", "yes", True),
            Setting("text", "通知正文", "long", ""),
        ),
    ),
    StageType(
        StageKind.QUOTA,
        "把名额分到各工会，分配过程留存。",
        "pie-chart",
        (2, 2),
        CampaignStatus.OPEN,
        (
            Setting("basis", "分配依据", "choice", "members", choices=choices.BASES),
            Setting("minimum", "每个工会至少", "whole", 1, unit="个"),
            Setting("maximum", "每个工会至多", "whole", None, "不限则留空", minimum=1, unit="个"),
            Setting("strict", "超出名额不能推荐", "yes", True),
        ),
    ),
    StageType(
        StageKind.NOMINATE,
        "单位填写申报表、上传材料。",
        "pencil-square",
        (3, 3),
        CampaignStatus.NOMINATING,
        (
            Setting("by_member", "会员可自行申报", "yes", False, "本人填报，由所在工会审核"),
            Setting(
                "per_unit", "每个单位至多申报", "whole", None, "不限则留空", minimum=1, unit="份"
            ),
            Setting("consent", "须本人同意公开", "yes", True),
            Setting("replace_once", "不符合条件时可补报一次", "yes", True),
        ),
    ),
    StageType(
        StageKind.DEMOCRATIC,
        "单位以会议等民主程序确定推荐对象，记录到会人数和票数。",
        "people",
        (4, 4),
        CampaignStatus.NOMINATING,
        (
            Setting(
                "forms",
                "可采用的形式",
                "lines",
                ["职工（代表）大会", "工会委员会会议", "党政工联席会议"],
                "一行一种",
            ),
            Setting("quorum_percent", "到会人数不少于应到的", "percent", "66.67"),
            Setting("majority_percent", "同意人数超过应到的", "percent", "50"),
            Setting("minutes", "须上传会议记录", "yes", True),
        ),
    ),
    StageType(
        StageKind.UNIT_PUBLICITY,
        "在本单位公示拟推荐对象，期满无异议方可上报。",
        "easel",
        (5, 5),
        CampaignStatus.NOMINATING,
        (DAYS, START_DAY),
    ),
    StageType(
        StageKind.RECOMMEND,
        "各级工会逐级审核、签署意见、排序上报。",
        "diagram-3",
        (6, 6),
        CampaignStatus.NOMINATING,
        (
            Setting("levels", "审核方式", "choice", "every", choices=choices.LEVELS),
            Setting("ranked", "须排出推荐顺序", "yes", False),
            Setting("opinion", "须签署推荐意见", "yes", True),
        ),
    ),
    StageType(
        StageKind.QUALIFICATION,
        "逐条审查资格条件，不符合的退出。",
        "clipboard-check",
        (7, 7),
        CampaignStatus.CHECKING,
        (
            Setting("first", "只审查排名前", "whole", None, "全部审查则留空", minimum=1, unit="名"),
            Setting("refill", "不合格的由后续名次递补", "yes", True),
        ),
        once=False,
    ),
    StageType(
        StageKind.OPINIONS,
        "向组织人事、纪检等部门征求意见。",
        "envelope-paper",
        (7, 7),
        CampaignStatus.CHECKING,
        (
            Setting("working_days", "答复期限", "whole", 10, minimum=1, unit="工作日"),
            Setting("hold", "有不同意的暂缓", "yes", True),
        ),
    ),
    StageType(
        StageKind.EXAM,
        "学习积分和考试成绩，可从平台导入。",
        "journal-check",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            WEIGHT,
            Setting("learning_percent", "其中学习积分占", "percent", "40"),
            Setting("exam_percent", "其中考试成绩占", "percent", "60"),
            Setting("learning_full", "学习积分满分", "decimal", "100", minimum=1),
            Setting("exam_full", "考试满分", "decimal", "100", minimum=1),
            Setting("minutes", "考试时长", "whole", 60, minimum=1, unit="分钟"),
            Setting("double_entry", "成绩两人分别录入核对", "yes", False),
        ),
        once=False,
    ),
    StageType(
        StageKind.BLIND_REVIEW,
        "专家分组评审，只见抽签号，不见姓名和单位。",
        "incognito",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            *PANEL,
            Setting("levelling", "各组分差处理", "choice", "none", choices=choices.LEVELLING),
        ),
        once=False,
    ),
    StageType(
        StageKind.ONSITE,
        "现场抽签出场，评委当场打分。",
        "stopwatch",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            *PANEL,
            Setting(
                "visit", "实地检查", "yes", False, "检查人看得见申报对象，可拍现场照片；不计时"
            ),
            choices.SPREAD,
            Setting("minutes", "每人时长", "whole", 20, minimum=1, unit="分钟"),
            Setting("warn_minutes", "提前提醒", "whole", 2, unit="分钟"),
            Setting(
                "overtime_step", "每超时", "whole", None, "扣一次；不扣则留空", minimum=1, unit="秒"
            ),
            Setting("overtime_points", "每次扣", "decimal", "0", unit="分"),
            Setting("overtime_cap", "最多扣", "decimal", None, "不设上限则留空", unit="分"),
            Setting("announce_later", "延后宣布得分", "whole", 1, "间隔几名选手", unit="名"),
            Setting(
                "segments",
                "可抽教学节段",
                "whole",
                None,
                "每人抽一段；不抽则留空",
                minimum=1,
                unit="段",
            ),
            Setting("double_entry", "成绩两人分别录入核对", "yes", False),
        ),
        once=False,
    ),
    StageType(
        StageKind.MEMBER_RATING,
        "由会员对所在单位测评打分。",
        "chat-heart",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            RUBRIC,
            WEIGHT,
            Setting("least_share", "参评会员不少于", "percent", "50"),
            Setting("pass_mark", "合格线", "decimal", "80", unit="分"),
        ),
        once=False,
    ),
    StageType(
        StageKind.PUBLIC_VOTE,
        "网络投票，可疑选票标记待复核，不删除。",
        "hand-thumbs-up",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            WEIGHT,
            Setting("voters", "投票人", "choice", "member", choices=choices.VOTERS),
            Setting(
                "codes",
                "邀请码",
                "whole",
                100,
                choices.CODES_SAY,
                minimum=1,
                maximum=9999,
                unit="个",
            ),
            choices.CODE_TRIES,
            Setting("least", "每票至少选", "whole", 1, minimum=1, unit="个"),
            Setting("most", "每票至多选", "whole", 10, minimum=1, unit="个"),
            Setting("daily", "每天可投一次", "yes", False, "否则整个投票期只投一次"),
            Setting("counts_shown", "票数公布", "choice", "daily", choices=choices.COUNTS_SHOWN),
            Setting("shown_hour", "每天公布时间", "whole", 18, maximum=23, unit="点"),
        ),
        once=False,
    ),
    StageType(
        StageKind.RANKING,
        "汇总各项得分，排出名次，结果封存，任何人可复算。",
        "list-ol",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            Setting("total", "总分", "choice", "weighted", choices=choices.TOTALS),
            Setting("decided_by", "名次依据", "choice", "exact", choices=choices.DECIDED_BY),
            Setting("tie_order", "同分时依次比较", "lines", [], "一行一项评分环节的名称"),
            Setting(
                "first", "取前", "whole", None, "进入下一环节；不限则留空", minimum=1, unit="名"
            ),
            Setting("at_cut", "末位同分", "choice", "all", choices=choices.AT_CUT),
        ),
        once=False,
    ),
    StageType(
        StageKind.APPEAL,
        "公布暂定成绩，领队限时书面申诉，仲裁委员会裁决后成绩为最终成绩。",
        "chat-left-quote",
        (7, 7),
        CampaignStatus.JUDGING,
        (
            Setting("hours", "成绩公布后受理申诉", "whole", 2, minimum=1, maximum=240, unit="小时"),
            Setting(
                "decide_days", "几个比赛日内裁决", "whole", 1, "1 为当天", minimum=1, unit="天"
            ),
            Setting("body", "裁决机构", "text", "仲裁委员会"),
        ),
        needs=frozenset({StageKind.RANKING}),
    ),
    StageType(
        StageKind.SLATE,
        "按名次、名额和比例要求拟定名单。",
        "card-checklist",
        (8, 8),
        CampaignStatus.PROPOSING,
        (
            Setting("per_unit", "每个单位至多", "whole", None, "不限则留空", minimum=1, unit="名"),
            Setting("reserve", "递补名单", "whole", 0, unit="名"),
            Setting("grades", "等次", "lines", [], choices.GRADES_HELP),
            Setting("star_lines", "星级线", "lines", [], choices.STARS_HELP),
            Setting("least_total", "入选最低分", "decimal", None, "不设则留空", unit="分"),
            Setting("fill", "名额须用满", "yes", True, "不勾选时，够条件的不足名额就少列"),
            *choices.ORGANISERS,
        ),
    ),
    StageType(
        StageKind.DELIBERATION,
        "会议研究决定名单，记录出席和表决。",
        "chat-square-text",
        (8, 8),
        CampaignStatus.PROPOSING,
        (
            Setting("meeting", "会议", "text", "主席办公会"),
            Setting("minutes", "须上传会议纪要", "yes", True),
        ),
        once=False,
    ),
    StageType(
        StageKind.PUBLIC_NOTICE,
        "公示拟表彰名单，受理异议。",
        "broadcast",
        (7, 9),
        CampaignStatus.PUBLICITY,
        (
            DAYS,
            START_DAY,
            Setting("scope", "公示范围", "choice", "system", choices=choices.SCOPES),
            Setting("hide_after", "期满后隐藏个人信息", "whole", 30, unit="天"),
            Setting("contacts", "联系方式", "lines", [], "工会和纪检各一行"),
        ),
        once=False,
    ),
    StageType(
        StageKind.DECISION,
        "印发表彰决定，荣誉进入台账。",
        "award",
        (10, 10),
        CampaignStatus.DECIDED,
        (
            Setting("signing_body", "发文单位", "text", ""),
            Setting(
                "prize", "奖金", "decimal", None, "每名（个），记入荣誉台账；不发则留空", unit="元"
            ),
        ),
        needs=frozenset({StageKind.SLATE}),
    ),
    StageType(
        StageKind.CERTIFICATES,
        "生成证书，二维码可查验。",
        "patch-check",
        (11, 11),
        CampaignStatus.DECIDED,
        (Setting("on_portal", "本人同意后在门户展示", "yes", False),),
        needs=frozenset({StageKind.DECISION}),
    ),
    StageType(
        StageKind.ARCHIVE,
        "通知、名单、评分、公示和决定一并归档。",
        "archive",
        (12, 12),
        CampaignStatus.ARCHIVED,
        (Setting("retention", "保管期限", "choice", "permanent", choices=choices.RETENTION),),
    ),
)

STAGES: Mapping[str, StageType] = {each.kind.value: each for each in _TYPES}


def chosen(kind: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a stage with the defaults of those that it does not hold."""
    declared = STAGES[kind].settings
    return {each.key: settings.get(each.key, each.default) for each in declared}
