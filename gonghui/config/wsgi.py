"""The WSGI door that the application server opens."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.config.settings.dev")
application = get_wsgi_application()

from gonghui.kernel.lib.sealing import key_ring  # noqa: E402 -- settings must be ready

key_ring()  # a server without keys must not start: system checks do not run here
gc.freeze()  # what is loaded stays: a full collection would hold up one page for 0.2 s to find that
