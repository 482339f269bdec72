"""What the text of a page may consist of."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture that says what it shows, for those who cannot see it and for the caption."""

    image = ImageChooserBlock(label="图片")
    caption = blocks.CharBlock(label="说明", max_length=120)

    class Meta:
        icon = "image"
        label = "图片"
        template = "portal/blocks/picture.html"


class TextBlock(blocks.StreamBlock):
    """The body of an article."""

    heading = blocks.CharBlock(
        label="小标题", form_classname="title", template="portal/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label="正文", features=["bold", "link", "ol", "ul", "document-link"]
    )
    picture = PictureBlock()
    quote = blocks.BlockQuoteBlock(label="引文")
    attachment = DocumentChooserBlock(label="附件", template="portal/blocks/attachment.html")
