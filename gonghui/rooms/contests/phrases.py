"""Sentences of the log for this room."""

LOG_TEXTS = {
    "contests.labour.proposed": "拟报劳动竞赛：{name}",
    "contests.labour.changed": "修改劳动竞赛：{name}（{fields}）",
    "contests.labour.listed": "登记劳动竞赛立项：{name}（{kind}）",
    "contests.labour.joined": "参赛工会：{name}，{count} 个",
    "contests.labour.reviewed": "登记保密审查：{name}",
    "contests.labour.published": "公开劳动竞赛：{name}",
    "contests.milestone.added": "增加竞赛节点：{name}，{milestone}",
    "contests.milestone.reached": "完成竞赛节点：{name}，{milestone}",
    "contests.dimension.added": "增加比保项目：{name}，{dimension}",
    "contests.score.entered": "登记阶段得分：{name}，{dimension}",
    "contests.incident.recorded": "登记否决事项：{name}（{kind}）",
    "contests.merit.recorded": "登记岗位立功：{name}，{holder}",
    "contests.result.recorded": "登记外部竞赛成绩：{holder}，{title}",
}
