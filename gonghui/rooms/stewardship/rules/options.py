"""What differs from place to place (handbook homes §7, §8, §11): one default each, changed as data."""

from gonghui.kernel.lib.options import Option

MIN_VISITS, MIN_DAYS = "stewardship.min_visits", "stewardship.min_days"
LADDER = "stewardship.warn_days"
GRACE, CAPITAL = "stewardship.entry_grace_days", "stewardship.capital_prefecture"

OPTIONS = (
    Option(MIN_VISITS, "联系点每年最少走访次数", 2, "handbook homes §11 [V]"),
    Option(MIN_DAYS, "联系点每年最少走访天数", 7, "handbook homes §11 [V]"),
    Option(GRACE, "上年走访可补登到次年第几天", 15, "handbook homes §14 [U]"),
    Option(
        LADDER, "整改期限前后提醒（日，绿、黄、红）", [-20, -10, 1], "handbook homes §8, §11 [V]"
    ),
    Option(CAPITAL, "省会地级市代码（四位，空为省内首位）", "", "handbook homes §15"),
)
