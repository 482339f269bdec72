"""``manage.py open_operator NAME``: the first administrator of a federation, or of another union."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.access.actions.opening import open_cadre_account
from gonghui.kernel.access.roles import CITY_CADRE, PROVINCE_CADRE
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from gonghui.kernel.unions.api import Union, federation


class Command(BaseCommand):
    """Opens an account with its post and prints the initial password once."""

    help = "Open the account of a first administrator and print its initial password once."

    def add_arguments(self, parser):
        """Who, and where."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="shown to others, e.g. 张三")
        parser.add_argument("--union", default="", help="full name; the federation by default")

    def handle(self, *_args, **options):
        """Open the account as the program itself."""
        with scoping.everything("first administrator, opened at the console"):
            union, role = self._place(options["union"])
            try:
                opened = open_cadre_account(
                    actor=SYSTEM,
                    username=options["username"],
                    display_name=options["name"] or options["username"],
                    phone="",
                    post={"union": union, "role": role, "reason": _("由系统管理员在控制台开通")},
                )
            except ValidationError as error:
                raise CommandError("；".join(error.messages)) from None
        self.stdout.write(
            _("已为“%(union)s”开通账号 %(username)s，初始密码（24 小时内有效，只能用一次）：")
            % {"union": union, "username": opened.user.username}
        )
        self.stdout.write(opened.password)

    def _place(self, name: str) -> tuple[Union, str]:
        """The union of that name and the role that leads it."""
        if not name:
            try:
                return federation(), PROVINCE_CADRE
            except Union.DoesNotExist:
                raise CommandError(_("还没有建立本级工会，请先载入工会数据。")) from None
        found = list(Union.objects.filter(name=name)[:2])
        if len(found) != 1:
            raise CommandError(_("没有唯一的工会叫“%(name)s”。") % {"name": name})
        return found[0], CITY_CADRE
