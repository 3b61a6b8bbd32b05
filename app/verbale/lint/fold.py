"""One way of writing for scanning: lower case, plain quotes, dashes and spaces, code point for code point."""

_VARIANTS = {
    "'": "‘’‚‛′ʼ`´",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
}
_PLAIN_OF = [(variant, plain) for plain, variants in _VARIANTS.items() for variant in variants]


def fold(text: str) -> str:
    """``text`` in lower case with plain quotes, dashes and spaces; every code point keeps its place.

    Texts and cues are folded alike, so that what is found at an index of the folded text stands at the
    same index of the text. Line breaks stay.
    """
    if text.isascii():  # most cues and sentences, and the rest takes ten times as long
        return text.replace("`", "'").replace("\t", " ").lower()
    for variant, plain in _PLAIN_OF:
        text = text.replace(variant, plain)
    # İ is the one letter whose lower case is two code points; ς depends on what surrounds it.
    return text.replace("İ", "i").lower().replace("ς", "σ")
