"""Field verification: the organiser's list and plan, and the page of one visit for everybody who may see it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import FormView

from competitions.models import Period, TransitionNotAllowed
from judging import actions, permissions
from judging.actions import NotReady
from judging.forms import ClaimForm, OverturnForm, VisitPlanForm
from judging.models import Finding, Visit, VisitPhoto
from kipp.access import Guarded
from kipp.accounts.models import Role, User
from kipp.documents.models import Document
from kipp.documents.views import attachment as file_response

# Where each role comes from.
BACK = {
    Role.ORGANISER: ("judging:visits", "kunjungan"),
    Role.JUDGE: ("judging:task_list", "tugas penilaian"),
    Role.OPERATOR: ("proposals:detail", "proposal"),
}


class VisitList(Guarded):
    """All visits of a period, with how far each is."""

    permission = permissions.may_see_panel
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(Period.objects.visible_to(self.request.user), pk=self.kwargs["period_pk"])

    def get(self, request, period_pk):
        visits = Visit.objects.visible_to(request.user).filter(round__period=self.subject).named().with_progress()
        context = {"period": self.subject, "visits": visits.order_by("visit_on", "proposal__number", "pk")}
        return render(request, "judging/visits/list.html", context)


class VisitScoped(Guarded):
    """What is about one visit."""

    permission = permissions.may_see_visit

    def load(self):
        visible = Visit.objects.visible_to(self.request.user).named().with_progress()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def refused(self, refusal):
        messages.error(self.request, str(refusal))
        return redirect("judging:visit", pk=self.subject.pk)


class VisitDetail(VisitScoped):
    """Who visits, and what was found of each claim so far."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        visit, user = self.subject, request.user
        may = permissions.may_on_visit(user, visit)
        papers = Document.objects.visible_to(user).filter(kind="ba_lapangan", subject_id=visit.pk)
        context = {
            "visit": visit,
            "may": may,
            "back": back_of(user, visit),
            "rows": claim_rows(visit, user),
            "returned": returned(visit) if user.role == Role.ORGANISER or visit.side_of(user) else [],
            "paper": papers.first(),
            "next": next_claim(visit) if may["fill"] else None,
        }
        return render(request, "judging/visits/detail.html", context)


class VisitPlan(VisitScoped):
    """Who visits and when."""

    permission = permissions.may_plan_visit
    http_method_names = ["get", "head", "post"]

    def get(self, request, pk):
        visit = self.subject
        planned = {"juri": visit.judge_id, "petugas": visit.officer_id, "tanggal": visit.visit_on}
        return self.show(self.form(initial=planned))

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        judge, officer, day = (form.cleaned_data[name] for name in ("juri", "petugas", "tanggal"))
        try:
            actions.plan_visit(self.subject, by=request.user, judge=judge, officer=officer, visit_on=day)
        except NotReady as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
            return self.show(form, status=422)
        except TransitionNotAllowed as refusal:
            return self.refused(refusal)
        messages.success(request, "Kunjungan dijadwalkan. Kedua petugas dan instansi diberi tahu melalui surel.")
        return redirect("judging:visit", pk=pk)

    def form(self, *args, **kwargs):
        seats = self.subject.round.period.panel_members.sitting()
        judges = User.objects.judges().filter(panel_seats__in=seats).order_by("name", "pk")
        officers = User.objects.organisers().order_by("name", "pk")
        return VisitPlanForm(*args, judges=judges, officers=officers, **kwargs)

    def show(self, form, *, status=200):
        return render(self.request, "judging/visits/plan.html", {"visit": self.subject, "form": form}, status=status)


class ClaimAdd(VisitScoped):
    """Something more to look at."""

    permission = permissions.may_add_claim
    http_method_names = ["get", "head", "post"]

    def get(self, request, pk):
        return self.show(ClaimForm())

    def post(self, request, pk):
        form = ClaimForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        given = form.cleaned_data
        try:
            actions.add_claim(
                self.subject,
                by=request.user,
                title=given["butir"],
                statement=given["pernyataan"],
                is_decisive=given["menentukan"],
            )
        except TransitionNotAllowed as refusal:
            return self.refused(refusal)
        messages.success(request, "Butir ditambahkan.")
        return redirect("judging:visit", pk=pk)

    def show(self, form, *, status=200):
        context = {"visit": self.subject, "form": form}
        return render(self.request, "judging/visits/claim_add.html", context, status=status)


class EligibilityOverturn(VisitScoped, FormView):
    """Take an entry out because of what was found: the claims and the reason."""

    permission = permissions.may_overturn_visit
    template_name = "judging/visits/overturn.html"
    form_class = OverturnForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"grounds": self.subject.grounds}

    def form_valid(self, form):
        claims, reason = form.cleaned_data["butir"], form.cleaned_data["alasan"]
        try:
            actions.overturn(self.subject, by=self.request.user, claims=claims, reason=reason)
        except TransitionNotAllowed as refusal:
            return self.refused(refusal)
        number = self.subject.proposal.number
        messages.success(self.request, f"Kelayakan {number} dibatalkan. Instansinya diberi tahu melalui surel.")
        return redirect("judging:visit", pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        visit, user = self.subject, self.request.user
        must_leave = user.pk == visit.officer_id and actions.another_may(visit.proposal, by=user)
        return super().get_context_data(visit=visit, must_leave=must_leave, **kwargs)


class PhotoDownload(Guarded):
    permission = permissions.may_see_photo
    http_method_names = ["get", "head"]

    def load(self):
        return get_object_or_404(VisitPhoto.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get(self, request, pk):
        return file_response(self.subject.path, self.subject.name)


def claim_rows(visit, user) -> list[dict]:
    """Return each claim with what was found and its pictures. Three queries."""
    found = {row.claim_id: row for row in Finding.objects.filter(claim__visit=visit).current().select_related("by")}
    photos: dict = {}
    for photo in VisitPhoto.objects.visible_to(user).filter(claim__visit=visit).with_scan().order_by("pk"):
        photos.setdefault(photo.claim_id, []).append(photo)
    return [
        {"claim": claim, "found": found.get(claim.pk), "photos": photos.get(claim.pk, [])}
        for claim in visit.claims.order_by("order")
    ]


def returned(visit):
    """Return the signatures that were voided, the last one first: between the two and the office."""
    return visit.signatures.exclude(voided_at=None).select_related("voided_by").order_by("-voided_at")


def next_claim(visit, *, after: int = 0):
    """Return the first claim of which nothing was found yet, behind the one just filled in if there is one."""
    waiting = visit.claims.exclude(findings__revision=1).order_by("order")
    return waiting.filter(order__gt=after).first() or waiting.first()


def back_of(user, visit) -> dict[str, str]:
    name, label = BACK[user.role]
    given = {Role.ORGANISER: [visit.round.period_id], Role.OPERATOR: [visit.proposal_id]}.get(user.role, [])
    return {"url": reverse(name, args=given), "label": label}
