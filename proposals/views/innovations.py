"""The record of an innovation: list, profile, its entries across the years, and a new entry from it."""

from operator import itemgetter

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView

from competitions.models import Period, TransitionNotAllowed
from kipp.access import Guarded
from kipp.accounts.permissions import is_organiser
from kipp.listing import FilteredList
from kipp.text import penutupan
from proposals import actions, permissions
from proposals.eligibility import judge_entry
from proposals.filters import AllInnovationsFilter, InnovationFilter
from proposals.forms import EnterForm, InnovationForm
from proposals.models import Innovation, entry_rules
from proposals.views.own import verdict_panel

FROZEN = "Inovasi ini sedang diikutkan pada kompetisi dan tidak dapat diubah."


class InnovationList(FilteredList):
    permission = permissions.may_view_innovations
    template_name = "proposals/innovation_list.html"
    context_object_name = "innovations"
    columns = {
        "judul": ["title"],
        "instansi": ["agency__name"],
        "mulai": ["implemented_on"],
        "diusulkan": ["last_year"],
        "dibina": ["last_coached"],
    }
    noun = "inovasi"
    nothing = "Belum ada inovasi yang terdaftar."

    @property
    def filterset_class(self):
        return AllInnovationsFilter if is_organiser(self.request.user) else InnovationFilter

    def visible(self):
        visible = Innovation.objects.visible_to(self.request.user).select_related("agency")
        last = {"last_year": Max("proposals__period__year"), "last_coached": Max("coaching_notes__met_on")}
        return visible.annotate(**last).order_by("title", "pk")

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(of_all=is_organiser(user), may_register=permissions.may_start(user), **kwargs)


class InnovationScoped(Guarded):
    """A page about one innovation."""

    permission = permissions.may_keep_innovation

    def load(self):
        visible = Innovation.objects.visible_to(self.request.user).select_related("agency")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def own_page(self) -> str:
        return reverse("proposals:innovation_detail", args=[self.subject.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(innovation=self.subject, **kwargs)


class WhileUnfrozen(View):
    """What changes the record is open only outside of competition; meanwhile the page says so instead of failing."""

    def dispatch(self, request, *args, **kwargs):
        if self.subject.is_frozen:
            messages.error(request, FROZEN)
            return redirect(self.own_page)
        return super().dispatch(request, *args, **kwargs)


class InnovationFormView(FormView):
    """The profile, new or changed; what was typed stays when something is wrong."""

    template_name = "proposals/innovation_form.html"
    form_class = InnovationForm

    def form_valid(self, form):
        try:
            innovation = self.keep(form.cleaned_data)
        except actions.AlreadyRegistered as refusal:
            form.add_error("title", str(refusal))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.own_page)
        messages.success(self.request, "Inovasi disimpan.")
        return redirect("proposals:innovation_detail", pk=innovation.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class InnovationCreate(Guarded, InnovationFormView):
    permission = permissions.may_start

    def get_context_data(self, **kwargs):
        back = {"back_url": reverse("proposals:innovation_list"), "back_label": "daftar inovasi"}
        return super().get_context_data(heading="Daftarkan inovasi", submit="Daftarkan inovasi", **back, **kwargs)

    def keep(self, values) -> Innovation:
        return actions.register_innovation(by=self.request.user, **values)


class InnovationEdit(InnovationScoped, WhileUnfrozen, InnovationFormView):
    def get_initial(self):
        return {name: getattr(self.subject, name) for name in InnovationForm.base_fields}

    def get_context_data(self, **kwargs):
        back = {"back_url": self.own_page, "back_label": "halaman inovasi"}
        return super().get_context_data(heading="Ubah profil inovasi", submit="Simpan", **back, **kwargs)

    def keep(self, values) -> Innovation:
        actions.change_innovation(self.subject, by=self.request.user, **values)
        return self.subject


class OnlyOnce(View):
    """An innovation enters the running period once; later the page leads to that entry, or back when none is open."""

    def dispatch(self, request, *args, **kwargs):
        self.period = Period.objects.current()
        if self.period is None or self.period.status != Period.Status.REGISTRATION:
            messages.error(request, "Pendaftaran tidak sedang dibuka.")
            return redirect(self.own_page)
        if entered := self.subject.proposals.filter(period=self.period).first():
            return redirect("proposals:detail", pk=entered.pk)
        return super().dispatch(request, *args, **kwargs)


class InnovationEnter(InnovationScoped, OnlyOnce, FormView):
    """Enter a registered innovation into the running period: the verdict first, then the category."""

    template_name = "proposals/innovation_enter.html"
    form_class = EnterForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.period}

    def get_context_data(self, **kwargs):
        verdicts = self.verdicts()
        return super().get_context_data(
            period=self.period,
            closing=penutupan(self.period.registration_closes_at),
            verdicts=verdicts,
            next_step=max(verdicts, key=itemgetter("eligible"))["next_step"],
            back_url=self.own_page,
            **kwargs,
        )

    def verdicts(self) -> list[dict]:
        """Return what the rules of each group say of the innovation."""
        start, panels = self.subject.implemented_on, []
        groups = list(self.period.groups.order_by("order", "pk"))
        for group in groups:
            rules = entry_rules(group, closes_on=self.period.reference_date)
            verdict = judge_entry(implemented_on=start, times_awarded=self.subject.times_awarded, rules=rules)
            panel = verdict_panel(verdict, implemented_on=start, rules=rules)
            panels.append(panel | ({"heading": f"{group.name}: {panel['heading']}"} if len(groups) > 1 else {}))
        return panels

    def form_valid(self, form):
        try:
            proposal = actions.enter(self.subject, by=self.request.user, **form.cleaned_data)
        except (actions.AlreadyRegistered, actions.NotInvited, actions.RegistrationClosed) as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.own_page)
        messages.success(self.request, "Proposal disimpan sebagai draf.")
        return redirect("proposals:detail", pk=proposal.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
