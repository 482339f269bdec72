"""What a form field can be filled with from the records, and the flags that follow from them.

A yes-or-no field of key K gives an entry the flag K; the flags below follow from the candidate's
record without a question. ``person.sex`` is of the candidate; ``leader.sex`` of whoever the question
``leader`` (a person or union) names.
"""

from collections.abc import Mapping

PERSON_FACTS = {
    "name": "姓名",
    "sex": "性别",
    "birth_on": "出生日期",
    "birth_year": "出生年份",
    "ethnicity": "民族",
    "political": "政治面貌",
    "education": "学历",
    "title": "职称",
    "position": "职务",
    "unit": "所在单位",
    "joined_on": "入会日期",
    "awards": "已获荣誉",
}
UNION_FACTS = {
    "name": "工会名称",
    "unit_name": "单位名称",
    "member_count": "会员人数",
    "chair": "工会主席",
}
FACTS: Mapping[str, Mapping[str, str]] = {"person": PERSON_FACTS, "union": UNION_FACTS}
"""What the records know of whoever a question of this kind names."""

PREFILLS = {
    **{f"person.{key}": label for key, label in PERSON_FACTS.items()},
    **{f"union.{key}": label for key, label in UNION_FACTS.items()},
    "rubric.self": "评价标准的各项，供自查打分",
}
"""Key and label of what the system can bring of the entry itself."""

KNOWN_FLAGS = {"woman": "女性", "minority": "少数民族"}
"""Flags taken from the candidate's record."""


def following_of(prefill: str, kinds: Mapping[str, str]) -> tuple[str, str] | None:
    """The question and the fact of a prefill such as ``leader.sex``; None where no question gives it.

    Args:
        prefill: of a question.
        kinds: key of every question of the form to its kind.
    """
    head, _dot, fact = prefill.partition(".")
    return (head, fact) if fact in FACTS.get(kinds.get(head, ""), {}) else None


def is_known(prefill: str, kinds: Mapping[str, str]) -> bool:
    """Whether anything stands behind a prefill, in a form with these questions."""
    return prefill in PREFILLS or following_of(prefill, kinds) is not None
