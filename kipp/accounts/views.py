"""People: list, invite, deactivate, reactivate."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, ListView

from kipp.access import Guarded, signed_in
from kipp.accounts import actions, permissions
from kipp.accounts.forms import InviteForm
from kipp.accounts.models import User


class UserList(Guarded, ListView):
    permission = permissions.is_organiser
    template_name = "accounts/user_list.html"
    context_object_name = "people"
    paginate_by = 50
    page_kwarg = "halaman"

    def get_queryset(self):
        return User.objects.visible_to(self.request.user).select_related("agency").order_by("role", "name", "pk")


class UserInvite(Guarded, FormView):
    permission = permissions.is_organiser
    template_name = "accounts/user_invite.html"
    form_class = InviteForm

    def form_valid(self, form):
        try:
            person = actions.invite(by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:  # somebody else has just invited the same person
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"Undangan untuk {person.name} dikirim ke {person.email}.")
        return redirect("accounts:user_list")


class PersonStep(Guarded):
    """One step about one person; the subclass names step, permission and sentence."""

    http_method_names = ["post"]

    def load(self):
        return get_object_or_404(User.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def post(self, request, pk):
        type(self).step(self.subject, by=request.user)
        messages.success(request, self.sentence.format(self.subject.name))
        return redirect("accounts:user_list")


class UserDeactivate(PersonStep):
    permission = permissions.may_deactivate
    step = actions.deactivate
    sentence = "Akun {} dinonaktifkan."


class UserReactivate(PersonStep):
    permission = permissions.may_reactivate
    step = actions.reactivate
    sentence = "Akun {} diaktifkan kembali."


class UserInviteAgain(PersonStep):
    permission = permissions.may_invite_again
    step = actions.invite_again
    sentence = "Undangan untuk {} dikirim ulang."


class StaySignedIn(Guarded):
    """Somebody is still here: the request itself counts as activity."""

    permission = signed_in
    http_method_names = ["post"]

    def post(self, request):
        return HttpResponse(status=204)
