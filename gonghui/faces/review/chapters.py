"""What the review says: chapters of sentences whose numbers are figures.

A sentence names its figures in braces: ``{organising.members}`` prints the exact number,
``{organising.members|余|1000}`` the same with a hedge word and its step, as a review would write it.
A hedge that the exact number does not bear is not printed; the exact number stands instead. A
sentence with an indicator that nobody has declared is left out.
"""

import re
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z_.]+)(?:\|([余多近超逾约])\|(\d+))?\}")


@dataclass(frozen=True)
class Chapter:
    """A part of the review: its title, the headline figures, and its sentences."""

    slug: str
    title: str
    lead: str
    headline: tuple[str, ...]
    sentences: tuple[str, ...]


CHAPTERS = (
    Chapter(
        slug="grassroots",
        title="强基固本",
        lead="组织建起来，会员找得到，数字说得清。",
        headline=(
            "organising.members",
            "organising.direct_unions",
            "organising.private_formation_gain",
        ),
        sentences=(
            "期末共有会员{organising.members}人，其中女会员占{organising.women_share}%。",
            "直属基层工会{organising.direct_unions}个，覆盖单位{organising.units_covered}个。",
            "民办中小学、幼儿园动态建会率提高{organising.private_formation_gain}个百分点，期末建会率{organising.private_formation_rate}%。",
            "到期应换届的工会中，按时换届的占{organising.timely_terms}%。",
        ),
    ),
    Chapter(
        slug="honours",
        title="建功立业",
        lead="荣誉都有出处，升级、撤销、连续都说得清。",
        headline=(
            "honours.studios_industry",
            "honours.high_medals",
            "honours.model_workers",
        ),
        sentences=(
            "命名省教科技系统级劳模和工匠人才创新工作室{honours.studios_industry}个，其中升为省级{honours.studios_raised}个；期末在册{honours.studios_in_force}个。",
            "{honours.high_medals}个集体和个人获省级以上五一劳动奖状、奖章和工人先锋号，其中劳动竞赛中获得{honours.contest_medals}个。",
            "推选劳动模范、先进工作者和抗疫典型{honours.model_workers}名。",
            "连续{honours.rural_teachers_years}年实施乡村优秀青年教师培养奖励计划，入选{honours.rural_teachers}名。",
            "连续{honours.teachers_of_year_years}年推选教师年度人物，选出{honours.teachers_of_year}名（个团队）。",
            "直属基层工会{honours.open_affairs}个获厂务公开民主管理先进单位，推荐提案获评全国优秀职工代表提案{honours.national_proposals}件。",
            "志愿服务获省级表彰{honours.volunteer_awards}项。",
            "连续{honours.finance_years}年被全国总工会评为市级工会财务工作先进单位。",
        ),
    ),
    Chapter(
        slug="learning",
        title="队伍建设",
        lead="练了谁、练了几次，人和人次分开说。",
        headline=(
            "learning.persons",
            "learning.person_times",
            "learning.share_trained",
        ),
        sentences=(
            "{learning.persons|多|1000}名工会干部参加省级以上培训（{learning.persons}人，{learning.person_times}人次）。",
            "举办、选送各级培训{learning.events}期，{learning.persons_all}人、{learning.person_times_all}人次结业。",
            "期末在职工会干部参训率{learning.share_trained}%。",
        ),
    ),
    Chapter(
        slug="contests",
        title="以赛促建",
        lead="竞赛跟着中心任务走，成绩都有证明。",
        headline=(
            "contests.champions",
            "contests.national_first",
            "contests.milestones_on_time",
        ),
        sentences=(
            "开展劳动竞赛{contests.labour_contests}项，首次列入省十大重点工程、全国引领性劳动和技能竞赛{contests.first_listings}项，节点按期完成率{contests.milestones_on_time}%，岗位立功{contests.post_merits}项。",
            "涌现竞赛冠军{contests.champions}名，{contests.top_results}项成果入选十大科技创新成果、十大优秀专利。",
            "举办教师演讲比赛{contests.speech_editions}届。",
            "{contests.national_first}名选手在全国青年教师教学竞赛中获一等奖，{contests.entrant_medals}名选手获省级以上五一劳动奖章。",
        ),
    ),
    Chapter(
        slug="homes",
        title="建家强会",
        lead="家建在职工身边，好不好由会员说了算。",
        headline=(
            "homes.star_homes",
            "homes.rural_homes",
            "homes.rating_satisfied",
        ),
        sentences=(
            "直属基层工会建成星级职工之家（职工小家）{homes.star_homes}个。",
            "培树“五好”乡村教工之家{homes.rural_homes}个，校（所）村共建结对{homes.pairings}对，开展共建活动{homes.pairing_visits}次，送去物资和资金{homes.pairing_value|余|10000}元。",
            "命名职工健康服务站{homes.health_stations}个、爱心母婴室{homes.nursing_rooms}个。",
            "{homes.rating_unions}个工会开展会员评家{homes.rating_rounds}次，{homes.rating_members|余|100}人次参评，参评率{homes.rating_return}%，会员满意和基本满意率{homes.rating_satisfied}%，达到本次门槛的占{homes.rating_passed}%。",
        ),
    ),
    Chapter(
        slug="stewardship",
        title="作风建设",
        lead="走到基层去，问题改到底，学习走在前。",
        headline=(
            "stewardship.contact_points",
            "stewardship.completion",
            "stewardship.first_agenda_share",
        ),
        sentences=(
            "把{stewardship.contact_points}所省会以外高校工会作为定点联系单位，领导干部走访{stewardship.visits}次、{stewardship.visit_days}天，形成调研报告{stewardship.reports}篇，解决问题{stewardship.problems_solved}个。",
            "反馈问题{stewardship.issues}个，完成整改（销号）{stewardship.issues_closed}个，长期坚持{stewardship.issues_long_term}个，新建、修订制度{stewardship.new_rules}项，整改完成率{stewardship.completion}%。",
            "{stewardship.first_agendas}次党组会落实“第一议题”制度，落实率{stewardship.first_agenda_share}%，学习主题{stewardship.first_agenda_themes}个。",
        ),
    ),
)


def keys_of(sentence: str) -> list[str]:
    """The indicators that a sentence names, in its order."""
    return [match.group(1) for match in PLACEHOLDER.finditer(sentence)]
