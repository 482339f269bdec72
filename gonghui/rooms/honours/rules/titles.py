"""The titles that everybody knows (handbook contests §9, §11): what they are called, by whom, for whom.

A register from outside names them in many ways; what no room registers becomes a series of its own.
"""

from gonghui.engines.campaigns.api import KnownTitle as Title
from gonghui.engines.campaigns.api import Level, TargetKind

UNION_NATION, UNION_PROVINCE = "中华全国总工会", "省总工会"
OWN = "省教育科技工会"


def _both(
    key: str, name: str, target: str, bodies: tuple[str, str], counted_in: str = "个"
) -> tuple[Title, Title]:
    """The national and the provincial title of one name."""
    nation, province = bodies
    return (
        Title(
            f"{key}-nation", f"全国{name}", Level.NATION, nation, target, ("全国", name), counted_in
        ),
        Title(
            f"{key}-province", f"省{name}", Level.PROVINCE, province, target, (name,), counted_in
        ),
    )


UNIONS = (UNION_NATION, UNION_PROVINCE)
STATE = ("中共中央、国务院", "省委、省政府")
_STUDIO = "创新工作室"

TITLES = (
    *_both("may-day-certificate", "五一劳动奖状", TargetKind.UNION, UNIONS),
    *_both("may-day-medal", "五一劳动奖章", TargetKind.PERSON, UNIONS, "名"),
    *_both("pioneer", "工人先锋号", TargetKind.TEAM, UNIONS),
    *_both("model-worker", "劳动模范", TargetKind.PERSON, STATE, "名"),
    *_both("advanced-worker", "先进工作者", TargetKind.PERSON, STATE, "名"),
    *_both("epidemic-example", "抗疫典型", TargetKind.PERSON, STATE, "名"),
    Title(
        "volunteer-team",
        "省职工志愿服务先进集体",
        Level.PROVINCE,
        UNION_PROVINCE,
        TargetKind.TEAM,
        ("省", "志愿服务", "先进集体"),
    ),
    Title(
        "volunteer-award",
        "省志愿服务奖",
        Level.PROVINCE,
        "省志愿服务主管部门",
        TargetKind.TEAM,
        ("省", "志愿服务", "奖"),
        "项",
    ),
    *_both("delegate-proposal", "优秀职工代表提案", TargetKind.WORK, UNIONS, "件"),
    *_both("open-affairs", "厂务公开民主管理先进单位", TargetKind.UNION, UNIONS),
    Title(
        "studio-nation",
        "全国示范性劳模和工匠人才创新工作室",
        Level.NATION,
        UNION_NATION,
        TargetKind.SITE,
        ("全国", _STUDIO),
        review_years=1,
    ),
    Title(
        "studio-industry",
        "省教科技系统示范性劳模和工匠人才创新工作室",
        Level.INDUSTRY,
        OWN,
        TargetKind.SITE,
        ("系统", _STUDIO),
        review_years=1,
    ),
    Title(
        "studio-province",
        "省示范性劳模和工匠人才创新工作室",
        Level.PROVINCE,
        UNION_PROVINCE,
        TargetKind.SITE,
        ("省", _STUDIO),
        review_years=1,
    ),
    Title(
        "studio-unit",
        "校（院、所）级劳模和工匠人才创新工作室",
        Level.UNIT,
        "",
        TargetKind.SITE,
        (_STUDIO,),
        review_years=1,
    ),
    Title(
        "finance-award",
        "市级工会财务工作先进单位",
        Level.NATION,
        UNION_NATION,
        TargetKind.UNION,
        ("财务工作先进单位",),
    ),
    Title(
        "finance-award-province",
        "省工会财务工作先进单位",
        Level.PROVINCE,
        UNION_PROVINCE,
        TargetKind.UNION,
        ("财务工作先进单位",),
    ),
)
BY_KEY = {title.key: title for title in TITLES}
STUDIOS = ("studio-unit", "studio-industry", "studio-province", "studio-nation")
MEDALS = tuple(
    f"{key}-{tier}"
    for key in ("may-day-certificate", "may-day-medal", "pioneer")
    for tier in ("province", "nation")
)
MODEL_WORKERS = tuple(
    f"{key}-{tier}"
    for key in ("model-worker", "advanced-worker")
    for tier in ("province", "nation")
)
VOLUNTEERS = ("volunteer-team", "volunteer-award")
OPEN_AFFAIRS = ("open-affairs-province", "open-affairs-nation")
EXAMPLES = ("epidemic-example-province", "epidemic-example-nation")
