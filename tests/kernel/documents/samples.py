"""Invented contents for the writers' tests."""

from datetime import date

from gonghui.kernel.documents.api import (
    Attachment,
    Cell,
    CertificateText,
    DataTable,
    DocumentNumber,
    Form,
    Heading,
    NameList,
    OfficialDocument,
    Opinion,
    Paragraph,
    Row,
    SummaryColumn,
    SummaryTable,
)

SENTENCE = (
    "为大力弘扬劳模精神、劳动精神、工匠精神，经民主推荐、逐级审核、专家评审和公示，决定予以表彰。"
)

DECISION = OfficialDocument(
    title="示范省教育科技工会关于表彰\n2026年度五一劳动奖章的决定",
    mark="示范省教育科技工会文件",
    number=DocumentNumber("示教科工", 2026, 5),
    addressees=("各设区市教育工会", "各直属基层工会"),
    body=(
        Heading("表彰对象"),
        Heading("个人", 2),
        NameList(("王军", "欧阳文华", "李建国")),
        Heading("名额", 2),
        DataTable(("单位", "名额"), (("示范大学工会", "3"), ("样板大学工会", "4"))),
        Heading("工作要求"),
        Paragraph(SENTENCE),
    ),
    attachments=(Attachment("表彰名单", (Paragraph(SENTENCE),)), Attachment("推荐审批表")),
    signed_by=("示范省教育科技工会",),
    signed_on=date(2026, 1, 5),
    note="此件公开发布",
    copies_to=("示范省总工会", "示范省教育厅"),
    printed_by="示范省教育科技工会办公室",
    printed_on=date(2026, 1, 6),
)
FULL_PAGES = OfficialDocument(
    title="关于网格的通知",
    mark=DECISION.mark,
    number=DECISION.number,
    addressees=DECISION.addressees,
    body=(Paragraph("工" * (28 * 60 - 2)),),
    signed_by=DECISION.signed_by,
    signed_on=DECISION.signed_on,
    copies_to=DECISION.copies_to,
    printed_by=DECISION.printed_by,
    printed_on=DECISION.printed_on,
)
LETTER = OfficialDocument(
    title="关于商请支持评选工作的函",
    layout="letter",
    mark="示范省教育科技工会",
    number=DocumentNumber("示教科工函", 2026, 12),
    addressees=("示范省教育厅",),
    body=(Paragraph("工" * (28 * 30 - 2)),),
    signed_by=("示范省教育科技工会",),
    signed_on=date(2026, 11, 22),
)


def form(deeds: str, fit="flow") -> Form:
    """A form with a photograph over two rows, deeds and an opinion."""
    label = Cell("主要事迹", label=True, upright=True)
    return Form(
        "推荐审批表",
        widths=(15, 25, 15, 25, 20),
        rows=(
            Row(
                (
                    Cell("姓名", label=True),
                    Cell("张三"),
                    Cell("性别", label=True),
                    Cell("男"),
                    Cell("照片", rows=2),
                )
            ),
            Row((Cell("单位", label=True), Cell("示范大学", columns=3))),
            Row((label, Cell(deeds, columns=4, align="left", fit=fit)), height=60),
            Row(
                (Cell("工会意见", label=True), Cell(columns=4, opinion=Opinion("同意推荐。"))),
                height=40,
            ),
        ),
        after=("本表一式三份。",),
    )


SUMMARY = SummaryTable(
    "推荐对象汇总表",
    (SummaryColumn("序号", 5), SummaryColumn("姓名"), SummaryColumn("得分", numeric=True)),
    (("1", "赵敏", "91.5"), ("2", "王军", "90"), ("3", "丁一", "=1+1")),
    before="填报单位：示范大学工会",
)
CERTIFICATE = CertificateText(
    "张三同志",
    "在2026年度劳动竞赛中成绩优异，被评为五一劳动奖章获得者。\n特发此证。",
    ("示范省教育科技工会",),
    date(2026, 4, 28),
    "WYJZ-2026-0001-P",
    "https://example.org/verify/23456789ABCDEFGHJKMNPQRSTUVW/",
    "2345-6789",
)
EVERY = {
    "decision": DECISION,
    "letter": LETTER,
    "form": form(SENTENCE),
    "summary": SUMMARY,
    "certificate": CERTIFICATE,
}
