"""One way of writing for scanning: lower case, plain quotes, dashes and spaces, code point for code point."""

_VARIANTS = {
    "'": "‘’‚‛′ʼ`´",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
}
_PLAIN_OF = [(variant, plain) for plain, variants in _VARIANTS.items() for variant in variants]
_ASCII_PLAIN_OF = [(variant, plain) for variant, plain in _PLAIN_OF if variant.isascii()]


def fold(text: str) -> str:
    """``text`` in lower case with plain quotes, dashes and spaces; every code point keeps its place.

    Texts and cues are folded alike, so that what is found at an index of the folded text stands at the
    same index of the text. Line breaks stay.
    """
    for variant, plain in _ASCII_PLAIN_OF if text.isascii() else _PLAIN_OF:
        text = text.replace(variant, plain)
    # İ is the one letter whose lower case is two code points; ς depends on what surrounds it.
    return text.replace("İ", "i").lower().replace("ς", "σ")
