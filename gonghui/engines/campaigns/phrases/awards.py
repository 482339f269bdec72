"""Words about the register of awards."""

LOG_TEXTS = {
    "campaigns.series.named": "登记荣誉系列：{name}",
    "campaigns.award.granted": "登记荣誉：{holder} {title}",
    "campaigns.award.imported": "批量登记荣誉 {count} 项",
    "campaigns.award.withdrawn": "撤销批量登记荣誉 {count} 项",
    "campaigns.award.corrected": "更正荣誉：{holder} {title}（{fields}）",
    "campaigns.award.reviewed": "荣誉考核：{holder} {title}，{result}",
    "campaigns.award.rectified": "责令整改：{holder} {title}，限期 {until}",
    "campaigns.award.reconfirmed": "复核确认：{holder} {title}",
    "campaigns.award.ended": "终止荣誉：{holder} {title}（{reason}）",
    "campaigns.award.revoked": "撤销荣誉：{holder} {title}（{reason}）",
    "campaigns.award.passed_on": "荣誉变更承继：{title}，{before} → {after}",
    "campaigns.award.shown": "荣誉公开展示：{holder} {title}，{answer}",
    "campaigns.awards.expired": "荣誉到期 {count} 项",
}
"""What the audit chain shows for each trace key."""
