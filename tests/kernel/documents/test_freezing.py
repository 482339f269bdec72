import json
from decimal import Decimal

import pytest

from gonghui.kernel.documents.api import digest_of, from_json, to_json
from gonghui.kernel.documents.freezing import ContentUnknown
from tests.kernel.documents.samples import DECISION, EVERY


@pytest.mark.parametrize("content", EVERY.values(), ids=EVERY.keys())
def test_contents_go_through_json_and_back(content):
    stored = json.loads(json.dumps(to_json(content)))

    assert from_json(stored) == content


def test_decimals_keep_their_places():
    assert from_json(to_json((Decimal("1.50"),))) == (Decimal("1.50"),)


def test_digest_does_not_depend_on_the_order_of_keys():
    stored = to_json(DECISION)
    turned = dict(reversed(stored.items()))

    assert (digest_of(stored), len(digest_of(stored))) == (digest_of(turned), 64)


def test_digest_changes_with_one_character():
    stored = to_json(DECISION)

    assert digest_of(stored) != digest_of(stored | {"note": "此件不公开"})


@pytest.mark.parametrize("stored", [{"is": "Spell"}, {"is": "Paragraph", "words": "x"}, {"x": 1}])
def test_foreign_json_is_refused(stored):
    with pytest.raises(ContentUnknown):
        from_json(stored)
