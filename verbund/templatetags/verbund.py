from django import template

from stzverbund.basis.auszeichnung import als_html
from verbund.protokoll.niederschrift import ergebnis

register = template.Library()


@register.filter
def auszeichnung(text: str, ab: int = 4) -> str:
    """Markdown of minutes as harmless HTML; `ab` is the first level of its headings."""
    return als_html(text, ab=ab, umbruch=True)


register.filter("abstimmung", ergebnis)
