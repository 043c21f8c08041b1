// The frame: on a narrow window the menu starts closed. Without JavaScript it stays open.
"use strict";

const menue = document.querySelector(".menue");
const schmal = window.matchMedia("(max-width: 40rem)");

function anpassen() {
  menue.open = !schmal.matches;
}

schmal.addEventListener("change", anpassen);
anpassen();
