// The directory of Fachstellen beside the tally: looked up and chosen without leaving the page.
// Without this module the buttons send the form, and it comes back as it was typed.

const bereich = document.querySelector("[data-nachschlagen]");
const formular = bereich?.closest("form");
const treffer = bereich?.querySelector("[data-treffer]");

async function nachschlagen() {
  const frage = new URLSearchParams({
    nach_thema: formular.elements.nach_thema.value,
    nach_sprache: formular.elements.nach_sprache.value,
    thema: formular.querySelector("input[name=thema]:checked")?.value ?? "",
    sprache: formular.elements.sprache.value,
  });
  const antwort = await fetch(`${bereich.dataset.nachschlagen}?${frage}`, {
    headers: { "X-Requested-With": "fetch" },
  });
  if (!antwort.ok || antwort.redirected) throw new Error("not found");
  treffer.innerHTML = await antwort.text();
  treffer.querySelector("h2").focus();
}

function waehlen(knopf) {
  formular.elements.fachstellenart.value = knopf.dataset.art;
  const feld = formular.elements.fachstelle;
  feld.value = knopf.value;
  feld.closest("details").open = true;
  feld.focus();
}

formular?.addEventListener("click", (ereignis) => {
  const knopf = ereignis.target.closest("button[name]");
  if (knopf?.name === "nachschlagen") {
    ereignis.preventDefault();
    nachschlagen().catch(() => formular.requestSubmit(knopf));
  } else if (knopf?.name === "vermittelt") {
    ereignis.preventDefault();
    waehlen(knopf);
  }
});
