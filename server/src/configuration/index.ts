export { configurationFixes, configurationProblemPrefix } from "./problems.js";
export { purposeOf, purposes } from "./purposes.js";
export { readConfiguration, type ConfigurationReading } from "./reader.js";
export type { KnownNames } from "./validate.js";
export { completeConfiguration, type ConfigurationChoices } from "./complete.js";
export { hoverConfiguration } from "./hover.js";
export { configurationJsonSchema } from "./json-schema.js";
export { configurationPage } from "./page.js";
export { configurationMention, type ConfigurationMention } from "./mention.js";
