"""Berita Acara Verifikasi Lapangan: what both have signed, word for word, with its pictures."""

import base64
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from judging.claims import Outcome, camera_time
from judging.models import OUTCOMES, Visit
from kipp import uploads
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, FileScan, Letterhead
from kipp.documents.paper import pdf_builder


def field_context(document: Document) -> dict:
    """Return everything the paper says; all of it stands in the signed contents."""
    visit = Visit.objects.select_related("round__period").get(pk=document.subject_id)
    signatures = visit.standing
    signed = json.loads(signatures[0].contents)
    return {
        "year": visit.round.period.year,
        "place": Letterhead.current().city,
        "visit_on": date.fromisoformat(signed["visit_on"]),
        "entry": {name: signed[name] for name in ("number", "title", "agency", "round")},
        "people": [signed["panel"] | {"side": "Tim Penilai"}, signed["team"] | {"side": "Tim Evaluasi"}],
        "claims": [_claim(claim) for claim in signed["claims"]],
        "counts": _counts(signed["claims"]),
        "signatures": [
            {
                "side": signature.get_side_display(),
                "name": signature.person.name,
                "nip": signature.person.nip,
                "at": signature.signed_at,
            }
            for signature in sorted(signatures, key=lambda signature: signature.side)
        ],
        "sha256": signatures[0].contents_sha256,
    }


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    pictures = [
        {
            "picture": _picture(photo["sha256"]),
            "received_at": datetime.fromisoformat(photo["received_at"]),
            "taken": camera_time(photo["camera_at"]),
        }
        for photo in claim["photos"]
    ]
    return claim | {"finding": OUTCOMES[Outcome(claim["outcome"])], "photos": pictures}


def _counts(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of how many claims each was found."""
    return [
        {"finding": label.lower(), "number": sum(claim["outcome"] == outcome for claim in claims)}
        for outcome, label in OUTCOMES.items()
    ]


def _picture(sha256: str) -> str:
    """Return a picture as an address that needs no request, or nothing while it is withheld."""
    if FileScan.objects.withheld().filter(pk=sha256).exists():
        return ""
    data = (Path(settings.MEDIA_ROOT) / uploads.path_of(sha256)).read_bytes()
    return f"data:image/jpeg;base64,{base64.b64encode(uploads.for_print(data)).decode()}"


register(
    Kind(
        code="ba_lapangan",
        label="Berita Acara Verifikasi Lapangan",
        series="ba_lapangan",
        number="{n}/BAVL-KIPP/{year}",
        build=pdf_builder("pdf/berita_acara_lapangan.html", field_context),
        subjects=Visit.objects.visible_to,
    )
)
