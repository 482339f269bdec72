"""What the engine brings to the house: permissions and the judge's role, merge hooks."""

from datetime import time

from gonghui.engines.campaigns.models import Award, Ballot, Entry, Expert
from gonghui.engines.campaigns.phrases import awards as award_phrases
from gonghui.engines.campaigns.tasks import mark_expired_awards
from gonghui.kernel.access.api import Permission, Role, register_permission, register_role
from gonghui.kernel.audit.api import register_log_text
from gonghui.kernel.jobs.api import register_periodic
from gonghui.kernel.people.api import register_moving

UPPER = ("province_cadre", "city_cadre")
CADRES = (*UPPER, "union_cadre")
NOMINATORS = (*CADRES, "branch_cadre")
READERS = (*NOMINATORS, "reader", "auditor")

register_role(Role("judge", "评委", "lead", 10))
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

for model, field in ((Award, "person"), (Ballot, "voter"), (Entry, "person"), (Expert, "person")):
    register_moving(model, field)

for texts in (award_phrases.LOG_TEXTS,):
    for key, text in texts.items():
        register_log_text(key, text)

register_periodic("campaigns.mark_expired_awards", mark_expired_awards, time(3, 10))
