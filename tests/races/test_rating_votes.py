"""Members vote at the same moment: everybody once, no ballot lost, and no ballot told from another."""

import threading
from contextlib import closing

import pytest
from django.db import connection

from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.policy import Refused
from gonghui.rooms.homes.models import RatingBox, RatingVoter
from tests.factories.homes import make_rating, vote
from tests.factories.unions import make_direct_union

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(voters, rating) -> list[str]:
    """Everybody votes at once; what each was told, in no order."""
    start, told = threading.Barrier(len(voters)), []

    def run(user) -> None:
        with closing(connection), scoping.active(scoping.Scope(person_id=user.person_id)):
            start.wait(timeout=30)
            try:
                vote(rating, user, dimensions={0: "satisfied"}, remark="好")
                told.append("voted")
            except Refused as refusal:
                told.append(str(refusal))

    threads = [threading.Thread(target=run, args=[user]) for user in voters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(told)


def test_one_member_pressing_six_times_at_once_votes_once(db):
    rating, users = make_rating(make_direct_union())
    told = together([users[0]] * 6, rating)
    box = RatingBox.objects.get(rating=rating)
    assert told == sorted(["voted", *["您已经参评过了，一人一票。"] * 5])
    assert (box.ballots, box.remarks) == ({"ssu|": 1}, ["好"])


def test_eight_members_at_once_lose_no_ballot(db):
    rating, users = make_rating(make_direct_union(), raters=8)
    assert together(users, rating) == ["voted"] * 8
    assert RatingBox.objects.get(rating=rating).ballots == {"ssu|": 8}


def test_transaction_numbers_tell_no_ballot_from_another(db):
    """Even the database's own columns join voters to the box as a whole, never to one ballot."""
    rating, users = make_rating(make_direct_union(), raters=6)
    for user, answer in zip(users, ("satisfied", "unsatisfied") * 3, strict=True):
        vote(rating, user, answer)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.person_id, b.id FROM homes_ratingvoter v"
            " JOIN homes_ratingbox b ON v.xmin = b.xmin"
        )
        joined = cursor.fetchall()
    with scoping.everything("test"):
        assert RatingVoter.objects.filter(rating=rating, voted=True).count() == 6
    assert joined == [(users[-1].person_id, RatingBox.objects.get().pk)]
    assert RatingBox.objects.count() == 1
