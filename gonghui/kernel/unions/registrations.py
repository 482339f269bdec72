"""What this app declares to others: its options."""

from gonghui.kernel.lib.options import Option, register_option

register_option(
    Option(
        "unions.found_within_months",
        "开办后建会期限（月）",
        6,
        "handbook organisation §5: Shanghai 6 months, Chongqing 12, Jiangsu unverified",
    )
)
register_option(
    Option(
        "unions.term_extension_months",
        "换届延期最长（月）",
        6,
        "handbook organisation §7: Anhui guide, to be confirmed locally",
    )
)
register_option(
    Option(
        "unions.term_reminder_months",
        "届满前提醒（月）",
        [6, 3, 1],
        "handbook organisation §12",
    )
)
register_option(
    Option(
        "unions.vacancy_months",
        "主席、副主席空缺补选期限（月）",
        3,
        "handbook organisation §6: seen in two provinces",
    )
)
register_option(
    Option(
        "unions.committee_minimum_members",
        "应建基层工会委员会的会员数",
        25,
        "Trade Union Law art. 11",
    )
)
