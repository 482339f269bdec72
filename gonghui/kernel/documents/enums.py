"""Kinds and states of documents and certificates."""

from django.db import models


class DocumentKind(models.TextChoices):
    """文种 and the other papers that campaigns bring forth."""

    DECISION = "decision", "决定"
    NOTICE = "notice", "通知"
    CIRCULAR = "circular", "通报"
    LETTER = "letter", "函"
    REPLY = "reply", "批复"
    REPORT = "report", "报告"
    REQUEST = "request", "请示"
    MINUTES = "minutes", "纪要"
    PUBLIC_NOTICE = "public_notice", "公示"
    STATEMENT = "statement", "公示情况说明"
    FORM = "form", "审批表"
    SUMMARY = "summary", "汇总表"
    SCORES = "scores", "评分表"


class DocumentState(models.TextChoices):
    """A document is a draft until it is issued; an issued one is never changed, only withdrawn."""

    DRAFT = "draft", "拟稿"
    ISSUED = "issued", "已签发"
    WITHDRAWN = "withdrawn", "已撤回"


class CertificateState(models.TextChoices):
    """A certificate is never deleted: its check page has to say that it was revoked."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"
