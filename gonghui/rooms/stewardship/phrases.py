"""What the log says of this room's actions."""

LOG_TEXTS = {
    "stewardship.leader.enrolled": "“{name}”列入领导干部名册",
    "stewardship.leader.retired": "“{name}”移出领导干部名册",
    "stewardship.point.named": "确定“{union}”为{leader}的联系点",
    "stewardship.point.adjusted": "联系点“{union}”调整为“{new}”",
    "stewardship.point.ended": "结束联系“{union}”",
    "stewardship.report.filed": "提交{name} {year}年度调研报告",
    "stewardship.visit.recorded": "登记{leader} {day}的走访",
    "stewardship.problem.raised": "登记“{union}”反映的问题",
}
