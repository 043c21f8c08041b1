"""Tables that people bring along: `lesen` reads files (xlsx, ods, csv), `zuordnung` matches their columns."""
