"""Rows of the project, the accounts, the documents and the periods."""

from uuid import uuid4

from competitions import actions
from competitions.models import Period
from kipp.accounts.models import Role
from kipp.documents.models import Document
from kipp.jobs.models import Job, Mail
from kipp.uploads import store
from tests.access.matrix import ROLES, only, same
from tests.factories.accounts import UserFactory
from tests.factories.competitions import make_blank_form, make_guide_file, make_period

OWN = {"pk": "own_document.pk"}
PUBLIC = {"pk": "public_document.pk"}
PERSON = {"pk": "person.pk"}
DRAFT = {"pk": "draft_period.pk"}
OPEN = {"pk": "running_period.pk"}
PART = DRAFT | {"part": "kategori"}
ROW = PART | {"code": "kesehatan"}
BLANK = DRAFT | {"code": "surat_pernyataan_implementasi"}
OPEN_GUIDE, DRAFT_GUIDE, GONE_GUIDE = {"pk": "open_guide.pk"}, {"pk": "draft_guide.pk"}, {"pk": "withdrawn_guide.pk"}
COPY = {"pk": "copied_period.pk"}
GUIDED = {"part": "bagian", "code": "ringkasan"}
GUIDANCE = OPEN | GUIDED
WEIGHTS = {"pk": "draft_period.pk", "code": "proposal"}
CRITERIA = DRAFT | {"part": "kriteria", "round": "proposal"}
CRITERION = CRITERIA | {"code": "kebaruan"}

ROWS = [
    ("home", {}, same(200), "get"),
    ("home", {}, same(405), "post"),
    ("alive", {}, same(200), "get"),
    ("alive", {}, same(405), "post"),
    ("ready", {}, same(200), "get"),
    ("ready", {}, same(405), "post"),
    ("gallery", {}, only("organiser", 200), "get"),
    ("gallery", {}, only("organiser", 405), "post"),
    ("gallery_group", {"group": "daftar"}, only("organiser", 200), "get"),
    ("gallery_group", {"group": "tiada"}, only((), 404, others=404), "post"),
    # People
    ("accounts:user_list", {}, only("organiser", 200), "get"),
    ("accounts:user_list", {}, only("organiser", 405), "post"),
    ("accounts:user_invite", {}, only("organiser", 200), "get"),
    ("accounts:user_invite", {}, only("organiser", 200), "post"),
    ("accounts:user_deactivate", PERSON, only("organiser", 405, others=404), "get"),
    ("accounts:user_deactivate", PERSON, only("organiser", 302, others=404), "post"),
    ("accounts:user_reactivate", {"pk": "gone.pk"}, only("organiser", 405, others=404), "get"),
    ("accounts:user_reactivate", {"pk": "gone.pk"}, only("organiser", 302, others=404), "post"),
    ("accounts:user_invite_again", {"pk": "invited.pk"}, only("organiser", 405, others=404), "get"),
    ("accounts:user_invite_again", {"pk": "invited.pk"}, only("organiser", 302, others=404), "post"),
    # Jobs
    ("jobs:list", {}, only("organiser", 200), "get"),
    ("jobs:list", {}, only("organiser", 405), "post"),
    ("jobs:retry", {"pk": "failed_job.pk"}, only("organiser", 405, others=404), "get"),
    ("jobs:retry", {"pk": "failed_job.pk"}, only("organiser", 302, others=404), "post"),
    ("jobs:mail_list", {}, only("organiser", 200), "get"),
    ("jobs:mail_list", {}, only("organiser", 405), "post"),
    ("jobs:mail_detail", {"pk": "mail.pk"}, only("organiser", 200, others=404), "get"),
    ("jobs:mail_detail", {"pk": "mail.pk"}, only("organiser", 405, others=404), "post"),
    # Documents: an agency's own paper, and one that is public
    ("documents:list", {}, only(ROLES[1:], 200), "get"),
    ("documents:list", {}, only(ROLES[1:], 405), "post"),
    ("documents:detail", OWN, {**same(404), "organiser": 200, "operator": 200}, "get"),
    ("documents:detail", OWN, {**same(404), "organiser": 405, "operator": 405}, "post"),
    ("documents:detail", PUBLIC, same(200), "get"),
    ("documents:download", OWN, {**same(404), "organiser": 200, "operator": 200}, "get"),
    ("documents:download", OWN, {**same(404), "organiser": 405, "operator": 405}, "post"),
    ("documents:download", PUBLIC, same(200), "get"),
    ("documents:lookup", {}, same(200), "get"),
    ("documents:lookup", {}, same(405), "post"),
    ("documents:letterhead", {}, only("organiser", 200), "get"),
    ("documents:letterhead", {}, only("organiser", 200), "post"),
    ("documents:verify", {"code": "own_document.code"}, same(200), "get"),
    ("documents:verify", {"code": "own_document.code"}, same(405), "post"),
    # Periods
    ("competitions:period_list", {}, only("organiser", 200), "get"),
    ("competitions:period_list", {}, only("organiser", 405), "post"),
    ("competitions:period_create", {}, only("organiser", 200), "get"),
    ("competitions:period_create", {}, only("organiser", 200), "post"),
    ("competitions:period_detail", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:period_detail", DRAFT, only("organiser", 405, others=404), "post"),
    ("competitions:period_detail", OPEN, only("organiser", 200), "get"),
    ("competitions:period_edit", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:period_edit", DRAFT, only("organiser", 200, others=404), "post"),
    ("competitions:period_edit", OPEN, only((), 403), "get"),
    ("competitions:period_edit", OPEN, only((), 403), "post"),
    ("competitions:round_weights", WEIGHTS, only("organiser", 200, others=404), "get"),
    ("competitions:round_weights", WEIGHTS, only("organiser", 200, others=404), "post"),
    ("competitions:period_weights", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:period_weights", DRAFT, only("organiser", 200, others=404), "post"),
    ("competitions:period_weights", OPEN, only((), 403), "get"),
    ("competitions:part_list", PART, only("organiser", 200, others=404), "get"),
    ("competitions:part_list", PART, only("organiser", 405, others=404), "post"),
    ("competitions:part_list", OPEN | {"part": "kategori"}, only((), 403), "get"),
    ("competitions:part_add", PART, only("organiser", 200, others=404), "get"),
    ("competitions:part_add", PART, only("organiser", 200, others=404), "post"),
    ("competitions:part_edit", ROW, only("organiser", 200, others=404), "get"),
    ("competitions:part_edit", ROW, only("organiser", 200, others=404), "post"),
    ("competitions:part_move", ROW, only("organiser", 405, others=404), "get"),
    ("competitions:part_move", ROW, only("organiser", 302, others=404), "post"),
    ("competitions:part_remove", ROW, only("organiser", 200, others=404), "get"),
    ("competitions:part_remove", ROW, only("organiser", 302, others=404), "post"),
    ("competitions:part_list", CRITERIA, only("organiser", 200, others=404), "get"),
    ("competitions:part_list", CRITERIA, only("organiser", 405, others=404), "post"),
    ("competitions:part_list", OPEN | {"part": "kriteria", "round": "proposal"}, only((), 403), "get"),
    ("competitions:part_list", DRAFT | {"part": "kriteria", "round": "tiada"}, only((), 404, others=404), "get"),
    ("competitions:part_add", CRITERIA, only("organiser", 200, others=404), "get"),
    ("competitions:part_add", CRITERIA, only("organiser", 200, others=404), "post"),
    ("competitions:part_edit", CRITERION, only("organiser", 200, others=404), "get"),
    ("competitions:part_edit", CRITERION, only("organiser", 200, others=404), "post"),
    ("competitions:part_move", CRITERION, only("organiser", 405, others=404), "get"),
    ("competitions:part_move", CRITERION, only("organiser", 302, others=404), "post"),
    ("competitions:part_remove", CRITERION, only("organiser", 200, others=404), "get"),
    ("competitions:part_remove", CRITERION, only("organiser", 302, others=404), "post"),
    ("competitions:part_add", DRAFT | {"part": "tahap"}, only("organiser", 200, others=404), "get"),
    (
        "competitions:part_edit",
        DRAFT | {"part": "tahap", "code": "proposal"},
        only("organiser", 200, others=404),
        "get",
    ),
    ("competitions:blank_form_edit", BLANK, only("organiser", 200, others=404), "get"),
    ("competitions:blank_form_edit", BLANK, only("organiser", 422, others=404), "post"),
    ("competitions:blank_form_remove", BLANK, only("organiser", 200, others=404), "get"),
    ("competitions:blank_form_remove", BLANK, only("organiser", 302, others=404), "post"),
    (
        "competitions:blank_form_download",
        {"pk": "draft_form.pk"},
        only("organiser", 200, others=404, anonymous=404),
        "get",
    ),
    (
        "competitions:blank_form_download",
        {"pk": "draft_form.pk"},
        only("organiser", 405, others=404, anonymous=404),
        "post",
    ),
    ("competitions:blank_form_download", {"pk": "open_form.pk"}, same(200), "get"),
    # Guide files: everybody's once the period is open
    ("competitions:guide", {}, same(200), "get"),
    ("competitions:guide", {}, same(405), "post"),
    ("competitions:guide_files", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:guide_files", DRAFT, only("organiser", 405, others=404), "post"),
    ("competitions:guide_files", OPEN, only("organiser", 200), "get"),
    ("competitions:guide_file_add", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:guide_file_add", OPEN, only("organiser", 422), "post"),
    ("competitions:guide_file_replace", OPEN_GUIDE, only("organiser", 200), "get"),
    ("competitions:guide_file_replace", OPEN_GUIDE, only("organiser", 422), "post"),
    ("competitions:guide_file_replace", DRAFT_GUIDE, only("organiser", 200, others=404), "get"),
    ("competitions:guide_file_replace", GONE_GUIDE, only("organiser", 403, others=404), "get"),
    ("competitions:guide_file_withdraw", OPEN_GUIDE, only("organiser", 200), "get"),
    ("competitions:guide_file_withdraw", OPEN_GUIDE, only("organiser", 422), "post"),
    ("competitions:guide_file_withdraw", DRAFT_GUIDE, only("organiser", 403, others=404), "get"),
    ("competitions:guide_file_remove", DRAFT_GUIDE, only("organiser", 200, others=404), "get"),
    ("competitions:guide_file_remove", DRAFT_GUIDE, only("organiser", 302, others=404), "post"),
    ("competitions:guide_file_remove", OPEN_GUIDE, only((), 403), "post"),
    ("competitions:guide_file_download", OPEN_GUIDE, same(200), "get"),
    ("competitions:guide_file_download", OPEN_GUIDE, same(405), "post"),
    ("competitions:guide_file_download", DRAFT_GUIDE, only("organiser", 200, others=404, anonymous=404), "get"),
    ("competitions:guide_file_download", GONE_GUIDE, only("organiser", 200, others=404, anonymous=404), "get"),
    # Announcements
    ("competitions:announcement_list", {}, same(200), "get"),
    ("competitions:announcement_list", {}, same(405), "post"),
    ("competitions:publish", OPEN, only("organiser", 200), "get"),
    ("competitions:publish", OPEN, only("organiser", 422), "post"),
    ("competitions:publish", DRAFT, only("organiser", 403, others=404), "get"),
    ("competitions:period_open", DRAFT, only("organiser", 200, others=404), "get"),
    ("competitions:period_open", DRAFT, only("organiser", 302, others=404), "post"),
    ("competitions:closing_move", OPEN, only("organiser", 200), "get"),
    ("competitions:closing_move", OPEN, only("organiser", 200), "post"),
    ("competitions:closing_move", DRAFT, only("organiser", 403, others=404), "get"),
    ("competitions:period_copy", {}, only("organiser", 200), "get"),
    ("competitions:period_copy", {}, only("organiser", 200), "post"),
    ("competitions:period_copied", COPY, only("organiser", 200, others=404), "get"),
    ("competitions:period_copied", COPY, only("organiser", 405, others=404), "post"),
    ("competitions:period_copied", DRAFT, only((), 404, others=404), "get"),
    ("competitions:amendment_make", OPEN, only("organiser", 200), "get"),
    ("competitions:amendment_make", OPEN, only("organiser", 200), "post"),
    ("competitions:amendment_make", DRAFT, only("organiser", 403, others=404), "get"),
    ("competitions:guidance_amend", GUIDANCE, only("organiser", 200), "get"),
    ("competitions:guidance_amend", GUIDANCE, only("organiser", 200), "post"),
    ("competitions:guidance_amend", DRAFT | GUIDED, only("organiser", 403, others=404), "post"),
    ("competitions:extension_grant", OPEN, only("organiser", 200), "get"),
    ("competitions:extension_grant", OPEN, only("organiser", 200), "post"),
    ("competitions:extension_grant", DRAFT, only("organiser", 403, others=404), "get"),
]


def build_kipp_world(cast):
    gone = UserFactory(role=Role.ORGANISER, is_active=False)
    invited = UserFactory(role=Role.ORGANISER)
    invited.set_unusable_password()
    invited.save()
    draft = make_period(by=cast["organiser"], year=2031)
    running = make_period(by=cast["organiser"], year=2032)
    open_form = make_blank_form(running, by=cast["organiser"])
    Period.objects.filter(pk=running.pk).update(status=Period.Status.REGISTRATION)
    running.refresh_from_db()
    guides = [make_guide_file(period, by=cast["organiser"]) for period in (draft, running, running)]
    actions.withdraw_guide_file(guides[2], by=cast["organiser"], reason="Salah unggah.")
    actions.publish(running, by=cast["organiser"], token=uuid4(), title="Jadwal", body="Jadwal tetap.")
    return {
        "draft_form": make_blank_form(draft, by=cast["organiser"]),
        "open_form": open_form,
        "draft_guide": guides[0],
        "open_guide": guides[1],
        "withdrawn_guide": guides[2],
        "failed_job": Job.objects.create(kind="document.make", state=Job.State.FAILED, attempts=3),
        "mail": Mail.objects.create(to="a@contoh.example", subject="Perihal", body="Isi", is_open=True),
        "person": UserFactory(role=Role.ORGANISER),
        "gone": gone,
        "invited": invited,
        "own_document": document(number="1/UJI/2024", agency=cast["operator"].agency),
        "public_document": document(number="2/UJI/2024", is_public=True),
        "draft_period": draft,
        "copied_period": actions.copy_period(running, by=cast["organiser"], year=2039, title="KIPP 2039"),
        "running_period": running,
    }


def document(*, number, **fields):
    """A finished document of a kind that exists, with a small file behind it."""
    from django.conf import settings  # noqa: PLC0415 (the media root is the test's)

    data = b"%PDF-1.7 isi uji"
    path, digest = store(data, settings.MEDIA_ROOT)
    row = Document.objects.create(
        kind="receipt", key=number, number=number, title="Dokumen uji", subject_id=0, dated_on="2024-07-01", **fields
    )
    row.attach(path=path, sha256=digest, size=len(data))
    return row
