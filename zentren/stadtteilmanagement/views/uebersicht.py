"""/stadtteilmanagement/: the way to each register (RK-2017 4.2)."""

from django.views.generic import TemplateView


class Uebersicht(TemplateView):
    """The registers that the role reads; who reads none finds why."""

    template_name = "stadtteilmanagement/uebersicht.html"
