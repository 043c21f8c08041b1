"""Accounts: closed sign-up, login by e-mail (django-allauth)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zentren.models import Person

GESPERRT = "Ihr Konto ist gesperrt. Bitte wenden Sie sich an die Stelle, die Sie eingeladen hat."


class Kontoadapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        messages.error(request, GESPERRT)
        return redirect("account_login")
