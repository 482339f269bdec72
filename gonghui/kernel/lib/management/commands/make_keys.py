"""Write a fresh key ring to KEY_RING_FILE, once."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from gonghui.kernel.lib.sealing import new_ring_json


class Command(BaseCommand):
    """Make the key ring; an existing one is never touched, because it opens the stored data."""

    help = "Write a new key ring (mode 0600) to KEY_RING_FILE unless one is there."
    requires_system_checks = []

    def handle(self, **_options):
        """Create the file exclusively, readable by its owner only."""
        path = Path(settings.KEY_RING_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            self.stdout.write(f"密钥环已存在，保持不变：{path}")
            return
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(new_ring_json())
        self.stdout.write(f"已生成密钥环，请立即离线备份：{path}")
