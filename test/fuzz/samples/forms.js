const { Schema } = require("mongoose");
const Joi = require("joi");
const member = new Schema({ phone: { type: String, required: true }, address: { city: String }, tags: [String] });
const form = Joi.object({ email: Joi.string().email(), idCard: Joi.string().length(18) });
module.exports = { member, form };
async function post(body) {
  for (const key of Object.keys(body)) if (key === "email") delete body[key];
  const { email, ...rest } = body;
  return require("axios").post(process.env.CRM_URL + "/x", { ...rest, again: [email].map((one) => one.trim()) }).catch(() => null);
}
post({ email: "a", phone: "b" });
