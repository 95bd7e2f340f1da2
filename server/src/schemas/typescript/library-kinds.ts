// What the functions of schema libraries stand for, by normalised name.
import type { ValueKind } from "../../model/field.js";

const words = (kind: ValueKind, names: string): readonly (readonly [string, ValueKind])[] => names.split(" ").map((name) => [name, kind] as const);

/** Functions that make a schema of their own. */
export const baseKinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...words("string", "string str nonemptystring nonemptytrimmedstring trimmedstring trim lowercase uppercase char symbol redacted secret keyof"),
  ...words("number", "number int integer int32 int64 uint32 float float32 float64 double decimal numeric bigint numberfromstring positive nonnegative finite"),
  ...words("boolean", "boolean bool stringbool booleanstring booleanfromstring accepted"),
  ...words("date", "date datefromstring datefromself datetimeutc isodatefromstring"),
  ...words("bytes", "file files blob binary buffer uint8array nativefile"),
  ...words("json", "record map dictionary json unknownrecord jsonvalue anydictionary"),
  ...words("unknown", "any unknown custom mixed never nan unsafe"),
  ...words("function", "function func method"),
]);

/** Functions that make a schema of a text of some form; the form is an attribute. */
export const formats: ReadonlySet<string> = new Set((
  "email url uri httpurl uuid uuidv4 uuidv6 uuidv7 guid ulid cuid cuid2 xid ksuid nanoid ip ipv4 ipv6 cidr cidrv4 cidrv6 mac jwt base64 base64url e164 emoji hostname hex "
  + "hash regex regexp templateliteral stringformat isodate isodatetime isotime isotimestamp datetime time duration creditcard mobile phone passport postalcode "
  + "iban imei alpha alphanumeric").split(" "));

/** Functions around another schema, their first argument. */
export const wrappers: ReadonlySet<string> = new Set((
  "optional nullable nullish exactoptional undefinedor nullor nullishor undefinedable nullishable nonoptional nonnullable nonnullish readonly defaulted withdefault "
  + "fallback catch brand partial deeppartial exact refine size nonempty pattern trimmed coerce mutable optionalwith cache prefault unwrap promise option optionfromnullor "
  + "required fallbackasync optionalasync nullableasync nullishasync transform decodeto schema compose").split(" "));

export const optionalWrappers: ReadonlySet<string> = new Set((
  "optional nullable nullish exactoptional undefinedor nullor nullishor undefinedable nullishable undefinable notrequired optionalwith option optionfromnullor "
  + "optionalasync nullableasync nullishasync").split(" "));

export const requiring: ReadonlySet<string> = new Set(["required", "defined", "exist", "notnull", "primarykey", "nonoptional", "nonnullable"]);
export const lists: ReadonlySet<string> = new Set(["array", "set", "tuple", "list", "nonemptyarray", "readonlyarray", "loosetuple", "stricttuple", "items", "readonlyset"]);
export const choices: ReadonlySet<string> = new Set(["enum", "nativeenum", "picklist", "enums", "literal", "literals", "oneof", "valid", "equal", "equals", "allow", "keyof", "unionenum"]);
export const unions: ReadonlySet<string> = new Set(["union", "or", "either", "alternatives", "try", "xor", "discriminatedunion", "variant", "unionoftypes", "anyof"]);
export const intersections: ReadonlySet<string> = new Set(["intersection", "intersect", "and", "allof", "composite", "assign"]);
export const describing: ReadonlySet<string> = new Set(["describe", "description", "label", "title", "note", "comment"]);
export const metadata: ReadonlySet<string> = new Set(["meta", "metadata", "openapi", "annotations", "annotate", "register"]);

/** Column builders of Drizzle for all its databases. */
export const columnKinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...words("string", "varchar char text tinytext mediumtext longtext citext uuid inet cidr macaddr macaddr8 interval bit nvarchar ntext nchar xml"),
  ...words("number", "serial bigserial smallserial integer int bigint smallint tinyint mediumint numeric decimal real doubleprecision double float money year"),
  ...words("boolean", "boolean bool"),
  ...words("date", "timestamp date datetime datetime2 datetimeoffset time smalldatetime"),
  ...words("json", "json jsonb vector halfvec sparsevec geometry point line"),
  ...words("bytes", "bytea blob binary varbinary"),
  ...words("enum", "mysqlenum pgenum singlestoreenum enum"),
]);

/** Data types of Sequelize. */
export const sequelizeKinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ...words("string", "string text char citext uuid uuidv1 uuidv4 tinytext mediumtext longtext inet cidr macaddr virtual"),
  ...words("number", "integer tinyint smallint mediumint bigint float real double decimal number numeric"),
  ...words("boolean", "boolean"), ...words("date", "date dateonly time now"), ...words("json", "json jsonb hstore geometry geography range"),
  ...words("bytes", "blob"), ...words("enum", "enum"),
]);
