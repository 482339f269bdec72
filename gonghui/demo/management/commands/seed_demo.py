"""``seed_demo``: load the demonstration province into an empty database."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gonghui.demo.accounts import JUDGE, PASSWORD, Login, write_accounts
from gonghui.demo.campaigns.running import write_running
from gonghui.demo.campaigns.writing import scene_of, write_years
from gonghui.demo.cases import write_cases
from gonghui.demo.content import write_content
from gonghui.demo.learning import write_learning
from gonghui.demo.members import write_members
from gonghui.demo.messy import write_messy_roll
from gonghui.demo.pairings import write_pairings
from gonghui.demo.plan import MEMBERS, draw
from gonghui.demo.stewardship import write_stewardship
from gonghui.demo.territory import write_territory
from gonghui.kernel.lib import dates, scoping
from gonghui.kernel.unions.api import Union
from gonghui.rooms.homes.models import RatingRound

TELL = 100_000
"""So many people are a minute's silence; then a line says that the load goes on."""
MESSY_ROLL = "示例大学会员名册（待整理）.xlsx"


class Command(BaseCommand):
    """Loads the province; same seed, same province."""

    help = "载入演示省份（仅限空库、非生产环境）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Scale and seed."""
        parser.add_argument("--scale", type=int, default=MEMBERS, help="会员人数")
        parser.add_argument("--seed", type=int, default=2026)

    def handle(self, *_args: Any, scale: int, seed: int, **_options: Any) -> None:
        """Load, then say how to sign in."""
        if not settings.DEBUG:
            raise CommandError("演示数据带有公开的口令，不能载入生产环境。")
        if Union.objects.exists():
            raise CommandError("数据库里已有工会，演示数据只载入空库。")
        with scoping.everything("the demonstration makes the whole province"):
            self._load(scale, seed)

    def _load(self, scale: int, seed: int) -> None:
        began = monotonic()
        plan = draw(seed, dates.today())
        territory = write_territory(plan)
        self._say(began, f"工会 {Union.objects.count():,} 个")
        members = write_members(
            plan, territory, members=scale, seed=seed, progress=lambda done: self._tell(began, done)
        )
        self._say(began, f"人员 {members:,} 名")
        logins = write_accounts(territory, plan.start)
        self._say(began, f"工单 {write_cases(plan, territory)} 件")
        scene = scene_of(plan, territory, seed)
        written = write_years(plan, scene)
        logins.append(JUDGE)
        self._say(began, f"往届评选 {len(written.campaigns)} 次，荣誉 {written.awards} 项")
        paired = write_pairings(plan, territory, scene, seed)
        self._say(began, f"会员评家 {RatingRound.objects.count()} 次，结对共建和活动 {paired} 项")
        running = write_running(territory, scene, plan.end)
        self._say(began, f"进行中的评选 {len(running)} 次")
        self._say(began, f"培训 {write_learning(plan, territory, seed)} 人次")
        self._say(began, f"走访、整改和党组会 {write_stewardship(plan, territory)} 项")
        self._say(began, f"门户 {write_content(plan)} 篇")
        roll = Path(settings.VAR_DIR) / "demo" / MESSY_ROLL
        write_messy_roll(roll)
        self._say(began, f"待整理名册 {roll.name}")
        welcome = _welcome(logins, roll)
        (roll.parent / "logins.txt").write_text(welcome, encoding="utf-8")  # for `make run`
        self.stdout.write(welcome)

    def _tell(self, began: float, done: int) -> None:
        if done % TELL == 0:
            self._say(began, f"人员 {done:,} 名，仍在载入")

    def _say(self, began: float, text: str) -> None:
        self.stdout.write(f"[{monotonic() - began:5.1f} 秒] {text}")


def _welcome(logins: list[Login], roll: Path) -> str:
    """Who can sign in, and what to import first."""
    lines = [f"  {login.username:<12} {login.label}" for login in logins]
    return "\n".join([*lines, f"  口令均为 {PASSWORD}", f"  待整理名册：{roll}", ""])
