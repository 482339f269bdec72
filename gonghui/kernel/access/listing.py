"""Which accounts a cadre sees."""

from django.db.models import Q, QuerySet

from gonghui.kernel.access.authority import homes_of
from gonghui.kernel.access.models import Post, User
from gonghui.kernel.lib.dates import FOREVER
from gonghui.kernel.unions.api import Union

PAGE_SIZE = 50


def list_accounts(unions: QuerySet[Union], text: str = "") -> QuerySet[User]:
    """Accounts with a post, running or past, at one of ``unions``.

    With ``text`` (the beginning of a name or user name; never a phone, which would end up in the
    address) members of these unions are found as well; without it they are left out, because nearly
    every member has an account.
    """
    where = unions.order_by().values("pk")
    with_posts = Q(pk__in=Post.objects.filter(union__in=where).values("user"))
    if not text:
        return User.objects.filter(with_posts).order_by("username")
    named = Q(username__startswith=text.lower()) | Q(display_name__startswith=text)
    members = Q(person__memberships__union__in=where, person__memberships__valid_to=FOREVER)
    return User.objects.filter(named).filter(with_posts | members).distinct().order_by("username")


def may_see(unions: QuerySet[Union], user: User) -> bool:
    """Whether the account belongs, or once belonged by a post, to one of ``unions``."""
    own = {post.union_id for post in user.posts.all()} | {union.pk for union in homes_of(user)}
    return unions.filter(pk__in=own).exists()
