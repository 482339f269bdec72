"""Writes the first articles of the demonstration's public site."""

from datetime import timedelta

from gonghui.demo.plan import Province
from gonghui.faces.portal.actions import open_portal, publish_article, publish_topic
from gonghui.kernel.lib.actions import SYSTEM

NOTICES = (
    (
        "关于开展工会会员信息核对工作的通知",
        "请各直属基层工会于月底前完成会员名册核对，可直接上传原有表格。",
        True,
    ),
    (
        "关于做好工会换届选举工作的通知",
        "任期届满的工会应按期换届，确需延期的须报上级工会批准。",
        False,
    ),
    (
        "关于推进民办学校、幼儿园工会组建的通知",
        "各市教育科技工会要摸清底数，一校一策推进建会。",
        False,
    ),
    ("关于会员转会办理流程的说明", "教职工工作调动后，会籍随工作关系接转，线上即可办理。", False),
)
NEWS = (
    ("示例大学工会召开二级教代会工作推进会", "会议交流了院系民主管理的做法。"),
    ("云川市民办示例学校工会揭牌成立", "全体教职工投票选举产生第一届工会委员会。"),
    ("全省教科系统工会干部业务培训班开班", "培训围绕组织建设、经费管理和服务职工展开。"),
    ("远山市送教下乡志愿服务队走进乡村学校", "志愿者为乡村教师带去示范课和心理讲座。"),
)
TOPICS = (
    ("建会入会一件事", "从摸排、筹备到选举、成立，每一步怎么走，一次看明白。"),
    ("劳模工匠进校园", "听劳动故事，学工匠精神。"),
)


def write_content(plan: Province) -> int:
    """Open the portal and publish; returns how many pages there are besides the sections."""
    home = open_portal(actor=SYSTEM)
    day = plan.end
    articles = []
    for order, (title, lead, pinned) in enumerate(NOTICES):
        articles.append(
            publish_article(
                actor=SYSTEM, section="notices", title=title, lead=lead, pinned=pinned,
                published_on=day - timedelta(days=9 * order + 2), doc_no=f"示教科工〔{day.year}〕{20 - order}号",
            )
        )  # fmt: skip
    for order, (title, lead) in enumerate(NEWS):
        articles.append(
            publish_article(
                actor=SYSTEM, section="news", title=title, lead=lead,
                published_on=day - timedelta(days=6 * order + 1), source="示范省教育科技工会",
            )
        )  # fmt: skip
    for title, intro in TOPICS:
        publish_topic(actor=SYSTEM, home=home, title=title, intro=intro, articles=articles[2:6])
    return len(articles) + len(TOPICS)
