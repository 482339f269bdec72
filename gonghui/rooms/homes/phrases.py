"""What the log says of this room's actions."""

LOG_TEXTS = {
    "homes.place.entered": "登记场所“{name}”",
    "homes.place.changed": "更改场所“{name}”：{fields}",
    "homes.place.opened": "场所“{name}”开放",
    "homes.place.closed": "场所“{name}”关闭",
    "homes.place.titled": "场所“{name}”关联称号“{title}”",
    "homes.photo.added": "上传场所“{name}”照片",
    "homes.report.filed": "填报场所“{name}”{year}年度报告",
    "homes.inspection.recorded": "登记场所“{name}”检查，发现问题 {count} 项",
    "homes.defect.mended": "场所“{name}”问题整改完成：{text}",
    "homes.problem.reported": "反映场所“{name}”的问题",
    "homes.problem.taken": "开始处理场所“{name}”的问题",
    "homes.problem.answered": "答复场所“{name}”的问题",
    "homes.pairing.begun": "与“{helped}”结对共建",
    "homes.pairing.visited": "登记与“{helped}”的共建活动",
    "homes.pairing.ended": "与“{helped}”的共建结束",
    "homes.rating.opened": "开启会员测评“{title}”，应参评 {count} 人",
    "homes.rating.closed": "会员测评“{title}”截止",
    "homes.rating.published": "公布会员测评“{title}”结果",
    "homes.rating.recorded": "补录会员测评“{title}”，参评 {count} 人",
    "homes.rating.voided": "会员测评“{title}”作废：{reason}",
}
