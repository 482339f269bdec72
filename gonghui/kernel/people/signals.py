"""Events about people that higher floors answer inside the same transaction.

``person_erased``: personal values of ``person`` were replaced; apps that keep more about people clear it.
Arguments: ``person``, ``actor``.
"""

from django.dispatch import Signal

person_erased = Signal()
