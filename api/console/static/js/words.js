// @ts-check
/** What scripts say, in the language of the page: the server puts it into the page as JSON. */

/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/**
 * @param {string} key @param {Record<string, string | number>} [values] what stands in braces
 * @returns {string} the words for `key`, or the key itself where they are missing
 */
export const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });
const clockWithSeconds = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** @param {string | number | Date} at @returns {string} 21:40 in legal time */
export const timeOf = (at) => clock.format(new Date(at));

/** @param {string | number | Date} at @returns {string} 21:40:07 in legal time */
export const timeWithSeconds = (at) => clockWithSeconds.format(new Date(at));

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
