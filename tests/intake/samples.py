"""Invented reports and hand-made files for the tests of intake."""

from __future__ import annotations

STORY = (
    "Negotiators from Norland and Sudria met in Oslo on Monday and said that they would return next week. "
    "The envoy of Norland told reporters that the talks had been difficult.\n\n"
    "“We want a ceasefire before anything else,” she said. The other side has rejected that demand, and it is "
    "not clear who will lead its delegation when the talks resume.\n\n"
    "A diplomat who was in the room said the two sides were still far apart on the question of prisoners."
)

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Norland talks stall | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Norland talks stall over prisoners", "datePublished": "2031-03-04T09:30:00Z",
"author": {{"@type": "Person", "name": "Ida Holm"}},
"publisher": {{"@type": "NewsMediaOrganization", "name": "The Harbour Gazette"}}}}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Norland talks stall over prisoners</h1>{body}</article>
<footer>Cookie settings</footer></body></html>"""


def page() -> str:
    """A news page with metadata in JSON-LD."""
    return PAGE.format(body="".join(f"<p>{part}</p>" for part in STORY.split("\n\n")))


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page that shows these lines, written by hand; an empty line leaves a gap."""
    shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td\n" if line else "0 -14 Td\n" for line in lines)
    stream = f"BT /F1 11 Tf 72 760 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def mail(html: bool = False) -> bytes:
    """A message of the year 2031 with a plain or an HTML part."""
    kind = "text/html" if html else "text/plain"
    body = page() if html else STORY
    head = (
        "From: Ida Holm <ida@example.org>\r\nSubject: Norland talks stall\r\n"
        f'Date: Tue, 04 Mar 2031 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: {kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return (head + body.replace("\n", "\r\n")).encode()


def saved_page() -> bytes:
    """A page as a browser saves it, two weeks after it came out."""
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.example/talks\r\n"
        "Subject: Norland talks stall\r\nDate: Tue, 18 Mar 2031 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n--xx\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        "Content-Location: https://gazette.example/talks\r\n\r\n"
    )
    return (head + page().replace("\n", "\r\n") + "\r\n--xx--\r\n").encode()
