"""Series of contest results that figures count, own and from outside (handbook contests §6–§8, §14).

The words let a register from outside mean them; own contests write the register themselves and have none.
"""

from dataclasses import dataclass

from gonghui.engines.campaigns.api import KnownTitle, Level, TargetKind

OWN, PROVINCE, NATION = "省教育科技工会", "省总工会", "中华全国总工会"


@dataclass(frozen=True)
class Result:
    """One series of results as it is named on its first use."""

    key: str
    name: str
    honour_level: int
    granting_body: str
    target: str = TargetKind.PERSON.value
    counted_in: str = "名"
    words: tuple[str, ...] = ()

    def known(self) -> KnownTitle:
        """As the register knows it."""
        return KnownTitle(**vars(self))


RESULTS = (
    Result("digital-skills-contest", "数字素养技能竞赛", Level.INDUSTRY, OWN),
    Result("youth-teaching-contest", "高校青年教师教学竞赛", Level.INDUSTRY, OWN),
    Result(
        "youth-teaching-contest-province",
        "全省高校青年教师教学竞赛",
        Level.PROVINCE,
        PROVINCE,
        words=("省", "高校", "教学竞赛"),
    ),
    Result(
        "youth-teaching-contest-nation",
        "全国高校青年教师教学竞赛",
        Level.NATION,
        NATION,
        words=("全国", "高校", "教学竞赛"),
    ),
    Result("school-teaching-contest", "中小学青年教师教学竞赛", Level.INDUSTRY, OWN),
    Result(
        "school-teaching-contest-nation",
        "全国中小学青年教师教学竞赛",
        Level.NATION,
        NATION,
        words=("全国", "中小学", "教学竞赛"),
    ),
    Result("skills-contest", "职业技能竞赛", Level.INDUSTRY, OWN),
    Result(
        "skills-contest-province",
        "全省职业技能竞赛",
        Level.PROVINCE,
        PROVINCE,
        words=("省", "职业技能竞赛"),
    ),
    Result(
        "skills-contest-nation",
        "全国职业技能竞赛",
        Level.NATION,
        NATION,
        words=("全国", "职业技能竞赛"),
    ),
    Result("speech-contest", "教师演讲比赛", Level.INDUSTRY, OWN),
    Result(
        "ten-innovation-results",
        "十大科技创新成果",
        Level.PROVINCE,
        PROVINCE,
        "work",
        "项",
        words=("十大", "创新成果"),
    ),
    Result(
        "ten-patents",
        "十大优秀专利",
        Level.PROVINCE,
        PROVINCE,
        "work",
        "项",
        words=("十大", "专利"),
    ),
)
BY_KEY = {each.key: each for each in RESULTS}
TEACHING = tuple(key for key in BY_KEY if "teaching-contest" in key)
NATIONAL_TEACHING = tuple(key for key in TEACHING if key.endswith("-nation"))
CHAMPIONS = tuple(key for key, each in BY_KEY.items() if each.target == TargetKind.PERSON)
CHAMPION_GRADES = ("冠军", "第一名", "状元")
CLASSES = (
    ("skills", "省级以上职业技能竞赛", ("skills-contest-province", "skills-contest-nation")),
    ("own-skills", "系统职业技能竞赛", ("skills-contest", "digital-skills-contest")),
    ("teaching", "教学竞赛", TEACHING),
    ("speech", "演讲比赛", ("speech-contest",)),
)
"""Kinds of contests whose champions are told apart: key, words, series."""
TOP_RESULTS = ("ten-innovation-results", "ten-patents")
SPEECH = "speech-contest"
MEDALS = ("may-day-medal-province", "may-day-medal-nation")
"""Series of the register of honours that a winner may be given (rooms do not import each other)."""
FIRST_PRIZES = ("一等奖", "特等奖")
