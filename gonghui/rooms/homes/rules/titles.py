"""The titles that places stand for: their series, levels, and the star that a grade means (homes §1, §15)."""

from dataclasses import dataclass

from gonghui.engines.campaigns.api import KnownTitle, Level, TargetKind
from gonghui.rooms.homes.enums import PlaceKind

OWN = "省教育科技工会"
STARS = {"一星": 1, "二星": 2, "三星": 3, "四星": 4, "五星": 5}


@dataclass(frozen=True)
class Title:
    """A series as it is named on its first use."""

    key: str
    name: str
    kind: str
    target: str = TargetKind.UNION
    honour_level: int = Level.INDUSTRY
    granting_body: str = OWN
    valid_years: int | None = None
    review_years: int | None = None
    words: tuple[str, ...] = ()
    """All of them stand in a text of a register that means the title."""

    def known(self) -> KnownTitle:
        """As the register knows it."""
        facts = {key: value for key, value in vars(self).items() if key != "kind"}
        return KnownTitle(**facts)


TITLES = (
    Title(
        "star-home",
        "星级职工之家",
        PlaceKind.HOME,
        valid_years=3,
        review_years=2,
        words=("星", "工之家"),
    ),
    Title(
        "star-small-home",
        "星级职工小家",
        PlaceKind.SMALL_HOME,
        valid_years=3,
        review_years=2,
        words=("星", "工小家"),
    ),
    Title(
        "rural-home",
        "“五好”乡村教工之家",
        PlaceKind.RURAL_HOME,
        words=("五好", "乡村", "工之家"),
    ),
    Title(
        "rural-home-city",
        "市级“五好”乡村教工之家",
        PlaceKind.RURAL_HOME,
        honour_level=Level.CITY,
        granting_body="市教育工会",
        words=("五好", "乡村", "工之家"),
    ),
    Title(
        "health-station",
        "职工健康服务站",
        PlaceKind.HEALTH_STATION,
        TargetKind.SITE,
        words=("健康", "站"),
    ),
    Title(
        "nursing-room",
        "爱心母婴室",
        PlaceKind.NURSING_ROOM,
        TargetKind.SITE,
        words=("母婴室",),
    ),
)
BY_KEY = {title.key: title for title in TITLES}
STAR_SERIES = ("star-home", "star-small-home")
WHOLE_UNION = "star-home"
"""The title that a union as a whole bears: one union, one holder."""


def kind_of(series_key: str) -> str:
    """The kind of place that stands for a title; "" for a series of another room."""
    known = BY_KEY.get(series_key)
    return str(known.kind) if known else ""


def star_of(grade: str) -> int:
    """1 to 5 for 三星、三星级、五星级职工之家; 0 where no star is meant."""
    return STARS.get(grade.strip()[:2], 0)
