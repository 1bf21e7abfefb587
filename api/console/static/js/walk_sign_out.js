// @ts-check
/** Signing out on any page makes the walk's worker forget the day's key at once. */

/** @param {SubmitEvent} event */
async function forgetFirst(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[action='/console/sign-out']") || event.defaultPrevented) return;
  event.preventDefault();
  const registration = await navigator.serviceWorker.getRegistration("/console/walk").catch(() => undefined);
  registration?.active?.postMessage({ forget: true });
  form.submit();
}

/** Listen for the sign-out, where there are service workers at all. */
export function prepareSignOut() {
  if (navigator.serviceWorker) addEventListener("submit", forgetFirst);
}
