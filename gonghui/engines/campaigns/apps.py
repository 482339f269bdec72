"""App configuration."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Calls, quotas, entries, judging, slates, public notices, decisions, awards."""

    name = "gonghui.engines.campaigns"
    label = "campaigns"
    verbose_name = "评选"

    def ready(self):
        """Plug the engine in."""
        from gonghui.engines.campaigns import registrations  # noqa: F401, PLC0415 -- app registry must be ready
