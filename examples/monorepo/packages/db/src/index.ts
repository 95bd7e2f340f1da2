export { findCustomer } from "./customers.js";
export type { Address, CustomerContact } from "./types.js";
