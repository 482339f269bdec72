"""How far every union is, counted from rows alone."""

from collections import Counter

from gonghui.engines.campaigns.queries.boards import Board, BoardRow

BEGUN, INVITED = BoardRow(None, counts=Counter(drafts=1)), BoardRow(None)


def test_only_unions_with_places_are_waited_for():
    board = Board((BEGUN, INVITED, INVITED, BoardRow(None, places=1)))
    assert board.silent == 1


def test_all_invited_are_waited_for_without_places():
    assert Board((BEGUN, INVITED, INVITED)).silent == 2
