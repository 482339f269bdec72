"""Log texts of the floors below, which cannot import this package."""

TEXTS = {
    "access.account.opened": "开通账号{username}（{name}）",
    "access.account.resumed": "恢复账号：{reason}",
    "access.account.stopped": "停用账号：{reason}",
    "access.account.text_size_chosen": "选择{size}显示",
    "access.password.changed": "修改密码",
    "access.password.reset": "重置密码",
    "access.post.ended": "结束岗位：{union}{role}，自{day}起。{reason}",
    "access.post.granted": "授予岗位：{union}{role}，自{start}起。{reason}",
    "access.session.ended": "退出 {count} 个设备",
    "access.session.started": "登录（{ip}）",
    "access.value.unmasked": "查看完整{field}：{reason}",
    "lib.calendar.day_set": "调整工作日历：{day}",
    "lib.calendar.year_announced": "发布年度工作日历",
}
