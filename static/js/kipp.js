"use strict";
// Everything here only improves plain pages: without it each form still posts.

// A form that saves itself is sent only after the save under way, or it would carry the version of before;
// and no save starts once it is being sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[hx-post]")) return;
  if (!form.matches(".htmx-request")) {
    form.dataset.mengirim = "1";
    window.setTimeout(() => delete form.dataset.mengirim, 8000);
    return;
  }
  const button = event.submitter;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.addEventListener("htmx:afterRequest", () => window.setTimeout(() => form.requestSubmit(button)), { once: true });
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.dataset.mengirim) event.preventDefault();
});

// The second click on a sending button does nothing; the server's key makes it harmless anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-sekali]")) return;
  if (form.dataset.terkirim) { event.preventDefault(); return; }
  form.dataset.terkirim = "1";
  window.setTimeout(() => delete form.dataset.terkirim, 8000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-mengirim]").forEach((form) => delete form.dataset.mengirim);
  document.querySelectorAll("[data-terkirim]").forEach((form) => delete form.dataset.terkirim);
});

const summary = document.getElementById("ringkasan-galat");
if (summary) summary.focus();

// Word counter: the same rule as the server (a run between spaces with a letter or digit in it). Never blocks typing.
document.querySelectorAll("textarea[data-batas-kata]").forEach((area) => {
  const place = document.getElementById(area.dataset.penghitung);
  if (!place) return;
  const limit = Number(area.dataset.batasKata);
  const show = () => {
    const words = area.value.split(/[\s\u200b]+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
    const left = limit - words;
    place.textContent = left >= 0 ? `Sisa ${left} kata dari ${limit} kata` : `Lebih ${-left} kata dari ${limit} kata`;
  };
  area.addEventListener("input", show);
  show();
});

// Autosave: what failed is said, what was typed stays.
document.body.addEventListener("htmx:sendError", (event) => tell(event, "Belum tersimpan. Periksa sambungan internet, lalu tekan Simpan draf"));
document.body.addEventListener("htmx:responseError", (event) => {
  const ended = event.detail.xhr.status === 401;
  tell(event, ended ? "Sesi berakhir, masuk di tab baru lalu tekan Simpan" : "Belum tersimpan. Tekan Simpan draf");
});
function tell(event, words) {
  const target = event.detail.elt.closest("[data-status-simpan]");
  const place = target && document.getElementById(target.dataset.statusSimpan);
  if (place) place.textContent = words;
}
