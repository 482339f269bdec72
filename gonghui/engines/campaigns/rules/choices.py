"""What the settings of a stage offer to choose from, the line that explains one, and settings that need both."""

from gonghui.engines.campaigns.rules.settings import Setting

INVITED = (
    ("direct", "直属工会和市县教育工会"),
    ("grassroots", "全部基层工会"),
    ("quota", "有名额的工会"),
)
BASES = (("members", "按会员数"), ("weights", "按手工权数"), ("fixed", "逐个指定"))
LEVELS = (("every", "逐级审核到主办工会"), ("top", "由主办工会直接审核"))
SCOPES = (("unit", "本单位"), ("system", "系统内"), ("public", "社会公开"))
LEVELLING = (("none", "不处理"), ("standard", "标准分"), ("ratio", "均值比例"))
VOTERS = (("member", "实名会员"), ("invited", "受邀人员"), ("public", "社会公众"))
CODES_SAY = "投票人为受邀人员时发放，一码一票"
TRIES_SAY = "每台设备 15 分钟内，超过后暂停填写"
COUNTS_SHOWN = (("daily", "每天公布一次"), ("after", "结束后公布"), ("live", "实时公布"))
TOTALS = (("weighted", "各项百分制得分乘以权重"), ("points", "各项得分直接相加"))
DECIDED_BY = (("exact", "按未舍入的总分"), ("rounded", "按保留两位小数的总分"))
AT_CUT = (("all", "全部入围"), ("none", "都不入围"))
GRADES_HELP = "一行一个，如“一等奖 10”；各组不同的写“团队：一等奖 2”"
STARS_HELP = "一行一个，如“五星级 94分 90% 10个”：得分、满意率、至多几个，后可写资格条件代码"
RETENTION = (("permanent", "永久"), ("30", "30 年"), ("10", "10 年"))
ORGANISER_HELP = "一行一个，如“申报 1”“获奖 2”“一等奖 3”；按直接下级工会合计"

SPREAD = Setting(
    "spread", "实地检查同项相差超过满分", "percent", "20", "须由检查人说明；不要求则留空"
)
ORGANISERS = (
    Setting("organiser_title", "组织奖名称", "text", "优秀组织奖"),
    Setting(
        "organiser_places", "组织奖", "whole", None, "授予组织工作好的工会；不设则留空", unit="个"
    ),
    Setting("organiser_points", "组织奖计分", "lines", [], ORGANISER_HELP),
    Setting("organiser_at_cut", "组织奖末位同分", "choice", "all", choices=AT_CUT),
)
CODE_TRIES = Setting(
    "code_tries", "邀请码可填错", "whole", 10, TRIES_SAY, minimum=3, maximum=99, unit="次"
)
