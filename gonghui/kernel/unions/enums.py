"""Kinds and standings of units and unions (handbook organisation §2, §3, §8)."""

from django.db import models


class UnitKind(models.TextChoices):
    """What a unit is (§3); ownership, profit and place are separate flags."""

    UNIVERSITY = "university", "高校"
    INSTITUTE = "institute", "科研院所"
    SCHOOL = "school", "中小学"
    VOCATIONAL = "vocational", "中职"
    SPECIAL = "special", "特殊教育"
    KINDERGARTEN = "kindergarten", "幼儿园"
    OFFICE = "office", "教育/科技行政机关"
    COMPANY = "company", "企事业"


class UnitSubkind(models.TextChoices):
    """Finer kinds of universities."""

    NONE = "", "—"
    UNDERGRADUATE = "undergraduate", "本科"
    VOCATIONAL = "vocational", "高职"
    INDEPENDENT = "independent", "独立学院"


class Ownership(models.TextChoices):
    """举办性质."""

    PUBLIC = "public", "公办"
    PRIVATE = "private", "民办"
    JOINT = "joint", "中外合作"


class Area(models.TextChoices):
    """城乡属性, by the official urban-rural code."""

    CITY = "city", "城区"
    TOWN = "town", "镇区"
    RURAL = "rural", "乡村"


class UnitStatus(models.TextChoices):
    """Standing of a unit over a stretch of time."""

    RUNNING = "running", "在办"
    SUSPENDED = "suspended", "停办"
    CLOSED = "closed", "注销"
    MERGED = "merged", "合并"


class UnionKind(models.TextChoices):
    """What a union body is (§2, §4)."""

    FEDERATION = "federation", "总工会"
    INDUSTRIAL = "industrial", "地方产业工会"
    GRASSROOTS = "grassroots", "基层工会"
    JOINT = "joint", "联合工会"
    BRANCH = "branch", "分工会"
    GROUP = "group", "工会小组"


class EdgeKind(models.TextChoices):
    """The three relations between unions, which must be kept apart (§2)."""

    LEADS = "leads", "组织隶属"
    GUIDES = "guides", "业务指导"
    REMITS = "remits", "经费收缴"


class BodyKind(models.TextChoices):
    """Bodies of a term (§4)."""

    COMMITTEE = "committee", "工会委员会"
    STANDING = "standing", "常务委员会"
    AUDIT = "audit", "经费审查委员会"
    WOMEN = "women", "女职工委员会"
    WORKING = "working", "专门工作委员会"


class OfficeKind(models.TextChoices):
    """Seats in a body (任职, §4)."""

    CHAIR = "chair", "主席"
    EXECUTIVE_VICE = "executive_vice", "常务副主席"
    VICE = "vice", "副主席"
    AUDIT_CHAIR = "audit_chair", "经审委主任"
    WOMEN_CHAIR = "women_chair", "女职委主任"
    MEMBER = "member", "委员"
    BRANCH_CHAIR = "branch_chair", "分工会主席"
    GROUP_LEADER = "group_leader", "小组长"
