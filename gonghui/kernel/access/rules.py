"""What may be done with accounts and posts: key, label, roles, reach, data class."""

from gonghui.kernel.access.roles import (
    AUDITOR,
    BRANCH_CADRE,
    CITY_CADRE,
    PROVINCE_CADRE,
    UNION_CADRE,
)

GRANTORS = (PROVINCE_CADRE, CITY_CADRE, UNION_CADRE)
CADRES = (*GRANTORS, BRANCH_CADRE)

PERMISSIONS = (
    ("access.account:read", "查看账号和岗位", (*GRANTORS, AUDITOR), "lead", "personal"),
    ("access.account:open", "开通和停用账号", GRANTORS, "lead", "personal"),
    ("access.post:grant", "授予和结束岗位", GRANTORS, "lead", "ordinary"),
    ("people.member:unmask", "查看完整证件号码和手机号", CADRES, "lead", "sensitive"),
    ("access.unmasking:read", "查看敏感信息调阅记录", (*GRANTORS, AUDITOR), "lead", "personal"),
)
