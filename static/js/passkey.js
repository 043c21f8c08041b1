// Passkeys: the forms appear where the browser can do it; what goes wrong is said in words.
"use strict";

const fehler = document.getElementById("passkey_fehler");

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach((formular) => (formular.hidden = false));
}
document.addEventListener("allauth.error", (ereignis) => {
  ereignis.preventDefault();
  fehler.hidden = false;
});
