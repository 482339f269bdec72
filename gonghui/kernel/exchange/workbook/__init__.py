"""Workbooks that go out: empty templates, exports with a row key, answers with comments in the cells."""

INFO_SHEET = "填写说明"
ISSUES_SHEET = "问题清单"
OWN_SHEETS = (INFO_SHEET, ISSUES_SHEET, "选项", "导出说明")
