from django.urls import path

from judging.views import judge, panel, reliability, results, rules, team, verification

app_name = "judging"
urlpatterns = [
    path("tugas/", judge.TaskList.as_view(), name="task_list"),
    path("tugas/<int:pk>/", judge.Sheet.as_view(), name="sheet"),
    path("tugas/<int:pk>/kirim/", judge.SheetHandIn.as_view(), name="hand_in"),
    path("tugas/<int:pk>/benturan-kepentingan/", judge.SheetRecuse.as_view(), name="recuse"),
    path("penilaian/", panel.Panel.as_view(), name="panel"),
    path("penilaian/<int:period_pk>/mulai/", panel.JudgingStart.as_view(), name="start"),
    path("penilaian/<int:period_pk>/tim/", team.Team.as_view(), name="team"),
    path("penilaian/<int:period_pk>/tim/tambah/", team.TeamAppoint.as_view(), name="team_appoint"),
    path("penilaian/<int:period_pk>/tim/sk/", team.TeamDecree.as_view(), name="team_decree"),
    path("penilaian/tim/<int:pk>/ketua/", team.SeatChair.as_view(), name="seat_chair"),
    path("penilaian/tim/<int:pk>/keluarkan/", team.SeatRemove.as_view(), name="seat_remove"),
    path("penilaian/<int:period_pk>/penugasan/", panel.JudgeAssign.as_view(), name="assign"),
    path("penilaian/<int:period_pk>/belum-terkirim/", panel.Outstanding.as_view(), name="outstanding"),
    path("penilaian/<int:period_pk>/ingatkan/", panel.JudgesRemind.as_view(), name="remind"),
    path("penilaian/lembar/<int:pk>/berhalangan/", panel.AbsenceRecord.as_view(), name="absence"),
    path("penilaian/<int:period_pk>/tutup/", panel.JudgingClose.as_view(), name="close"),
    path("penilaian/<int:period_pk>/pleno/", panel.TieDecide.as_view(), name="decide"),
    path("penilaian/<int:period_pk>/tahap-berikutnya/", panel.NextRound.as_view(), name="next_round"),
    path("penilaian/<int:period_pk>/umumkan/", panel.ResultAnnounce.as_view(), name="announce"),
    path("penilaian/<int:period_pk>/peringkat/", results.RankingDetail.as_view(), name="ranking"),
    path("penilaian/<int:period_pk>/keandalan/", reliability.Reliability.as_view(), name="reliability"),
    path("bagaimana-penilaian-berlangsung/", rules.Rules.as_view(), name="rules"),
    path("bagaimana-penilaian-berlangsung/<int:period_pk>/", rules.Rules.as_view(), name="rules_of"),
    path("hasil/", results.ResultList.as_view(), name="results"),
    path("hasil/memeriksa/", verification.BundleCheck.as_view(), name="bundle_check"),
    path("hasil/memeriksa/unduh/", verification.VerifierDownload.as_view(), name="verifier"),
]
