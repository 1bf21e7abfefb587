// @ts-check
/** What every page does. */
import { watchAlerts } from "./alerts.js";
import { prepareForms } from "./forms.js";
import { prepareKeys } from "./keys.js";
import { prepareSignOut } from "./walk_sign_out.js";

prepareKeys();
prepareForms();
prepareSignOut();
if (document.body.dataset.stream) watchAlerts(document.body.dataset.stream);
