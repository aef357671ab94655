from django.urls import path

from proposals.views import (
    coaching,
    compliance,
    desk,
    files,
    importing,
    innovation_parts,
    innovation_record,
    innovations,
    own,
    release,
    revisions,
    sending,
    withdrawing,
    writing,
)

app_name = "proposals"
urlpatterns = [
    path("proposal/", own.ProposalList.as_view(), name="own_list"),
    path("proposal/baru/", own.ProposalCreate.as_view(), name="create"),
    path("proposal/<int:pk>/", own.ProposalDetail.as_view(), name="detail"),
    path("proposal/<int:pk>/isian/", writing.EntryEdit.as_view(), name="entry"),
    path("proposal/<int:pk>/bagian/<slug:code>/", writing.SectionEdit.as_view(), name="section"),
    path("proposal/<int:pk>/bagian/<slug:code>/riwayat/", revisions.AnswerRevisionList.as_view(), name="revisions"),
    path(
        "proposal/<int:pk>/bagian/<slug:code>/riwayat/<int:version>/",
        revisions.AnswerRevisionDetail.as_view(),
        name="revision",
    ),
    path("proposal/<int:pk>/lampiran/<slug:code>/", files.AttachmentEdit.as_view(), name="attachment"),
    path("proposal/<int:pk>/lampiran/<slug:code>/hapus/", files.AttachmentRemove.as_view(), name="attachment_remove"),
    path("proposal/<int:pk>/berkas-lengkap/", files.CompleteFileAsk.as_view(), name="complete"),
    path("proposal/lampiran/<uuid:pk>/unduh/", files.AttachmentDownload.as_view(), name="download"),
    path("proposal/<int:pk>/periksa/", sending.ProposalReview.as_view(), name="review"),
    path("proposal/<int:pk>/kirim/", sending.ProposalSubmit.as_view(), name="submit"),
    path("proposal/<int:pk>/kirim-ulang/", sending.ProposalResubmit.as_view(), name="resubmit"),
    path("proposal/<int:pk>/terkirim/", sending.ProposalSent.as_view(), name="sent"),
    path("proposal/<int:pk>/tarik/", withdrawing.ProposalWithdraw.as_view(), name="withdraw"),
    path("proposal/<int:pk>/batalkan-penarikan/", withdrawing.ProposalTakeBack.as_view(), name="take_back"),
    path("inovasi/", innovations.InnovationList.as_view(), name="innovation_list"),
    path("inovasi/baru/", innovations.InnovationCreate.as_view(), name="innovation_create"),
    path("inovasi/<int:pk>/", innovation_record.InnovationDetail.as_view(), name="innovation_detail"),
    path("inovasi/<int:pk>/ubah/", innovations.InnovationEdit.as_view(), name="innovation_edit"),
    path("inovasi/bukti/<int:pk>/unduh/", innovation_parts.EvidenceDownload.as_view(), name="evidence_download"),
    path("inovasi/<int:pk>/usulkan/", innovations.InnovationEnter.as_view(), name="innovation_enter"),
    path("inovasi/<int:pk>/pembinaan/", coaching.CoachingAdd.as_view(), name="coaching_add"),
    path("inovasi/<int:pk>/<slug:part>/tambah/", innovation_parts.PartAdd.as_view(), name="innovation_part_add"),
    path(
        "inovasi/<int:pk>/<slug:part>/<int:row>/ubah/", innovation_parts.PartEdit.as_view(), name="innovation_part_edit"
    ),
    path(
        "inovasi/<int:pk>/<slug:part>/<int:row>/hapus/",
        innovation_parts.PartRemove.as_view(),
        name="innovation_part_remove",
    ),
    path("meja/proposal/", desk.DeskList.as_view(), name="desk_list"),
    path("meja/proposal/<int:pk>/", desk.DeskDetail.as_view(), name="desk_detail"),
    path("meja/proposal/<int:pk>/putusan/", desk.ProposalDecide.as_view(), name="decide"),
    path("meja/putusan/", release.DecisionsRelease.as_view(), name="release"),
    path("meja/putusan/<int:pk>/batalkan/", release.DecisionCancel.as_view(), name="cancel_decision"),
    path("satu-instansi-satu-inovasi/", compliance.Compliance.as_view(), name="compliance"),
    path("satu-instansi-satu-inovasi/impor/", importing.ImportList.as_view(), name="import_list"),
    path("satu-instansi-satu-inovasi/impor/templat/unduh/", importing.ImportTemplate.as_view(), name="import_template"),
    path("satu-instansi-satu-inovasi/impor/<int:pk>/", importing.ImportDetail.as_view(), name="import_detail"),
    path("satu-instansi-satu-inovasi/impor/<int:pk>/unduh/", importing.ImportFaults.as_view(), name="import_faults"),
    path(
        "satu-instansi-satu-inovasi/impor/<int:pk>/terapkan/", importing.ImportConfirm.as_view(), name="import_confirm"
    ),
    path("satu-instansi-satu-inovasi/impor/<int:pk>/batalkan/", importing.ImportUndo.as_view(), name="import_undo"),
    path(
        "satu-instansi-satu-inovasi/berkas/<slug:kind>/",
        compliance.ComplianceExtract.as_view(),
        name="compliance_extract",
    ),
    path("satu-instansi-satu-inovasi/<int:year>/imbauan/", compliance.ComplianceUrge.as_view(), name="compliance_urge"),
]
