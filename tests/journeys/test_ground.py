"""The browser reaches our own server and nothing else."""

import pytest


@pytest.mark.browser
def test_browser_reaches_the_server(transactional_db, desk):
    answer = desk.goto("/static/ui/theme.css")

    assert answer.status == 200
    assert desk.problems == []
