"""What code may compare in a campaign: kinds, states and levels. Labels are for people only."""

from django.db import models


class Level(models.IntegerChoices):
    """Who stands behind an honour, ordered: 省级以上 is ``>= PROVINCE`` (handbook contests §1).

    An honour of the industry union is not a provincial one; the review counts both apart.
    """

    UNIT = 10, "单位级"
    COLLEGE = 20, "院系级"
    COUNTY = 30, "县级"
    CITY = 40, "市级"
    INDUSTRY = 50, "省教科技系统级"
    PROVINCE = 60, "省级"
    NATION = 70, "国家级"

    @property
    def written(self) -> tuple[str, ...]:
        """How people write the level in their own tables."""
        return tuple(WRITTEN[self].split())


WRITTEN = {
    Level.NATION: "国家级 国家 全国 全国级 部级 国家级（含部级） 省部级以上 全总",
    Level.PROVINCE: "省级 省 省部级 省直级 省总",
    Level.INDUSTRY: "省教科技系统级 系统级 教科技系统级 产业级 行业级 省教科技工会 教科工会级 系统",
    Level.CITY: "市级 市 设区市级 地市级 厅级 市厅级",
    Level.COUNTY: "县级 区级 县 区 县区级",
    Level.COLLEGE: "院系级 院级 二级单位",
    Level.UNIT: "单位级 校级 校 校（院）级 本单位",
}


class TargetKind(models.TextChoices):
    """What an entry puts forward."""

    PERSON = "person", "个人"
    TEAM = "team", "集体"
    UNION = "union", "单位（工会）"
    WORK = "work", "成果（作品）"
    SITE = "site", "场所"


class CampaignStatus(models.TextChoices):
    """How far a campaign has come (handbook contests §2.3)."""

    PLANNED = "planned", "筹划"
    OPEN = "open", "已发布"
    NOMINATING = "nominating", "推荐申报"
    CHECKING = "checking", "资格审查"
    JUDGING = "judging", "评审"
    PROPOSING = "proposing", "拟定名单"
    PUBLICITY = "publicity", "公示"
    DECIDED = "decided", "已决定"
    ARCHIVED = "archived", "已归档"
    SUSPENDED = "suspended", "暂停"


OVER = frozenset({CampaignStatus.DECIDED, CampaignStatus.ARCHIVED})
"""The awards are given: nothing is judged or listed any more."""


class StageKind(models.TextChoices):
    """The building blocks a cadre arranges, in the order in which they may follow each other."""

    NOTICE = "notice", "发布通知"
    QUOTA = "quota", "分配名额"
    NOMINATE = "nominate", "填表推荐"
    DEMOCRATIC = "democratic", "民主程序"
    UNIT_PUBLICITY = "unit_publicity", "单位公示"
    RECOMMEND = "recommend", "逐级推荐"
    QUALIFICATION = "qualification", "资格审查"
    OPINIONS = "opinions", "征求意见"
    EXAM = "exam", "学习与考试"
    BLIND_REVIEW = "blind_review", "匿名评审"
    ONSITE = "onsite", "现场评分"
    MEMBER_RATING = "member_rating", "会员测评"
    PUBLIC_VOTE = "public_vote", "网络投票"
    RANKING = "ranking", "汇总排名"
    APPEAL = "appeal", "申诉仲裁"
    DELIBERATION = "deliberation", "研究决定"
    SLATE = "slate", "拟定名单"
    PUBLIC_NOTICE = "public_notice", "公示"
    DECISION = "decision", "表彰决定"
    CERTIFICATES = "certificates", "颁发证书"
    ARCHIVE = "archive", "归档"


class StageStatus(models.TextChoices):
    """Whether a stage is still to come, under way, or over."""

    WAITING = "waiting", "未开始"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"


class FormFieldKind(models.TextChoices):
    """What a field of an entry form takes."""

    TEXT = "text", "文字"
    LONG = "long", "长文字"
    NUMBER = "number", "数字"
    DAY = "day", "日期"
    CHOICE = "choice", "单选"
    CHOICES = "choices", "多选"
    YES = "yes", "是否"
    TABLE = "table", "表格"
    ATTACHMENT = "attachment", "附件"
    PERSON = "person", "人员"
    UNION = "union", "工会"
    PATENT = "patent", "专利号"


class QuotaKind(models.TextChoices):
    """How a place is given (handbook contests §2.1)."""

    GUARANTEED = "guaranteed", "指令性"
    COMPETITIVE = "competitive", "竞争性"
    SEPARATE = "separate", "单列"


class Severity(models.TextChoices):
    """Whether a broken rule stops the list or is only shown."""

    BLOCK = "block", "必须满足"
    WARN = "warn", "提醒"


class RuleScope(models.TextChoices):
    """Over which names a share is counted."""

    UNIT = "unit", "各单位"
    OVERALL = "overall", "全部名单"


class RubricRule(models.TextChoices):
    """How the points of a rubric's item are given (handbook homes §3)."""

    POINTS = "points", "打分"
    DEDUCT = "deduct", "扣分"
    TIERED = "tiered", "分档"
    VETO = "veto", "一票否决"
    BONUS = "bonus", "加分"


class RecusalKind(models.TextChoices):
    """Why a judge does not judge an entry (handbook contests §3)."""

    SAME_UNION = "same_union", "同一单位"
    KIN = "kin", "亲属"
    COAUTHOR = "coauthor", "合作者"
    COACH = "coach", "指导教师"
    SUPERVISOR = "supervisor", "师生"
    NOMINATOR = "nominator", "推荐人"
    DECLARED = "declared", "本人申请"
    ABSENT = "absent", "未能评分"


JUDGING = ("judge", "head")
"""Roles of a seat that score; the others keep records, watch, or wait."""


class SheetStatus(models.TextChoices):
    """A score sheet is a draft until its judge hands it in."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"


class BallotVerdict(models.TextChoices):
    """What became of a ballot; suspicious ones are marked, never deleted (handbook contests §4)."""

    COUNTED = "counted", "有效"
    MARKED = "marked", "待复核"
    INVALID = "invalid", "无效"


class BallotWay(models.TextChoices):
    """What let a voter in."""

    ACCOUNT = "account", "实名账号"
    CODE = "code", "邀请码"
    DIGITS = "digits", "图形验证"
    WORDS = "words", "文字题验证"


class NoticeScope(models.TextChoices):
    """Who reads a public notice."""

    UNIT = "unit", "本单位"
    SYSTEM = "system", "系统内"
    PUBLIC = "public", "社会公开"


class NoticeStatus(models.TextChoices):
    """A published list is append-only; it runs, ends, or is replaced by a new one."""

    RUNNING = "running", "公示中"
    ENDED = "ended", "公示期满"
    REPLACED = "replaced", "已由新公示替代"


class ObjectionForm(models.TextChoices):
    """Who objects; only a named objector gets a written answer (handbook contests §2.5)."""

    NAMED = "named", "实名个人"
    UNIT = "unit", "单位（盖章）"
    ANONYMOUS = "anonymous", "匿名"


class ObjectionOutcome(models.TextChoices):
    """What the inquiry found."""

    OPEN = "open", "核查中"
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"


class AwardSource(models.TextChoices):
    """Where the register has an award from."""

    OWN = "own", "本系统评选"
    IMPORTED = "imported", "历史台账"
    EXTERNAL = "external", "外部授予"


class AwardStatus(models.TextChoices):
    """Whether an award is in force (handbook contests §11)."""

    ACTIVE = "active", "有效"
    UNDER_REVIEW = "under_review", "复核中"
    RECTIFYING = "rectifying", "限期整改"
    REVOKED = "revoked", "已撤销"
    ENDED = "ended", "已终止"
    EXPIRED = "expired", "已到期"


IN_FORCE = frozenset({AwardStatus.ACTIVE, AwardStatus.UNDER_REVIEW, AwardStatus.RECTIFYING})


class AwardEventKind(models.TextChoices):
    """What happened to an award after it was given."""

    NAMED = "named", "命名"
    REVIEWED = "reviewed", "年度考核"
    RECONFIRMED = "reconfirmed", "复核确认"
    RECTIFY = "rectify", "责令整改"
    REVOKED = "revoked", "撤销"
    ENDED = "ended", "终止"
    PASSED_ON = "passed_on", "变更承继"
    EXPIRED = "expired", "到期"
