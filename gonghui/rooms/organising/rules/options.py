"""What differs from place to place ([K] and [U] in the handbook): one default each, changed as data."""

from gonghui.kernel.lib.options import Option

OPTIONS = (
    Option("organising.min_members", "必须建立工会委员会的会员人数", 25, "工会法第十一条"),
    Option("organising.reply_days", "上级批复期限（日）", 15, "handbook organisation §12 [U]"),
    Option(
        "organising.found_within_months",
        "开办后建会期限（月）",
        12,
        "handbook organisation §5 [U]",
    ),
    Option("organising.transfer_days", "会籍转接期限（日）", 30, "handbook organisation §12 [U]"),
    Option(
        "organising.committee_surplus", "委员会差额比例（%）", 5, "handbook organisation §6 [V]"
    ),
    Option(
        "organising.standing_surplus", "常委会差额比例（%）", 10, "handbook organisation §6 [K]"
    ),
    Option(
        "organising.term_reminder_months",
        "届满前几个月提醒",
        [6, 3, 1],
        "handbook organisation §12",
    ),
    Option(
        "organising.delegate_bands",
        "会员代表人数（会员从、至，代表从、至）",
        [
            [100, 200, 30, 40],
            [201, 1000, 40, 60],
            [1001, 5000, 60, 90],
            [5001, 10000, 90, 130],
        ],
        "handbook organisation §6 [K]",
    ),
)
