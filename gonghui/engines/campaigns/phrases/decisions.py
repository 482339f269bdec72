"""Words about slates, notices, objections and decisions."""

LOG_TEXTS = {
    "campaigns.slate.kept": "拟定名单：{title} 第{version}版，{count} 个（{reason}）",
    "campaigns.slate.deliberated": "研究决定：{title} 第{version}版，{meeting}",
    "campaigns.notice.posted": "公示：{title}，{count} 个，{starts}至{ends}",
    "campaigns.notice.closed": "公示期满：{title}，{statement}",
    "campaigns.notices.hidden": "隐藏期满公示的个人信息 {count} 份",
    "campaigns.objection.received": "收到异议：{title}（{form}）",
    "campaigns.objection.decided": "异议结论：{title}，{outcome}",
    "campaigns.decision.issued": "表彰决定：{title} {number}，{count} 个",
}
"""What the audit chain shows for each trace key."""
