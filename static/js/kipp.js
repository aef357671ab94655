"use strict";
// Everything here only improves plain pages: without it each form still posts.

// Signing in again, perhaps in another tab, renews the token; a page that was open before sends the new one.
const currentToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
document.addEventListener("submit", (event) => {
  const field = event.target.elements.namedItem("csrfmiddlewaretoken");
  if (field && currentToken()) field.value = currentToken();
}, true);
document.body.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters } = event.detail;
  if (!currentToken()) return;
  headers["X-CSRFToken"] = currentToken();
  if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = currentToken();
});

// Without a network the page would be lost to the browser's own; so nothing is sent, and that is said.
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method !== "post") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  complain(event.target, "Belum terkirim. Periksa sambungan internet, lalu kirim lagi.");
});

// The second click on a sending button does nothing; the server's key makes it harmless anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-sekali]")) return;
  if (form.dataset.terkirim) { event.preventDefault(); return; }
  form.dataset.terkirim = "1";
  window.setTimeout(() => delete form.dataset.terkirim, 8000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-terkirim]").forEach((form) => delete form.dataset.terkirim);
});

// Ctrl+Enter sends where the page says so; the hint is shown only where it is true.
document.querySelectorAll("[data-dengan-skrip]").forEach((hint) => { hint.hidden = false; });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const button = event.target.closest("form")?.querySelector("[data-kirim]");
  if (!button) return;
  event.preventDefault(); // or Enter would send the form once more
  button.click();
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

// A part of the page that is asked for again: busy while it loads, then its new state is heard.
document.body.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
document.body.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
document.body.addEventListener("htmx:afterSettle", (event) => {
  const part = event.target;
  const news = part.matches("[data-siarkan]") ? part : part.querySelector("[data-siarkan]");
  if (news) document.getElementById("siaran").textContent = news.textContent.trim();
});

// What failed is said beside it until it works again. Forms that save themselves and uploads speak for themselves.
const fails = (words) => (event) => {
  if (!event.target.closest("[data-status-simpan], [data-unggah]")) complain(event.target, words);
};
document.body.addEventListener("htmx:sendError", fails("Belum diperbarui. Periksa sambungan internet, lalu ulangi."));
document.body.addEventListener("htmx:responseError", (event) => {
  const ended = event.detail.xhr.status === 401;
  fails(ended ? "Sesi berakhir. Masuk di tab baru, lalu ulangi." : "Belum diperbarui. Ulangi beberapa saat lagi.")(event);
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.shouldSwap) complaintBeside(event.detail.requestConfig.elt)?.remove();
});
function complaintBeside(element) {
  const next = element.nextElementSibling;
  return next?.matches("[data-keluhan]") ? next : null;
}
function complain(element, words) {
  let place = complaintBeside(element);
  if (!place) {
    place = document.createElement("p");
    place.className = "pemberitahuan pemberitahuan-error";
    place.dataset.keluhan = "";
    place.setAttribute("role", "alert");
    element.after(place);
  }
  if (place.textContent !== words) place.textContent = words;
}
