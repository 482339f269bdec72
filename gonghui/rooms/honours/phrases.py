"""Words of this room that more than one place says."""

LOG_TEXTS = {
    "honours.studio.founded": "登记工作室：{name}",
    "honours.studio.changed": "修改工作室：{name}",
    "honours.studio.joined": "工作室成员加入：{name}，{who}",
    "honours.studio.left": "工作室成员离开：{name}，{who}",
    "honours.studio.logged": "工作室台账：{name}，{kind}",
    "honours.studio.named": "工作室命名：{name}，{title}",
    "honours.studio.led": "工作室换领衔人：{name}，{before} → {after}",
    "honours.studio.closed": "工作室停办：{name}（{reason}）",
    "honours.cultivation.opened": "建立培养档案：{name}",
    "honours.cultivation.recorded": "登记培养记录：{name}，{kind}",
    "honours.cultivation.mentored": "指定导师：{name}，{before} → {after}",
    "honours.cultivation.left": "登记离开乡村学校：{name}（{early}）",
    "honours.worker.opened": "建立劳模档案：{name}",
    "honours.worker.changed": "更新劳模档案：{name}",
}
"""What the audit chain shows for each trace key."""
