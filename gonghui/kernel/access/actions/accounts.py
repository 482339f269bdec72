"""Opening and stopping accounts, and everything about their passwords and sessions."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.authority import home_union_id, require_over
from gonghui.kernel.access.models import User
from gonghui.kernel.access.passwords import initial_until, new_initial_password
from gonghui.kernel.access.queries import phone_hash
from gonghui.kernel.access.validators import validate_phone, validate_username
from gonghui.kernel.lib.actions import action, trace
from gonghui.kernel.lib.phones import parse_phone
from gonghui.kernel.lib.policy import require


@dataclass(frozen=True)
class Opened:
    """An account and its initial password, which is stored nowhere and shown once."""

    user: User
    password: str


@action
def open_account(
    *,
    actor: Any,
    union: Any,
    username: str,
    display_name: str = "",
    person: Any = None,
    phone: str = "",
) -> Opened:
    """Open an account whose holder must set an own password within 24 hours.

    Args:
        actor: needs ``access.account:open`` on ``union``.
        union: where the holder belongs; for a member the union of the present membership.
        username: letters, digits, ``.``, ``-`` and ``_``, beginning with a letter; kept in lower case.
        display_name: defaults to the person's name.
        person: whose account it is; without one it is an account for office only.
        phone: for signing in; defaults to the person's, if nobody else signs in with it.

    Returns:
        The account and its initial password.

    Raises:
        Refused: the policy says no.
        ValidationError: name or phone taken or malformed, or the person has an account.

    Side effects: creates the account; traces ``access.account.opened``.
    """
    require(actor, "access.account:open", union)
    if person is not None and User.objects.filter(person=person).exists():
        raise ValidationError(_("%(name)s已有账号。") % {"name": person.name})
    username = username.strip().lower()
    validate_username(username)
    phone = _free_phone(phone, person)
    password = new_initial_password()
    user = User(
        username=username,
        display_name=display_name or (person.name if person is not None else username),
        person=person,
        phone=parse_phone(phone).normalised,
        phone_hash=phone_hash(phone),
    )
    _give_initial_password(user, password)
    trace(
        "access.account.opened",
        actor=actor,
        subject=user,
        union_id=union.pk,
        username=username,
        name=user.display_name,
    )
    return Opened(user, password)


@action
def reset_password(*, actor: Any, user: User) -> str:
    """Give the account a new initial password and return it; all its sessions end.

    Needs ``access.account:open`` on every union the account belongs to. Traces
    ``access.password.reset``.
    """
    require_over(actor, "access.account:open", user)
    password = new_initial_password()
    _give_initial_password(user, password)
    _end_sessions(user)
    trace("access.password.reset", actor=actor, subject=user, union_id=home_union_id(user))
    return password


@action
def change_password(*, actor: User, password: str, session_key: str | None = None) -> None:
    """Set the actor's own password; every session but ``session_key`` ends.

    The caller has checked the old password or a fresh sign-in with the initial one. Traces
    ``access.password.changed``.

    Raises:
        ValidationError: the password is too weak.
    """
    password_validation.validate_password(password, actor)
    actor.set_password(password)
    actor.must_change_password = False
    actor.initial_until = None
    actor.save(update_fields=["password", "must_change_password", "initial_until"])
    actor.sessions.exclude(session_key=session_key).delete()
    trace("access.password.changed", actor=actor, subject=actor, union_id=home_union_id(actor))


@action
def note_sign_in(*, actor: User, ip: str | None) -> None:
    """Keep that the account signed in; an initial password is spent by it.

    The running session goes on; nobody can sign in with the same initial password again. Traces
    ``access.session.started``.
    """
    if actor.must_change_password:
        actor.set_unusable_password()
        actor.save(update_fields=["password"])
    trace(
        "access.session.started",
        actor=actor,
        subject=actor,
        union_id=home_union_id(actor),
        ip=ip or "",
    )


@action
def end_sessions(*, actor: User, keep: str | None = None, only: str | None = None) -> int:
    """End the actor's own sessions: all but ``keep``, or ``only`` one; returns how many ended.

    Traces ``access.session.ended``.
    """
    rows = (
        actor.sessions.filter(session_key=only)
        if only
        else actor.sessions.exclude(session_key=keep)
    )
    count = rows.count()
    rows.delete()
    trace(
        "access.session.ended",
        actor=actor,
        subject=actor,
        union_id=home_union_id(actor),
        count=count,
    )
    return count


@action
def choose_text_size(*, actor: User, large: bool) -> None:
    """Remember 大字版 for the account. Traces ``access.account.text_size_chosen``."""
    actor.large_text = large
    actor.save(update_fields=["large_text"])
    trace(
        "access.account.text_size_chosen",
        actor=actor,
        subject=actor,
        union_id=home_union_id(actor),
        size=_("大字") if large else _("标准"),
    )


@action
def stop_account(*, actor: Any, user: User, reason: str) -> None:
    """Stop the account at once: no sign-in, all sessions end, posts stay on record.

    Needs ``access.account:open`` on every union the account belongs to; nobody stops the own account.
    Traces ``access.account.stopped``.
    """
    require_over(actor, "access.account:open", user)
    if actor == user:
        raise ValidationError(_("不能停用自己的账号。"))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    trace(
        "access.account.stopped",
        actor=actor,
        subject=user,
        union_id=home_union_id(user),
        reason=reason,
    )


@action
def resume_account(*, actor: Any, user: User, reason: str) -> None:
    """Let a stopped account sign in again with its old password. Traces ``access.account.resumed``."""
    require_over(actor, "access.account:open", user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    trace(
        "access.account.resumed",
        actor=actor,
        subject=user,
        union_id=home_union_id(user),
        reason=reason,
    )


def _free_phone(phone: str, person: Any) -> str:
    """The given phone, checked; else the person's own if it is fit and free."""
    if phone or person is None:
        validate_phone(phone)
        return phone
    try:
        validate_phone(person.phone or "")
    except ValidationError:
        return ""
    return person.phone or ""


def _give_initial_password(user: User, password: str) -> None:
    user.set_password(password)
    user.must_change_password = True
    user.initial_until = initial_until()
    user.save()


def _end_sessions(user: User) -> None:
    user.sessions.all().delete()
