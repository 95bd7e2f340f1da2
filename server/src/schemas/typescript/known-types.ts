// Names of types whose meaning is known without looking at their declaration.
import type { ValueKind } from "../../model/field.js";

/** Generic types that stand for a list of their first argument. */
export const listTypes: ReadonlySet<string> = new Set([
  "Array", "ReadonlyArray", "Set", "ReadonlySet", "Iterable", "AsyncIterable", "DocumentArray", "Collection", "QueryList", "FormArray", "NonEmptyArray",
  "List", "Vector",
]);

/** Generic types that stand for their first argument, and whether the value may be absent. */
export const transparentTypes: ReadonlyMap<string, "present" | "optional"> = new Map([
  ...["Promise", "PromiseLike", "Awaited", "Readonly", "Required", "NonNullable", "Ref", "ComputedRef", "WritableComputedRef", "ShallowRef", "MaybeRef",
    "MaybeRefOrGetter", "UnwrapRef", "Reactive", "ToRef", "Signal", "WritableSignal", "InputSignal", "ModelSignal", "Observable", "BehaviorSubject",
    "Subject", "FormControl", "AbstractControl", "Relation", "Generated", "GeneratedAlways", "ColumnType", "Insertable", "Selectable", "Updateable",
    "Loaded", "Reference", "IdentifiedReference", "Opt", "Hidden", "Mutable", "Writable", "PropType", "Opaque", "Tagged", "Branded", "Brand", "Nominal",
    "CreationOptional", "ForeignKey", "Exclude", "Extract", "Uppercase", "Lowercase", "Capitalize", "Uncapitalize", "Trim", "Private", "Redacted",
    "RefType", "SchemaDefinitionProperty", "LazyRef", "NoInfer", "DeepReadonly"].map((name) => [name, "present"] as const),
  ...["Partial", "DeepPartial", "Nullable", "Maybe", "InputMaybe", "Optional", "Option", "Undefinable", "OrNull", "OrUndefined", "Nullish"]
    .map((name) => [name, "optional"] as const),
]);

/** Types made from another container by choosing members. */
export const derivingTypes: ReadonlySet<string> = new Set([
  "Pick", "Omit", "Partial", "Required", "Readonly", "DeepPartial", "Simplify", "Prettify", "Except", "SetOptional", "SetRequired", "Merge",
]);

export const namedKinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...list("string", ["String", "ObjectId", "ObjectID", "UUID", "Uuid", "URL", "Uppercase"]),
  ...list("number", ["Number", "BigInt", "Decimal", "Decimal128", "BigNumber", "Big", "Int", "Int32", "Integer", "Float", "Double", "Long"]),
  ...list("boolean", ["Boolean"]),
  ...list("date", ["Date", "Dayjs", "Moment", "DateTime", "Timestamp", "LocalDate", "LocalDateTime", "ZonedDateTime", "Instant", "PlainDate", "PlainDateTime"]),
  ...list("bytes", ["Buffer", "ArrayBuffer", "Uint8Array", "Blob", "File", "FileList", "Binary", "ReadableStream", "Readable", "Stream"]),
  ...list("json", ["Object", "JSON", "Json", "JsonValue", "JSONValue", "JsonObject", "InputJsonValue", "Record", "Map", "ReadonlyMap", "WeakMap", "Dictionary", "Mixed"]),
  ...list("function", ["Function", "Dispatch", "FC", "FunctionComponent", "ComponentType", "EventEmitter", "Emitter", "VoidFunction", "OutputEmitterRef"]),
]);

function list(kind: ValueKind, names: readonly string[]): readonly (readonly [string, ValueKind])[] {
  return names.map((name) => [name, kind] as const);
}

/** Types that by their name take a callback. */
export function isFunctionTypeName(name: string): boolean {
  return /(?:Callback|EventHandler|Handler|Listener)$/.test(name);
}

/** Types that by their name are parts of the program rather than data. */
export function isComponentTypeName(name: string): boolean {
  return /(?:Service|Repository|UseCase|Usecase|Controller|Factory|Logger|Gateway|Manager|Middleware|Module|Element|ReactNode|VNode)$/.test(name);
}
