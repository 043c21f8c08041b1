"""Lists that a centre brings along: read, columns matched, looked at, taken over as a whole, taken back.

`basis.tabellen` reads files and matches columns, `werte` and `zeitangaben` read what people write in cells,
`angebote` and `zahlen` make something of the rows, `ablauf` changes state.
"""
