"""The WSGI door that the application server opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.config.settings.dev")
application = get_wsgi_application()
