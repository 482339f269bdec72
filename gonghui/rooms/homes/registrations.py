"""What this room brings to the house."""

from datetime import time
from pathlib import Path

from gonghui.engines.campaigns.api import (
    StageKind,
    register_outcome,
    register_programme,
    register_stage_effect,
    register_title,
)
from gonghui.kernel.access.api import Permission, register_permission
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.files.api import MEBIBYTE, PICTURES, Purpose, register_purpose
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.notices.api import register_notice_kind
from gonghui.kernel.people.api import register_merge_hook, register_moving
from gonghui.kernel.ui.api import MenuEntry, register_dashboard, register_menu
from gonghui.rooms.homes import phrases
from gonghui.rooms.homes.actions.inspections import INSPECT
from gonghui.rooms.homes.actions.merging import move_voters
from gonghui.rooms.homes.actions.places import MANAGE, PHOTO, settle_award
from gonghui.rooms.homes.actions.ratings import RATE
from gonghui.rooms.homes.actions.stages import close_stage_ratings, open_stage_ratings
from gonghui.rooms.homes.imports.ratings import RatingTarget
from gonghui.rooms.homes.indicators import READ, register_indicators
from gonghui.rooms.homes.models import Problem
from gonghui.rooms.homes.queries.photos import may_fetch_photo
from gonghui.rooms.homes.queries.ratings import waiting_ratings
from gonghui.rooms.homes.rules.titles import TITLES
from gonghui.rooms.homes.tasks import close_due_ratings
from gonghui.rooms.homes.web.members import own_waiting

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")
KEEPERS = (*CADRES, "branch_cadre")

for permission in (
    Permission(READ, "查看场所", (*KEEPERS, "reader", "auditor"), "answer"),
    Permission(MANAGE, "管理场所", KEEPERS),
    Permission(INSPECT, "检查场所", CADRES, "answer"),
    Permission(RATE, "组织会员测评", CADRES),
):
    register_permission(permission)

for key, text in phrases.LOG_TEXTS.items():
    register_log_text(key, text)

register_purpose(
    Purpose(
        key=PHOTO,
        label="场所照片",
        types=PICTURES,
        max_bytes=10 * MEBIBYTE,
        sealed=False,
        may_fetch=may_fetch_photo,
    )
)
register_notice_kind("homes.answer", "场所问题答复", icon="chat-dots")
register_notice_kind("homes.rating", "会员评家", icon="chat-heart")
register_periodic("homes.close_due_ratings", close_due_ratings, time(0, 30))
register_moving(Problem, "reporter")
register_merge_hook("homes.RatingVoter.person", move_voters)
register_target(RatingTarget())
register_outcome("homes.title", settle_award)
register_stage_effect(StageKind.MEMBER_RATING, "open", open_stage_ratings)
register_stage_effect(StageKind.MEMBER_RATING, "close", close_stage_ratings)
for path in sorted((Path(__file__).parent / "programmes").glob("*.toml")):
    register_programme(path)

for order, (key, label, url_name, icon, permission_key) in enumerate(
    (
        ("places", "场所", "place-list", "house-heart", READ),
        ("titles", "称号", "title-list", "stars", READ),
        ("ratings", "会员评家", "rating-list", "chat-heart", RATE),
        ("problems", "问题反映", "problem-list", "exclamation-circle", MANAGE),
        ("pairings", "校（所）村共建", "pairing-list", "people", READ),
    ),
    start=70,
):
    entry = MenuEntry(
        "workbench",
        f"homes-{key}",
        label,
        f"homes:{url_name}",
        icon,
        order,
        permission_key,
        "职工之家",
    )
    register_menu(entry)
MINE = "member", "职工之家"
register_menu(
    MenuEntry(
        MINE[0], "homes-places", "身边的场所", "homes:own-places", "geo-alt", 40, group=MINE[1]
    )
)
register_menu(
    MenuEntry(
        MINE[0],
        "homes-rating",
        "会员评家",
        "homes:own-ratings",
        "chat-heart",
        41,
        group=MINE[1],
        count=waiting_ratings,
    )
)
register_dashboard("member", "homes-ratings", "homes/waiting.html", own_waiting, 30)
for title in TITLES:
    register_title(title.known())
register_indicators()
register_menu(MenuEntry("portal", "places", "开放场所", "homes:open-places", "geo-alt", 40))
