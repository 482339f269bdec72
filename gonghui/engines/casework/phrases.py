"""Words of the engine that more than one place says."""

LOG_TEXTS = {
    "casework.case.opened": "发起工单",
    "casework.case.stepped": "办理工单：{label}，由“{before}”到“{after}”",
    "casework.clock.started": "开始计时：{clock}",
    "casework.clock.paused": "暂停计时：{clock}，原因：{reason}",
    "casework.clock.resumed": "恢复计时：{clock}",
    "casework.clock.moved": "调整时限：{clock}，由{before}改为{due}，原因：{reason}",
    "casework.clock.stopped": "停止计时：{clock}",
    "casework.clock.escalated": "自动催办：{clock}（{kind}）",
    "casework.clocks.checked": "检查时限（{day}），没有需要催办的",
    "casework.document.added": "上传材料：{label}",
    "casework.delegation.made": "委托他人代办",
    "casework.delegation.ended": "收回委托",
}
"""What the audit chain shows for each trace key."""
