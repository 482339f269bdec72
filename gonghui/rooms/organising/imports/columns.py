"""The 25 columns of a member roll: our titles, what other forms call them, how cells are read (handbook §11)."""

import re
from typing import Any

from gonghui.kernel.exchange.api import (
    ExchangeColumn,
    choice,
    dated,
    email,
    mobile,
    person_name,
    text,
    words_of,
    yes_no,
)
from gonghui.kernel.lib.dates import today
from gonghui.kernel.lib.identifiers import DocumentType
from gonghui.kernel.lib.sealing import mask_identity, mask_phone
from gonghui.kernel.lib.texts import TO_HALF, as_text
from gonghui.kernel.people.api import EmploymentForm, code_lists
from gonghui.rooms.organising.imports.titles import TITLES

IDENTITY = re.compile(r"[0-9]{17}[0-9Xx×*]|[0-9]{15}")
PHONE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
SEX_WORDS = {"男", "女", "男性", "女性", "M", "F", "m", "f"}
YES_NO = ("是", "否")


def _looks_like_identity(value: Any) -> bool:
    return bool(IDENTITY.fullmatch(as_text(value).translate(TO_HALF).replace(" ", "")))


def _looks_like_phone(value: Any) -> bool:
    return bool(PHONE.fullmatch(as_text(value).translate(TO_HALF).replace(" ", "")))


def _looks_like_sex(value: Any) -> bool:
    return as_text(value).strip() in SEX_WORDS


def _looks_like_email(value: Any) -> bool:
    return isinstance(value, str) and "@" in value


def _one_of(table: dict[str, str]):
    def looks(value: Any) -> bool:
        return as_text(value).strip() in table

    return looks


SEX = choice(
    dict.fromkeys(["男", "男性", "M", "male", "先生"], "M")
    | dict.fromkeys(["女", "女性", "F", "female", "女士"], "F"),
    "性别",
    numbers={"1": "M", "2": "F", "0": "F", "01": "M", "02": "F"},
)
_EMPLOYMENT_WORDS = {
    EmploymentForm.ESTABLISHED: "事业编制 事业编 编内 编制内 正式在编 正式 在编人员 行政编制",
    EmploymentForm.AGENCY_HELD: "代理 人事代理人员",
    EmploymentForm.CONTRACT: "合同制 合同 劳动合同制 聘用制 合同聘用 编外 编外聘用",
    EmploymentForm.DISPATCHED: "派遣 派遣制 劳务 劳务派遣制",
    EmploymentForm.POSTDOC: "师资博士后",
    EmploymentForm.REHIRED: "返聘 退休返聘人员 返聘人员",
}
EMPLOYMENT = choice(
    {label: value for value, label in EmploymentForm.choices if value}
    | words_of(_EMPLOYMENT_WORDS),
    "用工形式",
)
MASKED_PHONE = re.compile(r"1[0-9]{2}\*{4}[0-9]{4}")
MASKED = "*"
"""What a masked phone of our own export is read as: the stored one stays."""


def phone(raw: Any) -> Any:
    """A mobile number, or ``MASKED``."""
    if type(raw) is str and MASKED_PHONE.fullmatch(raw):
        return MASKED
    return mobile(raw)


DATE_HELP = "如 1985-06-01；只知道月份写 1985-06"
_day = dated(today=today)

COLUMNS = (
    ExchangeColumn("ordinal", "序号", synonyms=TITLES["ordinal"], width=6),
    ExchangeColumn(
        "name",
        "姓名",
        person_name,
        synonyms=TITLES["name"],
        required=True,
        example="张三",
        width=10,
    ),
    ExchangeColumn(
        "sex",
        "性别",
        SEX,
        synonyms=TITLES["sex"],
        choices=("男", "女"),
        example="女",
        looks_like=_looks_like_sex,
        telling=True,
        width=6,
    ),
    ExchangeColumn(
        "doc_type",
        "证件类型",
        synonyms=TITLES["doc_type"],
        choices=tuple(DocumentType.labels),
        help="不填视为居民身份证",
        example="居民身份证",
        width=14,
    ),
    ExchangeColumn(
        "doc_no",
        "证件号码",
        synonyms=TITLES["doc_no"],
        required=True,
        help="18 位，请把单元格设为文本",
        example="11010519491231002X",
        as_text=True,
        mask=mask_identity,
        left_out=True,
        looks_like=_looks_like_identity,
        telling=True,
        width=22,
    ),
    ExchangeColumn(
        "born_on",
        "出生年月",
        _day,
        synonyms=TITLES["born_on"],
        help=DATE_HELP,
        example="1949-12-31",
    ),
    ExchangeColumn(
        "ethnic_group",
        "民族",
        choice(code_lists.ETHNIC_TABLE, "民族", numbers=code_lists.ETHNIC_NUMBERS),
        synonyms=TITLES["ethnic_group"],
        choices=code_lists.ETHNIC_LABELS,
        example="汉族",
        looks_like=_one_of(code_lists.ETHNIC_TABLE),
        telling=True,
        width=8,
    ),
    ExchangeColumn(
        "political_status",
        "政治面貌",
        choice(code_lists.POLITICAL_TABLE, "政治面貌", numbers=code_lists.POLITICAL_NUMBERS),
        synonyms=TITLES["political_status"],
        choices=code_lists.POLITICAL_STATUSES,
        example="群众",
        looks_like=_one_of(code_lists.POLITICAL_TABLE),
        telling=True,
    ),
    ExchangeColumn(
        "education",
        "学历",
        choice(code_lists.EDUCATION_TABLE, "学历", numbers=code_lists.EDUCATION_NUMBERS),
        synonyms=TITLES["education"],
        choices=code_lists.EDUCATIONS,
        example="大学本科",
        looks_like=_one_of(code_lists.EDUCATION_TABLE),
        telling=True,
    ),
    ExchangeColumn(
        "degree",
        "学位",
        choice(code_lists.DEGREE_TABLE, "学位", numbers=code_lists.DEGREE_NUMBERS),
        synonyms=TITLES["degree"],
        choices=code_lists.DEGREES,
        example="学士",
        width=8,
    ),
    ExchangeColumn(
        "title",
        "职称",
        text(32),
        synonyms=TITLES["title"],
        example="讲师",
    ),
    ExchangeColumn(
        "duty",
        "职务",
        text(64),
        synonyms=TITLES["duty"],
        example="系主任",
    ),
    ExchangeColumn(
        "department",
        "部门",
        synonyms=TITLES["department"],
        help="填分工会名称或曾用写法，系统会记住",
        example="计算机学院",
        fill_down=True,
        width=18,
    ),
    ExchangeColumn(
        "group_name",
        "工会小组",
        text(64),
        synonyms=TITLES["group_name"],
        example="第一小组",
    ),
    ExchangeColumn(
        "employment",
        "用工形式",
        EMPLOYMENT,
        synonyms=TITLES["employment"],
        choices=tuple(label for value, label in EmploymentForm.choices if value),
        example="在编",
    ),
    ExchangeColumn(
        "work_started_on",
        "参加工作时间",
        _day,
        synonyms=TITLES["work_started_on"],
        help=DATE_HELP,
        example="1970-09",
    ),
    ExchangeColumn(
        "joined_on",
        "入会时间",
        _day,
        synonyms=TITLES["joined_on"],
        help=DATE_HELP,
        example="1970-10",
    ),
    ExchangeColumn(
        "phone",
        "手机号",
        phone,
        synonyms=TITLES["phone"],
        as_text=True,
        mask=mask_phone,
        looks_like=_looks_like_phone,
        telling=True,
        example="13800000000",
        width=14,
    ),
    ExchangeColumn(
        "email",
        "邮箱",
        email,
        synonyms=TITLES["email"],
        looks_like=_looks_like_email,
        telling=True,
        width=20,
    ),
    ExchangeColumn(
        "household",
        "户籍地",
        text(128),
        synonyms=TITLES["household"],
        width=20,
    ),
    ExchangeColumn(
        "staff_no",
        "工号",
        text(32, nulls=False),
        synonyms=TITLES["staff_no"],
        as_text=True,
        example="2005001",
    ),
    ExchangeColumn(
        "women_cadre",
        "是否女职工干部",
        yes_no,
        synonyms=TITLES["women_cadre"],
        choices=YES_NO,
        width=10,
    ),
    ExchangeColumn(
        "hardship",
        "是否困难职工",
        yes_no,
        synonyms=TITLES["hardship"],
        choices=YES_NO,
        width=10,
    ),
    ExchangeColumn(
        "model_worker",
        "是否劳模",
        yes_no,
        synonyms=TITLES["model_worker"],
        choices=YES_NO,
        width=10,
    ),
    ExchangeColumn("remark", "备注", text(255), synonyms=TITLES["remark"], width=20),
)
