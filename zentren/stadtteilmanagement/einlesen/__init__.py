"""Lists read into the registers: one page for all, made of the form of each register.

`register` declares which registers there are, `zeilen` reads the cells of a table as input of their form,
`ablauf` looks at a file and takes it over as a whole, `vorlage` is the file to fill in. Nothing is stored
between looking and taking over: the signed table goes along with the page.
"""
