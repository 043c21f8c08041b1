// The form of an Angebot: shows the fields of the chosen rhythm and the services of the chosen field of work.
// Without this module everything is shown, grouped and explained.

function rhythmusZeigen(bereich) {
  const gewaehlt = bereich.querySelector("input[name$='-rhythmus']:checked")?.value;
  for (const gruppe of bereich.querySelectorAll("[data-rhythmus]")) {
    gruppe.hidden = gruppe.dataset.rhythmus !== gewaehlt;
  }
  for (const gruppe of bereich.querySelectorAll("[data-nicht-bei]")) {
    gruppe.hidden = gruppe.dataset.nichtBei === gewaehlt;
  }
}

for (const bereich of document.querySelectorAll("[data-zeitplan]")) {
  bereich.classList.add("gefuehrt");
  bereich.addEventListener("change", () => rhythmusZeigen(bereich));
  rhythmusZeigen(bereich);
}

// A service is "L1.3 …", its field of work "L1 …": those of the others are hidden unless they are ticked.
const bereichswahl = document.querySelector("select[name=leistungsbereich]");

function leistungenZeigen() {
  const schluessel = bereichswahl.selectedOptions[0]?.text.split(" ")[0];
  for (const kasten of document.querySelectorAll("#id_leistungen .kern-form-check")) {
    const passt = kasten.textContent.trim().startsWith(`${schluessel}.`);
    kasten.hidden = bereichswahl.value !== "" && !passt && !kasten.querySelector("input").checked;
  }
}

bereichswahl.addEventListener("change", leistungenZeigen);
leistungenZeigen();
