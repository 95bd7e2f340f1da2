export { checkOut } from "./check-out.js";
export { signUp } from "./sign-up.js";
