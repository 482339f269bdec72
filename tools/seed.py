"""Loads the demonstration province into an empty database; a database with unions is left alone.

``make run`` calls it. SCALE sets the number of members; the command itself refuses to run in production.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.config.settings.dev")


def main() -> None:
    """Seed once."""
    import django  # noqa: PLC0415 -- after the path and settings are set

    django.setup()
    from django.core.management import call_command, get_commands  # noqa: PLC0415 -- app ready

    from gonghui.kernel.unions.models import Union  # noqa: PLC0415 -- app ready

    if "seed_demo" not in get_commands() or Union.objects.exists():
        return
    scale = os.environ.get("SCALE")
    call_command("seed_demo", *(["--scale", scale] if scale else []))


if __name__ == "__main__":
    main()
