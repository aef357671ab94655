"""allauth's pages, with what ours show beyond them: above all the question to the browser for a passkey."""

import json

from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import reverse

from kipp.accounts.browsers import browser_name
from kipp.accounts.middleware import lacks_second_factor


class WithOptions:
    """The question to the browser as text for an attribute; static/js/kunci.js asks it."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        (options,) = context["js_data"].values()
        # Some of allauth's views forget what they are given, here the form that has just been refused.
        return {**context, **kwargs, "options": json.dumps(options)}


class SecurityIndex(mfa.IndexView):
    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "must_enrol": lacks_second_factor(self.request.user)}


class Authenticate(WithOptions, mfa.AuthenticateView):
    """The step after the password: passkey and code side by side, whichever this person has."""

    def get_context_data(self, **kwargs):
        person = self.stage.login.user
        has_key = is_mfa_enabled(person, [Authenticator.Type.WEBAUTHN])
        return {
            **super().get_context_data(**kwargs),
            "form": self.form or self.auth_form,
            "code_form": self.auth_form,
            "code_kind": "secondary" if has_key else "primary",
            "has_key": has_key,
            "cancel_url": f"{reverse('account_logout')}?next={reverse('account_login')}",
        }


class PasskeyList(webauthn.ListWebAuthnView):
    def get_queryset(self):
        return super().get_queryset().order_by("pk")


class PasskeyAdd(WithOptions, webauthn.AddWebAuthnView):
    pass


class PasskeyAgain(WithOptions, webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        """Say on the page what was wrong, where allauth leads away from it."""
        return self.render_to_response(self.get_context_data(form=form))


class SessionList(usersessions.ListUserSessionsView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "rows": [(session, browser_name(session.user_agent)) for session in context["sessions"]]}
