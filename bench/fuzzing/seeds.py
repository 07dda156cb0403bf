"""Small well-formed inputs of every kind that intake takes; invented text alone."""

from __future__ import annotations

import gzip
import json

PROSE = (
    "Norland and Vessia will hold talks in Arbon on Thursday, the Norland foreign ministry said. President Ana "
    "Holt will not attend and sent her envoy Per Lund instead. “We demand a ceasefire at sea,” said Ilja Roth, "
    "the foreign minister of Vessia. Vessia rejected the proposal for a joint fleet, and its delegation left on 4 "
    "March 2031."
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fish talks</title>
<meta property="og:site_name" content="The Gazette"><meta property="article:published_time" content="2031-03-04">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2031-03-04"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Fish talks</h1><p>{PROSE}</p><p>{PROSE}</p></article></body>
</html>"""
MAIL = f"""From: Desk <desk@gazette.example>
To: reader@example.net
Subject: =?utf-8?q?Fish_talks?=
Date: Tue, 04 Mar 2031 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{PROSE}
--b1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>{PROSE.replace("=", "=3D")}</p>
--b1--
"""
MHTML = f"""From: <Saved by a browser>
Subject: Fish talks
Snapshot-Content-Location: https://gazette.example/a
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b1"

--b1
Content-Type: text/html; charset=utf-8
Content-Location: https://gazette.example/a

{PAGE}
--b1--
"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette</title>
<link>https://gazette.example/</link><item><title>Fish talks</title><link>https://gazette.example/a</link>
<guid>a</guid><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><description>{PROSE}</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><id>urn:x</id>
<updated>2031-03-04T10:00:00Z</updated><entry><title>Fish talks</title><id>urn:x:1</id>
<link href="https://gazette.example/a"/><updated>2031-03-04T10:00:00Z</updated><summary>{PROSE}</summary></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://gazette.example/a</loc><news:news>
<news:publication_date>2031-03-04</news:publication_date><news:title>Fish talks</news:title></news:news></url>
</urlset>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [{"id": "1", "url": "https://gazette.example/a", "title": "Fish", "content_text": PROSE}],
    }
)
ROW = json.dumps({"title": "Fish talks", "text": PROSE, "outlet": "The Gazette", "published": "2031-03-04"})


def _pdf() -> bytes:
    """A page with a line of text and a right cross-reference table."""
    drawn = b"BT /F1 12 Tf 72 720 Td (Norland will attend the talks in Arbon, its envoy said.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (size, table, size)
    return made + b"startxref\n%d\n%%%%EOF\n" % start


def _warc() -> bytes:
    page = PAGE.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page)
    body = http + page
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/a\r\n"
        b"WARC-Date: 2031-03-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    return head + body + b"\r\n\r\n"


FILES: dict[str, bytes] = {
    "report.txt": PROSE.encode(),
    "report.md": f"# Fish talks\n\n*Arbon*, 4 March\n\n{PROSE}\n".encode(),
    "report.html": PAGE.encode(),
    "report.eml": MAIL.encode(),
    "report.mhtml": MHTML.encode(),
    "report.pdf": _pdf(),
    "report.jsonl": (ROW + "\n" + ROW.replace("Fish", "Grain") + "\n").encode(),
    "report.json": ROW.encode(),
    "report.csv": b"title,text\nFish talks,Norland will attend\n",
}
"""Files by name: the ending tells the reader."""
FEEDS: dict[str, bytes] = {
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "sitemap": SITEMAP.encode(),
    "json feed": JSON_FEED.encode(),
    "gzip": gzip.compress(RSS.encode(), mtime=0),
}
CAPTURES: dict[str, bytes] = {"capture.warc": _warc(), "capture.warc.gz": gzip.compress(_warc(), mtime=0)}
