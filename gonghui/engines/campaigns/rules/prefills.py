"""What a form field can be filled with from the records, and the flags that follow from them.

A yes-or-no field of key K gives an entry the flag K; the flags below follow from the candidate's
record without a question.
"""

PREFILLS = {
    "person.name": "姓名",
    "person.sex": "性别",
    "person.birth_on": "出生日期",
    "person.ethnicity": "民族",
    "person.political": "政治面貌",
    "person.education": "学历",
    "person.title": "职称",
    "person.position": "职务",
    "person.joined_on": "入会日期",
    "person.awards": "已获荣誉",
    "union.name": "工会名称",
    "union.unit_name": "单位名称",
    "union.member_count": "会员人数",
    "union.chair": "工会主席",
    "rubric.self": "评价标准的各项，供自查打分",
}
"""Key and label of everything the system can bring; ``queries`` of the entries look them up."""

KNOWN_FLAGS = {"woman": "女性", "minority": "少数民族"}
"""Flags taken from the candidate's record."""
