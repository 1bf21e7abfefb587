// @ts-check
/** What the walk asks in words: why somebody is said to have moved out, who was met, who is new. */
import { element, say } from "./words.js";

const SEARCH_URL = "/api/v1/residents";
const MOST_FOUND = 5;

/** @template {HTMLElement} T @param {string} id */
const by = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} name */
function field(name) {
  const attributes = { id: `ask-${name}`, name, maxlength: name === "note" ? "200" : "60", autocomplete: "off" };
  if (name === "phone") Object.assign(attributes, { type: "tel" });
  if (name === "name") Object.assign(attributes, { required: "" });
  return element("label", {}, say(`field-${name}`), element(name === "note" ? "textarea" : "input", attributes));
}

/** Look the newcomer up by what was typed, the surest first; masked, and recorded. @param {HTMLElement} found */
async function search(found) {
  const typed = ["document", "phone", "name"].map((name) => by(`ask-${name}`)).map((input) => /** @type {HTMLInputElement} */ (input).value.trim());
  const query = typed.find(Boolean);
  if (!query) return;
  found.textContent = say("searching");
  try {
    const answer = await fetch(`${SEARCH_URL}?${new URLSearchParams({ query, purpose: "visit" })}`);
    if (!answer.ok) throw new TypeError("unavailable");
    const { items } = await answer.json();
    const lines = items.slice(0, MOST_FOUND).map((/** @type {any} */ one) => element("li", {}, element("a", { href: `/console/residents/${one.id}?purpose=visit` }, `${one.name} ${one.document_number}`), ` ${one.drawer_name ?? ""}`));
    found.replaceChildren(...(lines.length ? [say("found"), element("ul", {}, ...lines)] : [say("foundNobody")]));
  } catch {
    found.textContent = say("cannotSearch");
  }
}

/** The whole form of registration with what was typed; in the body, since addresses are kept. @param {Record<string, string>} home */
function register(home) {
  const [name, documentNumber, phone] = ["name", "document", "phone"].map((one) => /** @type {HTMLInputElement} */ (by(`ask-${one}`)).value.trim());
  const values = { ...home, go: "begin", name, document_number: documentNumber, phone };
  const inputs = Object.entries(values).map(([key, value]) => element("input", { type: "hidden", name: key, value }));
  const form = /** @type {HTMLFormElement} */ (element("form", { method: "post", action: "/console/households/new" }, ...inputs));
  document.body.append(form);
  form.submit();
}

/** With a connection: search first, then the whole form. @param {Record<string, string>} home */
function onlineWays(home) {
  const found = element("div", { class: "found", role: "status" });
  const button = element("button", { type: "button" }, say("searchFirst"));
  button.addEventListener("click", () => search(found));
  const whole = element("button", { type: "button", class: "full-form" }, say("fullForm"));
  whole.addEventListener("click", () => register(home));
  return [button, found, whole];
}

/**
 * @param {string} title @param {string[]} fields @param {Record<string, string>} [home] of a newcomer, as the form names it
 * @returns {Promise<Record<string, string> | null>} what was typed; null when it was called off
 */
export function askFor(title, fields, home) {
  const dialog = /** @type {HTMLDialogElement} */ (by("ask"));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  by("ask-title").textContent = title;
  by("ask-fields").replaceChildren(...fields.map(field), ...(home && navigator.onLine ? onlineWays(home) : []));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const typed = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
      resolve(dialog.returnValue === "keep" ? Object.fromEntries(typed) : null);
      by("ask-fields").replaceChildren();
    }, { once: true });
  });
}
