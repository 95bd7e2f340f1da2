import pino from "pino";

/** Written to standard output and kept on the host in Hangzhou. */
export const logger = pino({ redact: ["*.mobile", "*.sfzh"] });
