/** Set by the bundler to a digest of the sources. */
declare const BORDERLINE_BUILD: string | undefined;

/** Which build of the engine this is: what another one remembered is worth nothing. Undefined outside a bundle. */
export const buildId: string | undefined = typeof BORDERLINE_BUILD === "string" ? BORDERLINE_BUILD : undefined;
