from django import template

from stzverbund.basis.zahlen import zeige_cent

register = template.Library()
register.filter("euro", zeige_cent)
