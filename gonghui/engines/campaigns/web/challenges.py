"""The question that tells people from machines, as a picture, as sound, or in words."""

from functools import cache

from captcha.audio import AudioCaptcha
from captcha.image import ImageCaptcha
from django.core.cache import cache as counters
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.challenges import Challenge, opened
from gonghui.kernel.access.addresses import throttled_ip

INK, PAPER = (94, 20, 24), (255, 253, 250)
MOST_SOUNDS, PAUSE = 60, 300
"""Speaking costs a fifth of a second of the server's time: so many for one address in five minutes."""


class _Picture(ImageCaptcha):
    """Digits that stay legible for tired eyes: less turned than usual, dark on light."""

    character_rotate = (-18, 18)
    lookup_table = [min(255, 6 * shade) for shade in range(256)]


@cache
def _painter() -> ImageCaptcha:
    return _Picture(width=220, height=80, font_sizes=(52, 58, 64))


@cache
def _speaker() -> AudioCaptcha:
    speaker = AudioCaptcha()
    speaker.load()
    return speaker


def picture(_request: HttpRequest, token: str) -> HttpResponse:
    """The digits as a picture."""
    drawn = _painter().generate(_asked(token).asked, bg_color=PAPER, fg_color=INK)
    return _private(HttpResponse(drawn.getvalue(), content_type="image/png"))


def sound(request: HttpRequest, token: str) -> HttpResponse:
    """The digits spoken, for who cannot see them."""
    challenge = _asked(token)
    key = f"campaigns.challenge:{throttled_ip(request) or 'unknown'}"
    counters.add(key, 0, PAUSE)
    if counters.incr(key) > MOST_SOUNDS:
        return HttpResponse(
            _("播放过于频繁，请五分钟后再试，或改用文字题。"),
            status=429,
            content_type="text/plain; charset=utf-8",
        )
    spoken = bytes(_speaker().generate(challenge.asked))
    return _private(HttpResponse(spoken, content_type="audio/wav"))


def _asked(token: str) -> Challenge:
    challenge = opened(token)
    if challenge is None or challenge.kind != "digits":
        raise Http404(_("没有这道验证题。"))
    return challenge


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, max-age=1200"
    response["X-Robots-Tag"] = "noindex"
    return response
