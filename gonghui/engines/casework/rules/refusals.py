"""Why a step did not happen. Each refusal carries a sentence for the user; nothing was changed."""

from django.core.exceptions import ValidationError


class CannotStep(ValidationError):
    """A guard said no, or something the step needs is missing."""

    @property
    def reason(self) -> str:
        """The sentence for the user."""
        return " ".join(self.messages)


class Stale(CannotStep):
    """Somebody else moved the case first."""


class TableChanged(RuntimeError):
    """A shipped table differs from the stored one of the same version."""
