// @ts-check
/** The walk's worker as other scripts reach it: to install it ahead on a phone, to tell it something, to make it forget. */

const SCOPE = "/console/walk";
const SCRIPT = "/console/walk/worker.js";

/** Install the worker, where there are workers at all. */
export function registerWorker() {
  navigator.serviceWorker?.register(SCRIPT, { scope: SCOPE }).catch(() => undefined);
}

/** @param {unknown} message @param {Transferable[]} [ports] */
export async function tellWorker(message, ports = []) {
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE).catch(() => undefined);
  registration?.active?.postMessage(message, ports);
}

/** @param {SubmitEvent} event */
async function forgetFirst(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[action='/console/sign-out']") || event.defaultPrevented) return;
  event.preventDefault();
  await tellWorker({ forget: true });
  form.submit();
}

/** On every page of the console: a sign-out makes the worker forget; a phone that may walk gets it ahead of the first walk. */
export function prepareWalk() {
  if (!navigator.serviceWorker) return;
  addEventListener("submit", forgetFirst);
  if (matchMedia("(pointer: coarse)").matches && document.querySelector(`a[href="${SCOPE}"]`)) registerWorker();
}
