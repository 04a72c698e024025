"""Pictures of written words."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont


def written(words: str, height: int = 300) -> Image.Image:
    """Return a white picture with ``words`` in large letters."""
    image = Image.new("RGB", (1200, height), "white")
    ImageDraw.Draw(image).text((60, 100), words, fill="black", font=ImageFont.load_default(64))
    return image
