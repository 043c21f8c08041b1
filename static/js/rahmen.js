// The frame: on a narrow window the menu and what is marked so starts closed. Without JavaScript it stays open.
"use strict";

const schmal = window.matchMedia("(max-width: 40rem)");

function anpassen() {
  for (const teil of document.querySelectorAll(".menue, [data-schmal-zu]")) {
    teil.open = !schmal.matches;
  }
}

schmal.addEventListener("change", anpassen);
anpassen();
