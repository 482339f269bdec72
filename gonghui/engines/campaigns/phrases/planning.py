"""Words about planning, opening and moving a campaign."""

LOG_TEXTS = {
    "campaigns.campaign.planned": "筹划评选：{title}",
    "campaigns.campaign.changed": "修改评选：{title}（{fields}）",
    "campaigns.campaign.dropped": "删除评选草稿：{title}",
    "campaigns.campaign.dated": "排定评选时间表：{title}，自{on}起",
    "campaigns.campaign.opened": "发布评选：{title}（方案摘要 {digest}）",
    "campaigns.campaign.told": "通知 {count} 人：{title}",
    "campaigns.campaign.suspended": "暂停评选：{title}，原因：{reason}",
    "campaigns.campaign.resumed": "恢复评选：{title}",
    "campaigns.campaign.archived": "评选归档：{title}",
    "campaigns.campaign.rehearsed": "试运行评选：{title}，虚构申报 {count} 份",
    "campaigns.campaign.withdrawn": "撤回补录的往届评选 {count} 届",
    "campaigns.campaign.recorded": "补录往届评选：{title}，申报 {count} 份，表彰 {awards} 项（方案摘要 {digest}）",
    "campaigns.programme.saved": "存为评选模板：{name}",
    "campaigns.rubric.kept": "评价标准：{name}（第{version}版）",
    "campaigns.part.added": "{title}：增加{what}“{name}”",
    "campaigns.part.changed": "{title}：修改{what}“{name}”",
    "campaigns.part.moved": "{title}：移动{what}“{name}”",
    "campaigns.part.removed": "{title}：去掉{what}“{name}”",
    "campaigns.stage.opened": "{title}：“{stage}”开始",
    "campaigns.stage.closed": "{title}：“{stage}”结束",
    "campaigns.stage.rescheduled": "{title}：“{stage}”截止由{before}改为{after}，原因：{reason}",
    "campaigns.places.split": "分配名额：{title}（{category}，{places} 个）",
    "campaigns.places.looked_over": "核对名额，没有改动：{title}",
    "campaigns.places.set": "调整名额：{title}（{category}，{union}：{places}）",
}
"""What the audit chain shows for each trace key."""
