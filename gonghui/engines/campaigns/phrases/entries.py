"""Words about entries, from draft to check."""

LOG_TEXTS = {
    "campaigns.findings.recorded": "按台账审查：{campaign}，{count} 条",
    "campaigns.entry.entered": "填报申报：{name}（{campaign}）",
    "campaigns.entry.changed": "修改申报：{name}（{campaign}）",
    "campaigns.entry.consented": "登记本人同意：{name}（{campaign}），{how}",
    "campaigns.entry.agreed": "登记民主程序：{name}（{campaign}），应到{due}实到{present}同意{in_favour}",
    "campaigns.entry.ranked": "排出推荐顺序：{union}，{count} 项（{campaign}）",
    "campaigns.paper.attached": "上传申报附件：{name}，{label}（{file}）",
    "campaigns.paper.removed": "移除申报附件：{name}，{file}",
    "campaigns.finding.recorded": "资格审查：{name}，{rule}，{result}",
    "campaigns.opinion.asked": "征求意见：{department}，{count} 项（{campaign}）",
    "campaigns.opinion.recorded": "登记部门意见：{name}，{department}",
}
"""What the audit chain shows for each trace key."""
