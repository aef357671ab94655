"""Walks every link that somebody can reach, and reads what is behind it: pages, PDFs, sheets."""

import html
import io
import re
import zipfile

from django.test import Client
from pypdf import PdfReader

from kipp.listing import BACK, SORT

LINK = re.compile(r'(?:href|action)="([/?][^"#]*)')
SEARCH = re.compile(r'<input[^>]* name="cari"')
ORDERED = re.compile(rf"[?&]{SORT}=")
WAY_BACK = re.compile(rf"\?{BACK}=.*")  # to the list as it was left: the page is the same
NOT_FOLLOWED = ("/static/", "/akun/keluar", "/komponen/", "/keaslian/")
AT_MOST = 200  # pages; more means that the walk goes round in circles


def client_of(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def read(answer) -> str:
    """Everything that an answer says, its headers included: a file name is a word, too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{head}\n{_words(kind, body)}"


def _words(kind: str, body: bytes) -> str:
    if "pdf" in kind:
        reader = PdfReader(io.BytesIO(body))
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as sheet:
            return "\n".join(sheet.read(name).decode("utf-8", "replace") for name in sheet.namelist())
    return html.unescape(body.decode("utf-8", "replace"))


def walk(user, *, starts=("/",), orders=True) -> dict[str, str]:
    """Return what every page says that links lead to, by its address.

    A list is followed through each of its tabs and, where wanted, its orders, but not through their combinations.
    """
    client = client_of(user)
    waiting, seen = list(starts), {}
    while waiting:
        address = waiting.pop(0)
        if address in seen or address.startswith(NOT_FOLLOWED) or (not orders and ORDERED.search(address)):
            continue
        answer = client.get(address)
        if answer.status_code in {301, 302}:
            waiting.append(answer.headers["Location"])
        seen[address] = read(answer)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            links = (WAY_BACK.sub("", html.unescape(link)) for link in LINK.findall(seen[address]))
            waiting += [
                link if link[0] == "/" else address + link for link in links if link[0] == "/" or "?" not in address
            ]
        assert len(seen) <= AT_MOST, sorted(seen)
    return seen


def found_by_search(user, pages: dict[str, str], word: str) -> list[str]:
    """The lists that answer this word otherwise than a word that nobody wrote."""
    client = client_of(user)
    nothing = "x" * len(word)
    told = []
    for address in sorted({address.partition("?")[0] for address, text in pages.items() if SEARCH.search(text)}):
        answers = [client.get(address, {"cari": asked}) for asked in (word, nothing)]
        said, silent = (_plain(answer, asked) for answer, asked in zip(answers, (word, nothing), strict=True))
        if said != silent:
            told.append(address)
    return told


def _plain(answer, asked: str) -> str:
    body = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', "", answer.content.decode())
    return body.replace(asked, "")
