from django.contrib.staticfiles.apps import StaticFilesConfig


class StatischeDateien(StaticFilesConfig):
    """Django's own app, without what KERN ships and no page uses: full fonts, sources, utility classes."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "noto-sans*",
        "fira-sans*",
        "*.scss",
        "kern-utilities*",
        "kern-grid*",
    ]
