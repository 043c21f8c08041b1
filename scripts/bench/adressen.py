"""All addresses, and the empty answer that they are compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def leer(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/leer/", leer), path("", include("stzverbund.urls"))]
