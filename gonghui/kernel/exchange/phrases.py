"""What the codes of mends and refusals are called on pages and in answer workbooks."""

from gonghui.kernel.exchange.columns import ROW_KEY, ROW_KEY_TITLE

CODE_LABELS = {
    "space": "首尾空格",
    "inner_space": "中间空格",
    "wide": "全角字符",
    "form": "书写形式",
    "null_text": "空值写法",
    "ditto": "“同上”照抄上一行",
    "name_space": "姓名中的空格",
    "name_note": "姓名后的说明",
    "name_form": "间隔号、不可见字符",
    "name_blank": "姓名为空",
    "name_odd": "姓名不规范",
    "date_dot": "年月用点分隔",
    "date_serial": "日期成了天数",
    "date_form": "日期写法",
    "date_zero": "空日期",
    "date_future": "日期未到",
    "date_early": "日期过早",
    "date_impossible": "没有这一天",
    "date_unclear": "日期读不准",
    "date_order": "日期先后不符",
    "phone_form": "号码写法",
    "phone_sci": "科学计数",
    "phone_landline": "固定电话",
    "phone_short": "手机号位数不对",
    "phone_odd": "号码读不出",
    "email_odd": "邮箱不对",
    "choice_unknown": "不在选项里",
    "text_long": "内容过长",
    "id_x": "末位 X 写法",
    "id_blank": "证件号码为空",
    "id_number": "号码被存成数字",
    "id_short": "15 位旧号码",
    "id_length": "证件号码位数不对",
    "id_form": "号码形式不对",
    "id_type": "证件类型不符",
    "id_check": "校验位不符",
    "id_date": "号码中的日期不对",
    "id_warning": "号码待核对",
    "doc_type_unknown": "证件类型不明",
    "sex_mismatch": "性别与号码不符",
    "born_mismatch": "出生与号码不符",
    "duplicate": "表内重复",
    "other_document": "名册上有另一证件",
    "document_changed": "证件号码有变",
    "active_elsewhere": "会籍在其他工会",
    "applying": "入会申请未办结",
    "deceased": "已登记去世",
    "expelled": "曾被除名",
    "unknown_department": "部门不明",
    "row_key": "行标识不对",
    "gone": "名册上已没有",
    "stale": "导出后又被修改",
    "status": "会籍状态",
    "blank": "必填内容为空",
    "date_part": "日期没有写到日",
    "number": "不是整数",
    "fixed": "不能由表格更改",
    "refused": "无权更改",
    "impossible": "不能这样登记",
}


def code_label(code: str) -> str:
    """The words for a code, or the code itself."""
    return CODE_LABELS.get(code, code)


def column_title(titles: dict[str, str], key: str) -> str:
    """Our title of a column."""
    return titles.get(key) or {ROW_KEY: ROW_KEY_TITLE, "status": "会籍状态"}.get(key, key)
