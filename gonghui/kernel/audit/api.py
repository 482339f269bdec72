"""The door to the audit chain."""

from gonghui.kernel.audit.guard import SealedFact
from gonghui.kernel.audit.queries import entries_of
from gonghui.kernel.audit.texts import register_log_text, text_of
from gonghui.kernel.audit.verification import Verdict, verify

__all__ = ["SealedFact", "Verdict", "entries_of", "register_log_text", "text_of", "verify"]
