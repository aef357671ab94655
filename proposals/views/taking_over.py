"""Take over the texts of an earlier proposal of the own agency into the sections of a draft that are still empty."""

from django.contrib import messages
from django.db.models import Case, Value, When
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from competitions.models import TransitionNotAllowed
from proposals import actions, permissions
from proposals.models import Proposal
from proposals.taking_over import Fit, lines_of
from proposals.views.own import OwnScoped, WhileEditable


class OfEarlier(OwnScoped, WhileEditable, TemplateView):
    """Only what is still a draft is filled from an earlier proposal."""

    def is_open(self):
        return permissions.may_take_over(self.request.user, self.subject)

    def earlier(self):
        """Return the earlier proposals: first those of the same innovation, and of each the newest."""
        same = Case(When(innovation=self.subject.innovation_id, then=Value(0)), default=Value(1))
        visible = Proposal.objects.visible_to(self.request.user).with_names().before(self.subject)
        return visible.annotate(_apart=same).order_by("_apart", "-period__year", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.subject, **kwargs)


class EarlierList(OfEarlier):
    template_name = "proposals/earlier_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(earlier=self.earlier(), **kwargs)


class TakeOver(OfEarlier):
    """What would be copied, section by section; POST copies it."""

    template_name = "proposals/take_over.html"

    @cached_property
    def source(self):
        return get_object_or_404(self.earlier(), pk=self.kwargs["earlier"])

    def get_context_data(self, **kwargs):
        lines = lines_of(self.subject.as_written(), self.source.as_left())
        return super().get_context_data(
            source=self.source,
            lines=[line for line in lines if line.fit is not Fit.NOT_ASKED],
            not_asked=[line for line in lines if line.fit is Fit.NOT_ASKED],
            copied=sum(line.fit is Fit.COPIED for line in lines),
            **kwargs,
        )

    def post(self, request, pk, earlier):
        try:
            filled = actions.take_over(self.subject, by=request.user, earlier=self.source)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            if filled:
                messages.success(request, f"{filled} bagian diisi dengan teks dari {self.source.reference}.")
            else:
                messages.info(request, "Tidak ada bagian kosong yang dapat diisi. Tidak ada yang diubah.")
        return redirect("proposals:detail", pk=pk)
