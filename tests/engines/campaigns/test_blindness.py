"""A judge who tries every address of the program learns nothing of a candidate (handbook contests §3).

The crawler signs in as a judge, asks every address with every number that could belong to an entry, its
campaign, case, person or papers, and follows what the pages link to; then it reads every byte for names,
units and the metadata of papers.
"""

import io
import logging
import re
from itertools import product

import docx
import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from gonghui.engines.campaigns.models import FormField
from gonghui.kernel.files.api import store_bytes
from gonghui.kernel.lib import scoping
from gonghui.kernel.lib.actions import SYSTEM
from tests.factories.judging import make_scene

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = ("甄测甲", "甄测乙", "甄测丙", "zhen ce jia", "Zhen Ce Jia")
UNITS = ("东海大学", "南山大学")
REGISTERS = ("/unions/", "/organising/")
"""Here a unit is named because its own address was asked; nothing ties it to an entry."""
SKIPPED = ("cms/", "documents/", "_util/", "^(", "account/logout")
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')


def make_paper():
    """A Word file whose text is neutral and whose properties name its author."""
    document = docx.Document()
    document.core_properties.author = "甄测甲 zhen ce jia"
    document.core_properties.company = "东海大学"
    document.add_paragraph("一节课的教学设计")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def named_addresses(resolver=None, before="", spaces=()):
    """Full name and argument names of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith(SKIPPED):
            continue
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from named_addresses(pattern, path, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join((*spaces, pattern.name)), tuple(pattern.pattern.converters)


def guesses(scene):
    """Values a curious judge could try for the arguments of an address."""
    entry = scene.entries[0]
    keys = {entry.pk, scene.campaign.pk, scene.category.pk, scene.panel.pk, entry.person_id}
    keys |= {stage.pk for stage in scene.campaign.stages.all()} | {entry.union_id}
    stored = entry.attachments.get().stored.key
    return sorted(keys), [entry.candidate_no, stored, "campaigns.entries", "members", "excel"]


def tried_urls(scene):
    """Every address with every guess of its arguments."""
    numbers, words = guesses(scene)
    for name, arguments in named_addresses():
        for values in product([*numbers[:4], *words[:3]], repeat=len(arguments)):
            try:
                yield reverse(name, kwargs=dict(zip(arguments, values, strict=True)))
            except NoReverseMatch:
                continue


def crawl(client, urls):
    """Everything the judge can read: address and bytes, links followed once."""
    seen, front = set(), list(dict.fromkeys(urls))
    while front:
        url = front.pop()
        if url in seen or "logout" in url or url.startswith("/static/"):
            continue
        seen.add(url)
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield url, answer.status_code, str(answer.headers), body
        if answer.status_code == 200 and b"<html" in body[:200]:
            front += [each for each in LINK.findall(body.decode()) if each not in seen]


@pytest.fixture
def scene(db):
    with scoping.everything("test"):
        scene = make_scene(kind="blind_review")
        FormField.objects.create(
            campaign=scene.campaign, position=9, key="plan", label="教学设计", kind="attachment"
        )
        for entry in scene.entries:
            entry.answers["title"] = "一节语文课"
            entry.save()
            stored = store_bytes(
                actor=SYSTEM,
                name="甄测甲教学设计.docx",
                data=make_paper(),
                purpose="casework.document",
                content_type=DOCX,
            )
            entry.attachments.create(field_key="plan", stored=stored)
        return scene


def test_judge_reads_the_work_and_never_who_made_it(scene, client):
    logging.disable(logging.ERROR)
    client.force_login(scene.judges[0].user)
    client.raise_request_exception = False
    with scoping.everything("the addresses to try"):
        urls = list(tried_urls(scene))
        own = reverse("campaigns:paper", args=[scene.seats[0].pk, scene.entries[0].candidate_no, 1])

    read = list(crawl(client, ["/expert/", own, *urls]))

    logging.disable(logging.NOTSET)
    reached = {url for url, status, _headers, _body in read if status == 200}
    leaks = {
        (url, secret)
        for url, _status, headers, body in read
        for secret in (NAMES if url.startswith(REGISTERS) else (*NAMES, *UNITS))
        if secret.encode() in body or secret in headers
    }
    assert leaks == set()
    assert {own, f"/campaigns/expert/{scene.seats[0].pk}/"} <= reached
    paper = next(body for url, _status, _headers, body in read if url == own)
    assert [line.text for line in docx.Document(io.BytesIO(paper)).paragraphs] == [
        "一节课的教学设计"
    ]
    assert docx.Document(io.BytesIO(paper)).core_properties.author == ""
