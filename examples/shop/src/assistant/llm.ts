import OpenAI from "openai";

/** One client class, three places: the base URL decides whether a prompt is an export. */
export const mainlandModel = new OpenAI({ baseURL: process.env.LLM_BASE_URL, apiKey: process.env.LLM_KEY });
export const deepseek = new OpenAI({ baseURL: "https://api.deepseek.com", apiKey: process.env.DEEPSEEK_KEY });
export const overseasModel = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
