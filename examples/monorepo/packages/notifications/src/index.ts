export { record } from "./record.js";
export { postToPartner } from "./partner.js";
