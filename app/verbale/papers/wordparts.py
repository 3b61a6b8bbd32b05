"""The parts of a Word file that are the same whatever the text."""

from xml.sax.saxutils import quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {
    "rStyles": ("styles", "styles.xml"),
    "rNumbering": ("numbering", "numbering.xml"),
    "rSettings": ("settings", "settings.xml"),
    "rComments": ("comments", "comments.xml"),
    "rHeader": ("header", "header1.xml"),
    "rFooter": ("footer", "footer1.xml"),
}
_PROPERTIES = "application/vnd.openxmlformats-"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

CONTENT_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_PROPERTIES}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{target}" ContentType="{_MAIN}{kind}+xml"/>'
        for kind, target in _PARTS.values()
    )
    + f'<Override PartName="/docProps/core.xml" ContentType="{_PROPERTIES}package.core-properties+xml"/>'
    '<Override PartName="/docProps/custom.xml" '
    f'ContentType="{_PROPERTIES}officedocument.custom-properties+xml"/></Types>'
)
PACKAGE_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
    f'<Relationship Id="r3" Type="{_R}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)
SETTINGS = f'{_XML}<w:settings xmlns:w="{_W}"><w:trackRevisions/></w:settings>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
# As Word itself writes a watermark: words along a line, behind the text, in the header.
WATERMARK = (
    '<w:p><w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:130pt;rotation:315;z-index:-1;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Liberation Sans&quot;;font-size:1pt" '
    'string="{words}"/></v:shape></w:pict></w:r></w:p>'
)


def document_relations() -> str:
    """What the text refers to: styles, lists, comments, header and footer."""
    relations = "".join(
        f'<Relationship Id="{id}" Type="{_R}/{kind}" Target="{target}"/>'
        for id, (kind, target) in _PARTS.items()
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'


def core(title: str, issuer: str, language: str) -> str:
    """Title, issuer and language of the file; both words are XML already."""
    return (
        f'{_XML}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator><dc:language>{language}</dc:language>"
        "</cp:coreProperties>"
    )


def custom(draft: str, version: int, text_hash: str) -> str:
    """Of which text the file was made, to be known again when it comes back."""
    values = {"VerbaleDraft": draft, "VerbaleVersion": str(version), "VerbaleText": text_hash}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}'
        "</Properties>"
    )


def _style(id: str, name: str, properties: str, *, based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>{properties}</w:style>'
    )


def _heading(level: int, half_points: int) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr><w:b/><w:sz w:val="{half_points}"/></w:rPr>',
    )


def _list(id: str, name: str, number: int) -> str:
    return _style(
        id,
        name,
        f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="60"/></w:pPr>',
    )


def styles(language: str) -> str:
    """Styles by the names that Word and LibreOffice know, so that an office's own can take their place."""
    tongue = {"en": "en-GB", "fr": "fr-FR"}.get(language, language)
    return (
        f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{tongue}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="288" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault>"
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        + _style("BodyText", "Body Text", "")
        + "".join(_heading(level, size) for level, size in ((1, 34), (2, 28), (3, 24)))
        + _list("ListBullet", "List Bullet", 1)
        + _style("ListNumber", "List Number", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
        + _style("Quote", "Quote", '<w:pPr><w:ind w:left="567" w:right="567"/></w:pPr><w:rPr><w:i/></w:rPr>')
        + "</w:styles>"
    )
