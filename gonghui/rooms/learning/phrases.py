"""Words of this room that more than one place says."""

LOG_TEXTS = {
    "learning.event.drafted": "新建培训：{title}",
    "learning.event.changed": "修改培训：{title}（{fields}）",
    "learning.event.published": "发布培训通知：{title}，{seats} 个名额",
    "learning.event.seated": "分配名额：{title}，{count} 个工会，共 {seats} 个",
    "learning.event.attended": "登记签到：{title}，{half}，到 {present} 人",
    "learning.event.scored": "登记成绩：{title}，{count} 人",
    "learning.event.finished": "结班：{title}，结业 {completed} 人，未结业 {incomplete} 人，缺席 {absent} 人",
    "learning.event.certified": "颁发结业证书：{title}，{count} 份",
    "learning.event.archived": "培训归档：{title}",
    "learning.event.cancelled": "取消培训：{title}（{reason}）",
    "learning.event.entered": "登记以往培训：{title}",
    "learning.event.corrected": "更正以往培训：{title}（{fields}）",
    "learning.event.taken_back": "撤回导入的培训班 {count} 个",
    "learning.record.applied": "报名培训：{name}，{title}",
    "learning.record.nominated": "推荐参训：{name}，{title}，{status}",
    "learning.record.withdrawn": "退出培训：{name}，{title}（{reason}）",
    "learning.record.refused": "不予录取：{name}，{title}（{reason}）",
    "learning.record.promoted": "候补转录取：{name}，{title}",
    "learning.record.replaced": "顶替：{before} → {name}，{title}（{reason}）",
    "learning.record.imported": "导入培训记录 {count} 条",
    "learning.record.corrected": "更正培训记录：{name}，{title}",
    "learning.record.taken_back": "撤回导入的培训记录 {count} 条",
}
"""What the audit chain shows for each trace key."""
