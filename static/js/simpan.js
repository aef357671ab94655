"use strict";
// What is typed is never lost: forms that save themselves say when they could not and try again,
// and no page with unsaved work is left without a question.

const saves = (form) => form.matches("form[data-status-simpan]") && window.htmx;
const say = (form, words) => { document.getElementById(form.dataset.statusSimpan).textContent = words; };

// Each change has a number, so that a save does not count for what was typed while it was under way.
let changes = 0;
const changed = (form) => { changes += 1; form.dataset.berubah = changes; };
const guarded = (form) => form?.method === "post" && !form.querySelector("input[type=password]");
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => { if (guarded(event.target.form)) changed(event.target.form); }, true);
}
// A page that comes back with errors or a conflict holds what is stored nowhere.
document.querySelectorAll("main form").forEach((form) => {
  if (guarded(form) && form.matches("[data-belum-tersimpan], :has([aria-invalid=true])")) changed(form);
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-berubah]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-buang]")) document.querySelectorAll("form[data-berubah]").forEach((form) => delete form.dataset.berubah);
});

// The page shown again by Back is asked for anew: its text and its version are those that are stored.
document.querySelectorAll("form[data-status-simpan]").forEach((form) => { form.autocomplete = "off"; });
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[data-status-simpan]:not([data-berubah])")) window.location.reload();
});

// A save goes to where drafts are saved, even when the button pressed last sends elsewhere for good.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (saves(event.target)) event.detail.path = event.target.getAttribute("hx-post");
});
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!saves(form)) return;
  if (form.dataset.mengirim || !form.dataset.berubah) { event.preventDefault(); return; }
  form.dataset.disimpan = form.dataset.berubah;
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target;
  if (!saves(form)) return;
  const { successful, xhr } = event.detail;
  window.clearTimeout(form.ulangi);
  if (successful && form.dataset.disimpan === form.dataset.berubah) delete form.dataset.berubah;
  if (successful) delete form.dataset.gagal;
  else failed(form, xhr.status);
});
function failed(form, status) {
  if (status === 409 || status === 422) return; // the answer itself stands beside the form
  form.dataset.gagal = "1";
  const ended = status === 401 || status === 403;
  if (ended) say(form, "Sesi berakhir, masuk di tab baru lalu tekan Simpan");
  else say(form, status ? "Belum tersimpan. Tekan Simpan draf" : "Belum tersimpan. Periksa sambungan internet, lalu tekan Simpan draf");
  if (!ended) form.ulangi = window.setTimeout(() => save(form), 20000);
}
const save = (form) => window.htmx.trigger(form, "simpan");

// What could not be saved is saved when the network is back, or when somebody returns from signing in elsewhere.
const saveAgain = () => document.querySelectorAll("form[data-gagal]").forEach((form) => save(form));
window.addEventListener("online", saveAgain);
window.addEventListener("focus", saveAgain);
document.addEventListener("visibilitychange", () => { if (!document.hidden) saveAgain(); });

// Save first, then send: the page is only left when what it holds is safe, or when the answer shows it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!saves(form) || form.dataset.mengirim) return;
  const busy = form.matches(".htmx-request");
  if (!busy && !form.dataset.berubah) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.menunggu) return;
  form.dataset.menunggu = "1";
  const button = event.submitter;
  form.addEventListener("htmx:afterRequest", (answer) => {
    delete form.dataset.menunggu;
    const { successful, xhr } = answer.detail;
    const shownAgain = xhr.status === 409 || xhr.status === 422;
    if (successful || shownAgain) window.setTimeout(() => send(form, button, shownAgain));
  }, { once: true });
  if (!busy) save(form);
}, true);
function send(form, button, asItIs) {
  if (asItIs) form.dataset.mengirim = "1";
  form.requestSubmit(button);
}
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  hold(event.target);
  window.setTimeout(() => release(event.target), 8000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-mengirim]").forEach(release));
// What is typed while the next page is on its way would be in neither of the two.
function hold(form) {
  if (form.ditahan) return;
  form.dataset.mengirim = "1";
  delete form.dataset.berubah;
  form.ditahan = [...form.elements].filter((field) => field.matches("textarea, input") && !field.readOnly);
  for (const field of form.ditahan) field.readOnly = true;
}
function release(form) {
  delete form.dataset.mengirim;
  for (const field of form.ditahan ?? []) field.readOnly = false;
  form.ditahan = null;
}
