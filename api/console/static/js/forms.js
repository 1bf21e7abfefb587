// @ts-check
/** Forms: filters send themselves, a button acts once, what was typed is not lost by a careless click. */

const SLOW_MS = 1_000;

/** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
function once(form, button) {
  if (form.dataset.sent) return false;
  form.dataset.sent = "yes";
  setTimeout(() => {
    if (!button) return;
    button.append(" …");
    button.setAttribute("aria-busy", "true");
  }, SLOW_MS);
  return true;
}

/** @param {HTMLFormElement} form */
function guard(form) {
  let isDirty = false;
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}

/** Repeated rows: `data-repeat` holds a `template` and a button that adds one more of it. @param {HTMLElement} group */
function repeat(group) {
  const pattern = group.querySelector("template");
  group.querySelector("[data-add]")?.addEventListener("click", () => {
    if (!pattern) return;
    const row = /** @type {DocumentFragment} */ (pattern.content.cloneNode(true));
    pattern.before(row);
    /** @type {HTMLElement | null} */ (pattern.previousElementSibling?.querySelector("input, select"))?.focus();
  });
  group.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-remove]");
    button?.closest("[data-row]")?.remove();
    if (button) group.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Parts of a form that only some choices need: `data-when="name=value,other"`. @param {HTMLFormElement} form */
function conditional(form) {
  const parts = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-when]"));
  const settle = () => {
    const data = new FormData(form);
    for (const part of parts) {
      const [name, values = ""] = (part.dataset.when ?? "").split("=");
      const isWanted = data.getAll(name).some((value) => values.split(",").includes(String(value)));
      part.hidden = !isWanted;
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll("input, textarea, select"))) input.disabled = !isWanted;
    }
  };
  if (!parts.length) return;
  form.addEventListener("change", settle);
  settle();
}

/** Make the forms of this page behave. */
export function prepareForms() {
  addEventListener("change", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.matches("[data-submits]")) field.form?.requestSubmit();
  });
  addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method === "post" && !form.matches("[hx-post], [data-again]") && !once(form, /** @type {HTMLButtonElement | null} */ (event.submitter))) event.preventDefault();
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-drop-empty] [name]"))) field.disabled ||= field.value === "";
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-drop-empty] [name]"))) field.disabled = false;
    }
  });
  for (const form of document.forms) {
    if (form.matches("[data-guard]")) guard(form);
    conditional(form);
  }
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-repeat]"))) repeat(group);
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.addEventListener("click", () => {
      const theme = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
      localStorage.setItem("theme", theme);
      document.documentElement.dataset.bsTheme = theme;
      document.dispatchEvent(new Event("theme-changed"));
    });
  }
}
