export { checkAnnotations } from "./check.js";
export { readExtensions } from "./extensions.js";
export { isAnnotationDecorator, readDecorator, readMeta } from "./meta.js";
export { emptyReading, joinReadings, type AnnotationReading, type KeyEntry, type SuppressionCandidate } from "./reading.js";
export { leavesOf, registryCategoryOf, strategyFromRegistry, strategyToRegistry } from "./registry.js";
export { findSuppressions, withScopes } from "./scopes.js";
export { isDate, suppressionText } from "./suppression-text.js";
export { readTags, type TagDialect } from "./tags.js";
export { extensionKeys, fileSuppressionWord, purposeOf, purposes, strategies, suppressionWord, tags, unspecifiedCategory } from "./vocabulary.js";
