"""Words of judging that more than one place says."""

LOG_TEXTS = {
    "campaigns.expert.added": "专家入库",
    "campaigns.expert.changed": "修改专家信息（{fields}）",
    "campaigns.panel.formed": "建立评审组：{name}",
    "campaigns.panel.opened": "开放评分",
    "campaigns.panel.reopened": "重新开放评分：{reason}",
    "campaigns.judge.seated": "评委就位：{letter}（{role}）",
    "campaigns.judge.pledged": "评委承诺：{letter}",
    "campaigns.judge.recused": "评委回避：{letter}",
    "campaigns.lot.drawn": "抽签：{purpose}，种子 {seed}",
    "campaigns.sheet.saved": "保存评分：{letter} 评 {candidate} 号",
    "campaigns.sheet.sent_again": "评分重复上传，未作改动：{letter} 评 {candidate} 号",
    "campaigns.sheet.submitted": "提交评分：{letter} 评 {candidate} 号",
    "campaigns.sheet.returned": "退回评分：{letter} 评 {candidate} 号，{reason}",
    "campaigns.scores.frozen": "封存得分：{category}，第 {version} 版，校验值 {digest}",
    "campaigns.scores.published": "公布得分表：校验值 {digest}",
    "campaigns.scores.signed": "监督员在得分表上签字：校验值 {digest}",
    "campaigns.floor.timed": "记录用时：{candidate} 号 {seconds} 秒",
    "campaigns.floor.announced": "宣布得分：{candidate} 号",
    "campaigns.ballot.cast": "投票",
    "campaigns.ballots.marked": "检查可疑选票，新标记 {count} 张",
    "campaigns.ballot.reviewed": "复核选票 {ballot}：{verdict}",
    "campaigns.marks.recorded": "录入成绩 {count} 条：{part}",
}
"""What the audit chain shows for each trace key."""
