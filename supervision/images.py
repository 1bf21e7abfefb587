"""Photos as they are kept: drawn anew, so that nothing rides along that the camera or an attacker added. Pure."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from supervision.media import AttachmentRefused, MediaType
from supervision.wording import Wording

LONGEST_SIDE = 2400
"""In pixels; larger photos are made smaller."""

_MOST_PIXELS = 60_000_000
_QUALITY = 88

UNREADABLE = Wording(
    "图片损坏或尺寸过大，无法读取。", "The picture is damaged or too large in its dimensions; it cannot be read."
)
_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}


def redraw(content: bytes, media_type: MediaType) -> bytes:
    """A JPEG or PNG drawn anew without metadata, upright, 2400 pixels at its longest; AttachmentRefused if it cannot.

    Any other document is given back as it is.
    """
    kind = _FORMATS.get(media_type)
    if kind is None:
        return content
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a bomb is announced by a warning first
            with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise AttachmentRefused(UNREADABLE, field="content")
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                plain = upright.convert("RGB" if media_type is MediaType.JPEG else "RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise AttachmentRefused(UNREADABLE, field="content") from error
    target = io.BytesIO()
    plain.info.clear()
    plain.save(target, kind, quality=_QUALITY, optimize=True)
    return target.getvalue()
