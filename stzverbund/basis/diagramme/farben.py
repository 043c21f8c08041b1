"""Colours, patterns and type of the charts: never colour alone, at least 4.5:1 against white."""

SCHRIFT = "Fira Sans"
TEXT = "#131525"
LEISE = "#535b7b"
LINIE = "#dcdfe9"
BLAU = "#2447b3"

# Parts of a whole: each fill has a pattern of its own in a darker tone, so white figures stay readable on it.
# A pattern is drawn into a square of eight units: (fill, tone, path).
TEILE = (
    (BLAU, BLAU, ""),
    ("#007a99", "#003f52", "M-2,2L2,-2M0,8L8,0M6,10L10,6"),
    ("#925400", "#4d2b00", "M0,2H8M0,6H8"),
    ("#7a4fb5", "#3a1d66", "M1,1h3v3h-3ZM5,5h3v3h-3Z"),
    ("#00735a", "#003528", "M2,0V8M6,0V8"),
    ("#b3326e", "#5c1235", "M-2,6L2,10M0,0L8,8M6,-2L10,2"),
    ("#5f6685", "#2c3044", "M0,4H8M4,0V8"),
)

# Lines: colour, dashes and the shape of the points differ together. No colour of a pattern may recur here.
REIHEN: tuple[tuple[str, list[int], str], ...] = (
    (BLAU, [], "circle"),
    ("#8a4b00", [6, 4], "square"),
    ("#006b54", [2, 3], "triangle-up"),
    ("#6f45a8", [10, 3, 2, 3], "diamond"),
)

# Map: classes from light to dark, dark text is readable on each; white with hatching where nothing is known.
KLASSEN = ("#eaf0fd", "#bccdf5", "#8fabeb", "#6688dc")
OHNE_ANGABE = "#fefefe"

_SCHRAFFUR = (OHNE_ANGABE, "#a5aac3", "M-2,2L2,-2M0,8L8,0M6,10L10,6")
MUSTER = {farbe: (ton, pfad) for farbe, ton, pfad in (*TEILE, _SCHRAFFUR) if pfad}
"""Fill -> (tone, path) of every fill that is drawn as a pattern."""
