"""What the engine brings to the house: permissions and the judge's role, merge hooks."""

from datetime import time, timedelta

from django.core.checks import register

from gonghui.engines.campaigns.actions.effects import EFFECTS
from gonghui.engines.campaigns.actions.vote_reviews import LOOKING
from gonghui.engines.campaigns.enums import StageKind
from gonghui.engines.campaigns.imports.past import PastTarget
from gonghui.engines.campaigns.imports.target import PlacesTarget
from gonghui.engines.campaigns.models import Award, Entry, Expert
from gonghui.engines.campaigns.phrases import awards as award_phrases
from gonghui.engines.campaigns.phrases import decisions as decision_phrases
from gonghui.engines.campaigns.phrases import entries as entry_phrases
from gonghui.engines.campaigns.phrases import judging as judging_phrases
from gonghui.engines.campaigns.phrases import planning as planning_phrases
from gonghui.engines.campaigns.queries.appeals import closing_problems, opening_problems
from gonghui.engines.campaigns.queries.entries import is_rehearsed, mend_by, preload
from gonghui.engines.campaigns.queries.facts import register_facts
from gonghui.engines.campaigns.queries.guards import GUARDS
from gonghui.engines.campaigns.queries.papers import may_fetch_paper, may_fetch_photo
from gonghui.engines.campaigns.queries.places import PLACES, day_before
from gonghui.engines.campaigns.queries.votes import votes_in_the_way
from gonghui.engines.campaigns.rules import walks
from gonghui.engines.campaigns.rules.registries import CLOSE, OPEN, register_stage_guard
from gonghui.engines.campaigns.rules.shipping import check_programmes
from gonghui.engines.campaigns.tasks import (
    begin_due_stages,
    forget_old_votes,
    hide_old_notices,
    look_at_vote,
    look_at_votes,
    mark_expired_awards,
    tell_of_call,
)
from gonghui.engines.campaigns.web.entries import entry_panel
from gonghui.engines.campaigns.web.judges import panel_board
from gonghui.engines.campaigns.web.panels import own_calls, own_votes
from gonghui.engines.casework.api import (
    Family,
    Panel,
    register_effect,
    register_family,
    register_guard,
    register_place,
    register_start_day,
)
from gonghui.kernel.access.api import Permission, Role, register_permission, register_role
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.exchange.api import register_target
from gonghui.kernel.files.api import EVIDENCE, MEBIBYTE, PICTURES, Purpose, register_purpose
from gonghui.kernel.jobs.api import register_job, register_periodic
from gonghui.kernel.notices.api import register_notice_kind
from gonghui.kernel.people.api import register_moving
from gonghui.kernel.ui.api import MenuEntry, register_dashboard, register_menu

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")
NOMINATORS = (*CADRES, "branch_cadre")
READERS = (*NOMINATORS, "reader", "auditor")

register_role(Role("judge", "评委", "lead", 10, opens_scope=False))
register_role(Role("scrutineer", "监督员", "answer", 10))

for permission in (
    Permission("campaigns.campaign:manage", "组织评选", CADRES),
    Permission("campaigns.entry:nominate", "推荐申报", NOMINATORS),
    Permission("campaigns.entry:recommend", "审核推荐", CADRES),
    Permission("campaigns.entry:read", "查看申报", (*READERS, "scrutineer"), "answer"),
    Permission(
        "campaigns.opinion:read", "查看征求意见", (*UPPER, "scrutineer"), "lead", "sensitive"
    ),
    Permission("campaigns.sheet:score", "评分", ("judge",), "own"),
    Permission("campaigns.judging:supervise", "监督评审", ("scrutineer", *CADRES)),
    Permission("campaigns.objection:handle", "办理异议", CADRES, "lead", "sensitive"),
    Permission("campaigns.award:read", "查看荣誉", READERS, "answer"),
    Permission("campaigns.award:manage", "登记荣誉", CADRES),
):
    register_permission(permission)

for model, field in ((Award, "person"), (Entry, "person"), (Expert, "person")):
    register_moving(model, field)

for name, guard in GUARDS.items():
    register_guard(f"campaigns.{name}", guard)
for name, effect in EFFECTS.items():
    register_effect(f"campaigns.{name}", effect)
for name, place in PLACES.items():
    register_place(f"campaigns.{name}", place)
register_start_day("campaigns.day_before", day_before)
register_facts()
register_stage_guard(StageKind.APPEAL, OPEN, opening_problems)
register_stage_guard(StageKind.APPEAL, CLOSE, closing_problems)
register_family(
    Family(walks.FAMILY, "评选申报", walks.samples, preload, is_rehearsed, mend_by),
    panel=Panel("campaigns/entry_panel.html", entry_panel, permission="campaigns.entry:read"),
)
register_purpose(
    Purpose(
        "campaigns.paper", "申报附件", EVIDENCE, 20 * MEBIBYTE, sealed=False,
        may_fetch=may_fetch_paper,
    )
)  # fmt: skip

register_purpose(
    Purpose(
        "campaigns.site_photo", "现场照片", PICTURES, 10 * MEBIBYTE, sealed=False,
        may_fetch=may_fetch_photo,
    )
)  # fmt: skip

for texts in (
    award_phrases.LOG_TEXTS,
    decision_phrases.LOG_TEXTS,
    judging_phrases.LOG_TEXTS,
    entry_phrases.LOG_TEXTS,
    planning_phrases.LOG_TEXTS,
):
    for key, text in texts.items():
        register_log_text(key, text)

register_stage_guard(StageKind.PUBLIC_VOTE, "close", votes_in_the_way)
register(check_programmes)
register_target(PlacesTarget())
register_target(PastTarget())
register_notice_kind("campaigns.call", "评选通知", icon="megaphone")
register_job(
    "campaigns.tell_invited", tell_of_call, "发送评选通知", scope="everything", resumable=True
)
register_job(LOOKING, look_at_vote, "检查可疑选票", resumable=True)
register_periodic("campaigns.mark_expired_awards", mark_expired_awards, time(3, 10))
register_periodic("campaigns.hide_old_notices", hide_old_notices, time(3, 20))
register_periodic("campaigns.forget_old_votes", forget_old_votes, time(3, 25))
register_periodic("campaigns.look_at_votes", look_at_votes, timedelta(hours=1))
register_periodic("campaigns.begin_due_stages", begin_due_stages, timedelta(minutes=10))

for order, (key, label, url_name, icon, needed) in enumerate(
    (
        ("managed", "组织评选", "list", "trophy", "campaigns.campaign:manage"),
        ("calls", "正在申报", "calls", "megaphone", "campaigns.entry:nominate"),
        ("entries", "推荐申报", "entries", "person-badge", "campaigns.entry:read"),
    ),
    start=50,
):
    address = f"campaigns:{url_name}"
    register_menu(
        MenuEntry(
            "workbench", f"campaigns-{key}", label, address, icon, order, needed, "评选与荣誉"
        )
    )
register_dashboard("expert", "campaigns-panels", "campaigns/expert/panels.html", panel_board, 10)

register_dashboard("member", "campaigns-votes", "campaigns/own_votes.html", own_votes, 35)
register_dashboard("member", "campaigns-calls", "campaigns/own_calls.html", own_calls, 40)
register_menu(MenuEntry("portal", "notices", "公示", "publicity:list", "broadcast", 10))
register_menu(MenuEntry("portal", "votes", "网络投票", "votes:list", "check2-square", 20))
