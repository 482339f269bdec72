"""Words of this room that more than one place says."""

LOG_TEXTS = {
    "organising.founding.begun": "发起建会：{name}",
    "organising.founding.changed": "修改建会信息：{name}（{fields}）",
    "organising.founding.unit_added": "建会加入单位：{name}",
    "organising.founding.unit_removed": "建会移出单位：{name}",
    "organising.founding.visited": "登记走访：{name}",
    "organising.founding.applied": "发展会员 {count} 人：{name}",
    "organising.founding.applicant_removed": "撤回入会申请：{name}",
    "organising.election.recorded": "录入选举结果：{body}，第{round}轮，应到{should_attend}，实到{present}",
    "organising.election.dropped": "撤下选举结果：{body}，第{round}轮",
    "organising.transfer.begun": "发起会籍转移",
    "organising.renewal.begun": "发起换届",
    "organising.terms.reminded": "检查届满（{on}），{count} 个",
    "organising.rate.published": "发布比率：{title}",
    "organising.codes.swapped": "对调单位与工会的代码：{unit}",
}
"""What the audit chain shows for each trace key."""
