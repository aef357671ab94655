"""Check everything, send, and see that it has arrived."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView

from competitions.models import TransitionNotAllowed
from kipp.documents.models import Document
from kipp.text import penutupan
from proposals import actions, permissions
from proposals.documents import NEXT_STEPS
from proposals.views.own import FROM_REVIEW, OwnScoped, WhileEditable, readiness, task_list
from proposals.wording import verdict_short


class ProposalReview(OwnScoped, WhileEditable, TemplateView):
    """Everything on one page: what is written, what is missing, whether it may enter."""

    template_name = "proposals/review.html"

    def get_context_data(self, **kwargs):
        proposal = self.subject
        parts = task_list(proposal, may_edit=True, suffix=f"?dari={FROM_REVIEW}")
        return super().get_context_data(
            proposal=proposal,
            may=permissions.may(self.request.user, proposal),
            closing=penutupan(proposal.closes_at),
            **parts,
            **readiness(proposal, parts["gaps"]),
            **kwargs,
        )


class Sending(OwnScoped):
    """A second click finds the first one's result, so state is asked by the action, not by the permission."""

    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            self.send(by=request.user)
        except (actions.Incomplete, actions.NotEligible):
            messages.error(request, "Proposal belum dapat dikirim. Periksa keterangan di bawah.")
            return redirect("proposals:review", pk=pk)
        except actions.RegistrationClosed:
            closing = penutupan(self.subject.closes_at)
            messages.error(request, f"Proposal tidak terkirim. Pendaftaran ditutup {closing}.")
        except actions.QuotaReached as refusal:
            messages.error(request, str(refusal))
        except TransitionNotAllowed as refusal:
            self.subject.refresh_from_db(fields=["status"])
            if self.subject.status == self.subject.Status.SUBMITTED:
                return redirect("proposals:sent", pk=pk)
            messages.error(request, str(refusal))
        else:
            return redirect("proposals:sent", pk=pk)
        return redirect("proposals:detail", pk=pk)


class ProposalSubmit(Sending):
    def send(self, *, by):
        return actions.submit(self.subject, by=by)


class ProposalResubmit(Sending):
    def send(self, *, by):
        return actions.resubmit(self.subject, by=by)


class ProposalSent(OwnScoped, TemplateView):
    """The confirmation: may be kept as a bookmark."""

    template_name = "proposals/sent.html"

    def get_context_data(self, **kwargs):
        sent = self.subject.last_sent()
        if sent is None:
            raise Http404
        receipt = Document.objects.visible_to(self.request.user).filter(key=f"receipt:{sent.pk}").first()
        return super().get_context_data(
            proposal=self.subject,
            sent=sent,
            receipt=receipt,
            verdict=verdict_short(sent.verdict.as_verdict),
            next_steps=NEXT_STEPS,
            **kwargs,
        )
