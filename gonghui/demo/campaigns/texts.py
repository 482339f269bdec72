"""What stands in the forms: plausible answers to the questions of the shipped programmes, all invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from gonghui.demo.names import person_name
from gonghui.engines.campaigns.api import Plan
from gonghui.engines.campaigns.rules.selfchecks import EVIDENCE, OWN, PREFILL, blank_rows
from gonghui.kernel.lib.paths import below
from gonghui.kernel.people.api import Person, Sex, present_members
from gonghui.kernel.unions.api import Union

TOPICS = ("课程思政", "乡村振兴", "智能装备", "绿色低碳", "教育数字化", "中华文脉", "生命健康")
DEEDS = (
    "扎根教学科研一线，主动承担急难任务，近三年主持课题两项，形成可推广的做法。",
    "坚持立德树人，带出一支能打硬仗的青年队伍，同行和学生评价良好。",
    "把论文写在大地上，成果在合作单位应用，服务对象连续两年满意率超过九成。",
    "热心工会工作，组织互助帮扶和技能练兵，职工参与面逐年扩大。",
)
EQUIPMENT = "桌椅、书架、饮水设备、急救箱、血压计、按摩椅"
SUBJECTS = ("语文", "数学", "英语", "科学", "音乐", "体育", "信息科技")
COURSES = ("大学语文", "大学物理", "工程力学", "中国近现代史纲要", "生理学")
SPEECHES = ("一盏灯的守望", "把讲台搬到大山", "我和我的七个学生", "粉笔与星光", "春天的约定")


@dataclass(frozen=True)
class Facts:
    """What an entry is about."""

    union: Union
    unit_name: str
    on: date
    person: Person | None = None
    name: str = ""
    members: int = 0


def answers_of(plan: Plan, facts: Facts, random: Random) -> dict[str, Any]:
    """An answer to every question but those that take files."""
    found = {}
    for each in plan.fields:
        if each.kind == "attachment":
            continue
        known = KNOWN.get(each.key)
        value = known(facts, random) if known else _any(each, facts, random)
        if each.prefill == PREFILL:
            value = _self_check(plan, random)
        if value not in (None, ""):
            found[each.key] = value[: each.limit] if isinstance(value, str) else value
    return found


def _self_check(plan: Plan, random: Random) -> list[dict[str, str]]:
    """Own points for every item that the panel's standard asks for, a little kinder than the panel."""
    rubric = plan.rubrics[0]
    items = [each for each in rubric.items if each.scored_by != "members" and each.rule != "veto"]
    rows = blank_rows((each.text, Decimal(each.full_score)) for each in items)
    for row, item in zip(rows, items, strict=True):
        full = float(item.full_score)
        row[OWN] = f"{round(full * random.uniform(0.9, 1) * 2) / 2:g}"
        row[EVIDENCE] = "见台账"
    return rows


def _any(question: Any, facts: Facts, random: Random) -> Any:
    """An answer by the kind of the question alone."""
    by_kind = {
        "yes": lambda: True,
        "choice": lambda: random.choice(question.choices),
        "choices": lambda: question.choices[:1],
        "number": lambda: _number(question, random),
        "day": lambda: _days_before(facts, 2000),
        "table": lambda: [_row(question.choices, facts, random)],
        "long": lambda: deeds(random),
        "person": lambda: _member(facts, random),
        "union": lambda: _university(random),
    }
    return by_kind.get(question.kind, lambda: random.choice(TOPICS))()


def _member(facts: Facts, random: Random) -> int | str:
    """One of the first members of the union; "" where it has none."""
    rows = present_members().filter(below(facts.union.path, "union__path")).order_by("pk")
    found = list(rows.values_list("person", flat=True)[:20])
    return random.choice(found) if found else ""


def _university(random: Random) -> int | str:
    """A union of a university."""
    rows = Union.objects.filter(name__endswith="大学工会").order_by("pk")
    found = list(rows.values_list("pk", flat=True)[:20])
    return random.choice(found) if found else ""


def _number(question: Any, random: Random) -> str:
    """Money in thousands, anything else a small number."""
    many = random.randrange(3, 40)
    return str(many * 1000 if question.label.endswith("（元）") else many)


def _row(columns: list[str], facts: Facts, random: Random) -> dict[str, str]:
    """One line of a table, by the words in its columns."""
    found = {}
    for column in columns:
        word = next((each for each in CELLS if each in column), "")
        if "时间" in column or "日期" in column:
            found[column] = str(facts.on.year - 1)
        elif "姓名" in column:
            found[column] = facts.person.name if facts.person else person_name(random)
        elif column == "单位":
            found[column] = facts.unit_name
        elif "元" in column or "人次" in column:
            found[column] = str(random.randrange(20, 300))
        else:
            found[column] = random.choice(CELLS[word])
    return found


CELLS = {
    "进展": ("在研", "已结题"),
    "类别": ("论文", "专利", "教学成果"),
    "活动": ("示范课展示", "技能培训", "校际交流"),
    "分工": ("主讲", "教学设计", "资源建设"),
    "贡献": ("总体设计", "关键工艺", "试验验证"),
    "来源": ("学校自筹", "县级补助", "省级补助"),
    "荣誉名称": ("市级先进工作者", "师德标兵", "优秀教育工作者"),
    "授予单位": ("市总工会", "市教育局"),
    "等级": ("一等", "二等"),
    "": tuple(f"{topic}研究与实践" for topic in TOPICS),
}
"""What stands in the cells of a table, by a word of their column."""


def deeds(random: Random) -> str:
    """Two or three sentences."""
    return "".join(random.sample(DEEDS, random.choice((2, 3))))


def _days_before(facts: Facts, days: int) -> str:
    return (facts.on - timedelta(days=days)).isoformat()


def _born(facts: Facts, _random: Random) -> str:
    born = facts.person.born_on if facts.person else None
    return born.isoformat() if born else ""


def _sex(facts: Facts, _random: Random) -> str:
    return str(Sex(facts.person.sex).label) if facts.person and facts.person.sex else ""


KNOWN = {
    "name": lambda facts, _random: facts.person.name if facts.person else facts.name,
    "sex": _sex,
    "birth_on": _born,
    "title": lambda facts, _random: facts.person.title if facts.person else "",
    "unit_name": lambda facts, _random: facts.unit_name,
    "school": lambda facts, _random: facts.unit_name,
    "holder": lambda facts, _random: facts.unit_name,
    "union_name": lambda facts, _random: facts.union.name,
    "studio_name": lambda facts, _random: facts.name,
    "team_name": lambda facts, _random: facts.name,
    "result_name": lambda facts, _random: facts.name,
    "leader": lambda _facts, random: random.random() < 0.08,
    "is_team": lambda facts, _random: facts.person is None,
    "front_line": lambda _facts, random: random.random() < 0.95,
    "members": lambda facts, random: str(facts.members or random.randrange(6, 15)),
    "coach": lambda _facts, random: person_name(random),
    "doctor": lambda _facts, random: f"{person_name(random)}（校医院）",
    "running_since": lambda facts, _random: _days_before(facts, 1500),
    "address": lambda facts, _random: f"{facts.unit_name}行政楼一层",
    "area": lambda _facts, random: str(random.randrange(20, 160)),
    "opening_hours": lambda _facts, _random: "周一至周五 8:30—17:30",
    "equipment": lambda _facts, _random: EQUIPMENT,
    "position": lambda _facts, random: random.choice(("专任教师", "教研室主任", "研究人员")),
    "post": lambda _facts, random: random.choice(("专任教师", "科研人员", "教辅和工勤人员")),
    "rural_years": lambda _facts, random: str(random.randrange(3, 13)),
    "years": lambda _facts, random: str(random.randrange(4, 20)),
    "subject": lambda _facts, random: random.choice(SUBJECTS),
    "course": lambda _facts, random: random.choice(COURSES),
    "speech_title": lambda _facts, random: random.choice(SPEECHES),
    "self_total": lambda _facts, random: str(random.randrange(86, 99)),
    "occupation": lambda _facts, _random: "化学分析技术",
    "mentor": lambda _facts, _random: "县教师发展中心教研员",
    "party_opinion": lambda _facts, _random: "同意申报。",
}
"""By key of the question, in all programmes alike."""
