"""The page of one judge: where they were posted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from judging import actions, permissions
from judging.forms import PostingForm
from judging.models import Posting
from kipp.access import Guarded
from kipp.accounts.models import Role, User


class Judge(Guarded, FormView):
    permission = permissions.may_report
    template_name = "judging/judge.html"
    form_class = PostingForm

    def load(self):
        judges = User.objects.visible_to(self.request.user).filter(role=Role.JUDGE).select_related("agency")
        return get_object_or_404(judges, pk=self.kwargs["pk"])

    def form_valid(self, form):
        actions.add_posting(self.subject, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Riwayat penugasan disimpan. Lembar nilai dari instansi itu dilepaskan.")
        return redirect("judging:judge", pk=self.subject.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        postings = self.subject.postings.select_related("agency").order_by("-since", "pk")
        return super().get_context_data(judge=self.subject, postings=postings, **kwargs)


class PostingRemove(Guarded):
    permission = permissions.may_report
    http_method_names = ["post"]

    def load(self):
        postings = Posting.objects.filter(judge__in=User.objects.visible_to(self.request.user))
        return get_object_or_404(postings.select_related("judge", "agency"), pk=self.kwargs["pk"])

    def post(self, request, pk):
        judge = self.subject.judge_id
        actions.remove_posting(self.subject, by=request.user)
        messages.success(request, "Riwayat penugasan dihapus.")
        return redirect("judging:judge", pk=judge)
