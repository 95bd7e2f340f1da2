/** Members of the `Prisma` name space that no schema changes. */
export const sharedNamespace = `
export import PrismaPromise = $.PrismaPromise; export import JsonObject = $.JsonObject; export import JsonArray = $.JsonArray; export import JsonValue = $.JsonValue;
export import InputJsonObject = $.InputJsonObject; export import InputJsonArray = $.InputJsonArray; export import InputJsonValue = $.InputJsonValue;
export import Decimal = $.Decimal; export import Sql = $.Sql; export import sql = $.sql; export import empty = $.empty; export import join = $.join; export import raw = $.raw;
export import PrismaClientKnownRequestError = $.PrismaClientKnownRequestError; export import PrismaClientUnknownRequestError = $.PrismaClientUnknownRequestError;
export import PrismaClientRustPanicError = $.PrismaClientRustPanicError; export import PrismaClientInitializationError = $.PrismaClientInitializationError;
export import PrismaClientValidationError = $.PrismaClientValidationError; export import NotFoundError = $.NotFoundError;
export import validator = $.validator; export import defineExtension = $.defineExtension; export import getExtensionContext = $.getExtensionContext; export import skip = $.skip;
export import JsonNull = $.JsonNull; export import DbNull = $.DbNull; export import AnyNull = $.AnyNull;
export import SortOrder = $.SortOrder; export import NullsOrder = $.NullsOrder; export import QueryMode = $.QueryMode; export import TransactionIsolationLevel = $.TransactionIsolationLevel;
export import Args = $.Args; export import Payload = $.PayloadOf; export import Result = $.ResultOf; export import PromiseReturnType = $.PromiseReturnType;
type DecimalJsLike = any; type Extension = any; type Middleware = any; type MiddlewareParams = any; type QueryEvent = any; type LogEvent = any; type LogDefinition = any;
type LogLevel = "info" | "query" | "warn" | "error"; type PrismaAction = string; type Metrics = any; type DMMF = any; type BatchPayload = { count: number };
type InputJsonNull = any; type NullableJsonNullValueInput = any; type JsonNullValueInput = any; type JsonNullValueFilter = any; type TypeMap = any;
type Exact<A, W> = A; type SelectSubset<T, U> = T; type Subset<T, U> = T; type SubsetIntersection<T, U, K> = T & K; type XOR<T, U> = T | U; type Enumerable<T> = T | T[];
type Datasource = any; type Datasources = any; type ErrorFormat = "pretty" | "colorless" | "minimal"; type SortOrderInput = any;
namespace NullTypes { type DbNull = $.NullType; type JsonNull = $.NullType; type AnyNull = $.NullType }
const prismaVersion: { client: string; engine: string }; const dmmf: any;
`;

const filtered: readonly (readonly [kind: string, type: string])[] = [
  ["String", "string"], ["Int", "number"], ["Float", "number"], ["BigInt", "bigint"], ["Bool", "boolean"], ["DateTime", "$.DateTime"],
  ["Decimal", "$.Decimal"], ["Bytes", "$.Bytes"], ["Json", "$.JsonValue"], ["Uuid", "string"],
];

/** `Prisma.StringFilter` and its kin: what people name in helpers that build conditions. */
export const sharedFilters = filtered.map(([kind, type]) =>
  `type ${kind}Filter<M=any>=$.Filter<${type}>;type ${kind}NullableFilter<M=any>=$.Filter<${type}>;type ${kind}NullableListFilter<M=any>=any;` +
  `type ${kind}WithAggregatesFilter<M=any>=any;type ${kind}FieldUpdateOperationsInput=any;type Nullable${kind}FieldUpdateOperationsInput=any;`).join("");

/** Names of a model's types in the `Prisma` name space, after the model's name → the type over its payload. */
const modelTypes: readonly (readonly [suffix: string, type: string])[] = [
  ["Select", "Select"], ["Include", "Include"], ["Omit", "Omitted"], ["Delegate", "Delegate"],
  ["DefaultArgs", "Selection"], ["Args", "Selection"], ["FindManyArgs", "FindArgs"], ["FindFirstArgs", "FindArgs"], ["FindFirstOrThrowArgs", "FindArgs"],
  ["FindUniqueArgs", "FindArgs"], ["FindUniqueOrThrowArgs", "FindArgs"], ["DeleteArgs", "FindArgs"], ["DeleteManyArgs", "FindArgs"],
  ["CreateArgs", "WriteArgs"], ["UpdateArgs", "WriteArgs"], ["UpsertArgs", "UpsertArgs"], ["CreateManyArgs", "ManyArgs"],
  ["CreateManyAndReturnArgs", "ManyArgs"], ["UpdateManyArgs", "ManyArgs"], ["UpdateManyAndReturnArgs", "ManyArgs"],
  ["AggregateArgs", "AggregateArgs"], ["GroupByArgs", "GroupByArgs"], ["CountArgs", "CountArgs"],
  ["WhereInput", "WhereInput"], ["WhereUniqueInput", "WhereInput"], ["ScalarWhereInput", "WhereInput"], ["ScalarWhereWithAggregatesInput", "WhereInput"],
  ["OrderByWithRelationInput", "OrderBy"], ["OrderByWithAggregationInput", "OrderBy"], ["OrderByWithRelationAndSearchRelevanceInput", "OrderBy"],
  ["CreateInput", "CreateInput"], ["UncheckedCreateInput", "CreateInput"], ["CreateManyInput", "CreateInput"],
  ["UpdateInput", "UpdateInput"], ["UncheckedUpdateInput", "UpdateInput"], ["UpdateManyMutationInput", "UpdateInput"], ["UncheckedUpdateManyInput", "UpdateInput"],
];

/** A model's members of the `Prisma` name space. */
export function modelNamespace(model: string): string {
  const payload = `$${model}`;
  const types = modelTypes.map(([suffix, type]) => `type ${model}${suffix}${/Input$/.test(suffix) ? "" : "<E=any,O=any>"}=$.${type}<${payload}>;`).join("");
  return `${types}type $${model}Payload<E=any>=${payload};type Prisma__${model}Client<T,N=null,E=any,O=any>=$.Chain<${payload},T>;type ${model}GetPayload<A,E=any>=$.Result<${payload},A>;type ${model}Model=${payload}["s"];type ${model}GroupByOutputType=${payload}["s"];` +
    `type ${model}ScalarFieldEnum=keyof ${payload}["s"];const ${model}ScalarFieldEnum:$.FieldNames<${payload}["s"]>;`;
}
