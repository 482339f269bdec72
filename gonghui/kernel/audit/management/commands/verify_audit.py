"""``manage.py verify_audit``: check the audit chain and name the first broken entry."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.kernel.audit.verification import verify


class Command(BaseCommand):
    """Ends with an error when the chain is broken."""

    help = "Check the audit chain and name the first broken entry."

    def add_arguments(self, parser):
        """Where to start, and a head noted by an earlier run."""
        parser.add_argument("--from", dest="from_id", type=int, default=None, metavar="ID")
        parser.add_argument("--anchor", default="", metavar="LENGTH:HASH")

    def handle(self, *_args, **options):
        """Print the verdict."""
        try:
            verdict = verify(from_id=options["from_id"], anchor=options["anchor"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        if not verdict.sound:
            raise CommandError(
                _("审计链在第 %(id)d 条断开：%(reason)s。此前 %(checked)d 条完好。")
                % {
                    "id": verdict.broken_id,
                    "reason": verdict.reason,
                    "checked": verdict.checked,
                }
            )
        self.stdout.write(_("审计链完好，共核对 %(checked)d 条。") % {"checked": verdict.checked})
        self.stdout.write(
            _("请将下一行留存在系统之外，供下次用 --anchor 核对：\n%(head)s")
            % {"head": verdict.head}
        )
