"""The digits of the question that tells people from machines, as a picture; who cannot see it answers in words."""

from functools import cache

from captcha.image import ImageCaptcha
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gonghui.engines.campaigns.rules.challenges import Challenge, opened

INK, PAPER = (94, 20, 24), (255, 253, 250)


class _Picture(ImageCaptcha):
    """Digits that stay legible for tired eyes: less turned than usual, dark on light."""

    character_rotate = (-18, 18)
    lookup_table = [min(255, 6 * shade) for shade in range(256)]


@cache
def _painter() -> ImageCaptcha:
    return _Picture(width=220, height=80, font_sizes=(52, 58, 64))


def picture(_request: HttpRequest, token: str) -> HttpResponse:
    """The digits as a picture."""
    drawn = _painter().generate(_asked(token).asked, bg_color=PAPER, fg_color=INK)
    return _private(HttpResponse(drawn.getvalue(), content_type="image/png"))


def _asked(token: str) -> Challenge:
    challenge = opened(token)
    if challenge is None or challenge.kind != "digits":
        raise Http404(_("没有这道验证题。"))
    return challenge


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, max-age=1200"
    response["X-Robots-Tag"] = "noindex"
    return response
