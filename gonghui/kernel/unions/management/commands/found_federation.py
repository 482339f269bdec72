"""``manage.py found_federation NAME``: the owner of this installation, the first union of an empty database."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import Union, UnionKind, found_union, region_on


class Command(BaseCommand):
    """Founds the federation; everything else is loaded below it."""

    help = "登记本级工会（空库的第一个工会）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Its name, region and first day."""
        parser.add_argument("name", help="全称，如 某省教育科技工会")
        parser.add_argument("--region", required=True, help="行政区划代码，如 320000")
        parser.add_argument("--founded", required=True, type=date.fromisoformat, help="成立日期")
        parser.add_argument("--uscc", default="", help="工会统一社会信用代码（81 开头）")

    def handle(self, *, name: str, region: str, founded: date, uscc: str, **_options) -> None:
        """Found it as the program itself."""
        if Union.objects.exists():
            raise CommandError("数据库里已有工会；其他工会请在网页上登记或导入。")
        if region_on(region) is None:
            raise CommandError("没有这个行政区划代码，请先运行 seed_regions，再核对代码。")
        try:
            union = found_union(
                actor=SYSTEM,
                name=name,
                kind=UnionKind.INDUSTRIAL,
                founded_on=founded,
                region_code=region,
                uscc=uscc,
                legal_person=bool(uscc),
            )
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from None
        self.stdout.write(f"已登记“{union}”。接着运行 open_operator 开通第一个管理员。")
