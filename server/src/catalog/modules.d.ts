// Catalog data enters as unknown and leaves through the validating loader; scripts/catalog-plugin.mjs makes these modules.
declare module "*.yaml" {
  const data: unknown;
  export default data;
}
declare module "catalog:sdks" {
  const entries: readonly { readonly file: string; readonly data: unknown }[];
  export default entries;
}
