// The frame: on a narrow window the menu and what is marked so starts closed, without JavaScript it stays open.
// And going back to a form: its mark is that of the first time, so the same sent again is not done twice.
"use strict";

const schmal = window.matchMedia("(max-width: 40rem)");

function anpassen() {
  for (const teil of document.querySelectorAll(".menue, [data-schmal-zu]")) {
    teil.open = !schmal.matches;
  }
}

schmal.addEventListener("change", anpassen);
anpassen();

/** Only forms in which something is typed or chosen: a button alone may be pressed anew on purpose. */
function markenBehalten() {
  const felder = [...document.querySelectorAll("form input[name=einmal]")].filter((feld) =>
    feld.form.querySelector("input:not([type=hidden]), select, textarea"),
  );
  if (!felder.length) {
    return;
  }
  const zurueck = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const alte = (zurueck && history.state?.einmal) || [];
  if (alte.length === felder.length) {
    felder.forEach((feld, i) => (feld.value = alte[i]));
  }
  history.replaceState({ ...history.state, einmal: felder.map((feld) => feld.value) }, "");
}

markenBehalten();
