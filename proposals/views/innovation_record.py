"""The page of one innovation: its record and its entries across the years."""

from django.urls import reverse
from django.views.generic import TemplateView

from competitions.models import Period
from kipp.accounts.permissions import is_organiser
from kipp.listing import list_address
from proposals import permissions
from proposals.models import Proposal
from proposals.views.coaching import coaching_of
from proposals.views.innovation_parts import record_of
from proposals.views.innovations import InnovationScoped
from proposals.views.twins import twins


class InnovationDetail(InnovationScoped, TemplateView):
    permission = permissions.may_view_innovations
    template_name = "proposals/innovation_detail.html"

    def get_context_data(self, **kwargs):
        innovation, user = self.subject, self.request.user
        frozen = innovation.is_frozen
        keeps = permissions.may_keep_innovation(user, innovation)
        period = Period.objects.current()
        open_now = period is not None and permissions.may_enter(user, period)
        return super().get_context_data(
            back_url=list_address("proposals:innovation_list", self.request.GET),
            twins=twins(user, innovation.title, apart_from=innovation),
            coaching=coaching_of(innovation),
            may_coach=permissions.may_coach(user, innovation),
            lineage=self.lineage(),
            past=innovation.past_entries.order_by("-year"),
            frozen=frozen,
            may_keep=keeps and not frozen,
            owns=keeps,
            record=record_of(innovation, may_keep=keeps and not frozen),
            may_enter=keeps and open_now and not innovation.proposals.filter(period=period).exists(),
            **kwargs,
        )

    def lineage(self) -> list[dict]:
        """Return its entries, newest first, each with the page that this user has for it."""
        page = "proposals:desk_detail" if is_organiser(self.request.user) else "proposals:detail"
        entries = Proposal.objects.visible_to(self.request.user).with_names().filter(innovation=self.subject)
        return [
            {"proposal": proposal, "url": reverse(page, args=[proposal.pk])}
            for proposal in entries.order_by("-period__year", "pk")
        ]
