/**
 * What every client shares, whatever its schema: result types computed from a model's payload, delegates, values of the `Prisma`
 * name space. Globals are written `globalThis.Date`, because a model may be named `Date` or `Record`. A payload holds the scalars (`s`),
 * the relations as payloads (`o`), the keys a new row must have (`q`), and the delegate's name (`key`).
 *
 * Result types use mapped types over `K extends keyof T` only: the checker then keeps each property's declaration, which is the
 * place in the model's type we map back to the schema. An `as` clause or a `Record` drops it, and is used where it should drop.
 * `$extends` infers from parts of its argument: an extension whose package is not installed is an error type, which would spoil the whole.
 * Values of `where` and `data` accept anything: an argument that failed its constraint would lose its selection with it.
 */
export const runtimeDeclarations = `
declare namespace $ {
export type PrismaPromise<T> = globalThis.Promise<T>;
export type DateTime = globalThis.Date;
export type Bytes = globalThis.Uint8Array;
export type JsonObject = { [Key in string]?: JsonValue };
export interface JsonArray extends globalThis.Array<JsonValue> {}
export type JsonValue = string | number | boolean | JsonObject | JsonArray | null;
export type InputJsonObject = { readonly [Key in string]?: InputJsonValue | null };
export interface InputJsonArray extends globalThis.ReadonlyArray<InputJsonValue | null> {}
export type InputJsonValue = string | number | boolean | InputJsonObject | InputJsonArray | { toJSON(): unknown };

export interface Payload { name: string; key: string; s: {}; o: {}; q: PropertyKey }

type IsAny<T> = 0 extends 1 & T ? true : false;
type Truthy<S> = { [K in keyof S]-?: S[K] extends false | null | undefined ? never : K }[keyof S];
type Only<T, K extends keyof T> = { [P in K]: T[P] };
type Except<T, X> = Only<T, globalThis.Exclude<keyof T, X>>;
type Nullable<T, K extends keyof T> = { [P in K]: T[P] | null };
type Maybe<T, K extends keyof T> = { [P in K]?: T[P] };
type Element<R> = R extends readonly (infer Q extends Payload)[] ? Q : R extends Payload ? R : never;

type OmittedEverywhere<P extends Payload, G> = P["key"] extends keyof G ? Truthy<G[P["key"]]> : never;
type Scalars<P extends Payload, A, G> =
  A extends { omit: infer M extends object } ? Except<P["s"], Truthy<M> | globalThis.Exclude<OmittedEverywhere<P, G>, keyof M>>
  : [OmittedEverywhere<P, G>] extends [never] ? P["s"] : Except<P["s"], OmittedEverywhere<P, G>>;
type Relations<O, K extends keyof O, S, G> = { [P in K]: Related<O[P], P extends keyof S ? S[P] : true, G> };
type Related<R, A, G> = R extends readonly (infer Q extends Payload)[] ? Result<Q, A, G>[] : R extends Payload ? Result<R, A, G> : R;
type Counted<P extends Payload, S> = S extends { _count: infer C } ? C extends false | null | undefined ? {} : { _count: globalThis.Record<keyof P["o"] & string, number> } : {};
type Selected<P extends Payload, S, G> =
  IsAny<S> extends true ? P["s"] : Only<P["s"], Truthy<S> & keyof P["s"]> & Relations<P["o"], Truthy<S> & keyof P["o"], S, G> & Counted<P, S>;
export type Result<P extends Payload, A, G = {}> =
  IsAny<A> extends true ? Scalars<P, {}, G>
  : A extends { select: infer S extends object } ? Selected<P, S, G>
  : A extends { include: infer I extends object } ? Scalars<P, A, G> & Relations<P["o"], Truthy<I> & keyof P["o"], I, G> & Counted<P, I>
  : Scalars<P, A, G>;

export type Select<P extends Payload> = { [K in keyof P["s"]]?: boolean } & Include<P>;
export type Include<P extends Payload> = { [K in keyof P["o"]]?: boolean | null | FindArgs<Element<P["o"][K]>> } & { _count?: boolean | { select?: any } };
export type Omitted<P extends Payload> = { [K in keyof P["s"]]?: boolean };
type Named<P extends Payload> = { [K in keyof P["s"]]?: any } & { [K in keyof P["o"]]?: any } & { [key: string]: any };
export interface Selection<P extends Payload> { select?: Select<P> | null; include?: Include<P> | null; omit?: Omitted<P> | null }
export interface FindArgs<P extends Payload> extends Selection<P> {
  where?: Named<P> | null; orderBy?: any; cursor?: Named<P> | null; take?: any; skip?: any; distinct?: any; relationLoadStrategy?: any;
}
export interface WriteArgs<P extends Payload> extends Selection<P> { where?: Named<P>; data: Named<P>; relationLoadStrategy?: any }
export interface ManyArgs<P extends Payload> extends Selection<P> { where?: Named<P>; data: Named<P> | readonly Named<P>[]; skipDuplicates?: any; limit?: any }
export interface UpsertArgs<P extends Payload> extends Selection<P> { where: Named<P>; create: Named<P>; update: Named<P>; relationLoadStrategy?: any }
type Measures<P extends Payload> = { [K in keyof P["s"]]?: boolean };
export interface AggregateArgs<P extends Payload> {
  where?: Named<P> | null; orderBy?: any; cursor?: any; take?: any; skip?: any; having?: any;
  _count?: boolean | (Measures<P> & { _all?: boolean }); _avg?: Measures<P>; _sum?: Measures<P>; _min?: Measures<P>; _max?: Measures<P>;
}
export interface GroupByArgs<P extends Payload> extends AggregateArgs<P> { by: keyof P["s"] | readonly (keyof P["s"])[] }
export interface CountArgs<P extends Payload> { where?: Named<P> | null; orderBy?: any; cursor?: any; take?: any; skip?: any; distinct?: any; select?: any }

export type Aggregated<P extends Payload, A> =
  (A extends { _count: infer C } ? { _count: C extends true ? number : globalThis.Record<Truthy<C> & string, number> } : {})
  & (A extends { _avg: infer C } ? { _avg: globalThis.Record<Truthy<C> & string, number | null> } : {})
  & (A extends { _sum: infer C } ? { _sum: globalThis.Record<Truthy<C> & string, any> } : {})
  & (A extends { _min: infer C } ? { _min: Nullable<P["s"], Truthy<C> & keyof P["s"]> } : {})
  & (A extends { _max: infer C } ? { _max: Nullable<P["s"], Truthy<C> & keyof P["s"]> } : {});
type Grouping<A> = A extends { by: infer B } ? B extends readonly (infer E)[] ? E : B : never;
export type Grouped<P extends Payload, A> = Only<P["s"], Grouping<A> & keyof P["s"]> & Aggregated<P, A>;
export type Counting<A> = A extends { select: infer S extends object } ? globalThis.Record<Truthy<S> & string, number> : number;

export type Filter<V> = V | null | { equals?: V | null; not?: any; in?: any; notIn?: any; [operation: string]: any };
export type WhereInput<P extends Payload> = { [K in keyof P["s"]]?: Filter<P["s"][K]> } & { [K in keyof P["o"]]?: any } & { AND?: any; OR?: any[]; NOT?: any };
export type OrderBy<P extends Payload> = { [K in keyof P["s"]]?: any } & { [K in keyof P["o"]]?: any } & { _relevance?: any; _count?: any };
type NestedWrite<R> = {
  create?: CreateInput<Element<R>> | CreateInput<Element<R>>[]; createMany?: { data: CreateInput<Element<R>> | CreateInput<Element<R>>[]; skipDuplicates?: boolean };
  connect?: any; connectOrCreate?: any; disconnect?: any; set?: any; update?: any; updateMany?: any; upsert?: any; delete?: any; deleteMany?: any;
};
export type CreateInput<P extends Payload> =
  Only<P["s"], P["q"] & keyof P["s"]> & Maybe<P["s"], globalThis.Exclude<keyof P["s"], P["q"]>> & { [K in keyof P["o"]]?: NestedWrite<P["o"][K]> };
export type UpdateInput<P extends Payload> =
  { [K in keyof P["s"]]?: P["s"][K] | { set?: P["s"][K]; [operation: string]: any } } & { [K in keyof P["o"]]?: NestedWrite<P["o"][K]> };
export type FieldNames<T> = { [K in keyof T as K]: K };

type Fluent<P extends Payload, G> = {
  [K in keyof P["o"]]: <A extends FindArgs<Element<P["o"][K]>>>(args?: A) =>
    globalThis.Promise<Related<P["o"][K], A, G> | null> & (P["o"][K] extends readonly any[] ? {} : Fluent<Element<P["o"][K]>, G>);
};
export type Chain<P extends Payload, T> = globalThis.Promise<T> & Fluent<P, {}>;
export interface Delegate<P extends Payload, G = {}> {
  findUnique<A extends FindArgs<P>>(args: A): globalThis.Promise<Result<P, A, G> | null> & Fluent<P, G>;
  findUniqueOrThrow<A extends FindArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  findFirst<A extends FindArgs<P>>(args?: A): globalThis.Promise<Result<P, A, G> | null> & Fluent<P, G>;
  findFirstOrThrow<A extends FindArgs<P>>(args?: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  findMany<A extends FindArgs<P>>(args?: A): globalThis.Promise<Result<P, A, G>[]>;
  create<A extends WriteArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  update<A extends WriteArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  upsert<A extends UpsertArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  delete<A extends FindArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>> & Fluent<P, G>;
  createMany<A extends ManyArgs<P>>(args?: A): globalThis.Promise<{ count: number }>;
  createManyAndReturn<A extends ManyArgs<P>>(args?: A): globalThis.Promise<Result<P, A, G>[]>;
  updateMany<A extends ManyArgs<P>>(args: A): globalThis.Promise<{ count: number }>;
  updateManyAndReturn<A extends ManyArgs<P>>(args: A): globalThis.Promise<Result<P, A, G>[]>;
  deleteMany(args?: { where?: Named<P> | null; limit?: any }): globalThis.Promise<{ count: number }>;
  count<A extends CountArgs<P>>(args?: A): globalThis.Promise<Counting<A>>;
  aggregate<A extends AggregateArgs<P>>(args: A): globalThis.Promise<Aggregated<P, A>>;
  groupBy<A extends GroupByArgs<P>>(args: A): globalThis.Promise<Grouped<P, A>[]>;
  findRaw(args?: any): globalThis.Promise<JsonObject>;
  aggregateRaw(args?: any): globalThis.Promise<JsonObject>;
  readonly fields: any;
}

export interface RawQueries {
  $queryRaw<T = unknown>(query: globalThis.TemplateStringsArray | Sql, ...values: any[]): globalThis.Promise<T>;
  $queryRawUnsafe<T = unknown>(query: string, ...values: any[]): globalThis.Promise<T>;
  $queryRawTyped<T = unknown>(query: any): globalThis.Promise<T[]>;
  $executeRaw(query: globalThis.TemplateStringsArray | Sql, ...values: any[]): globalThis.Promise<number>;
  $executeRawUnsafe(query: string, ...values: any[]): globalThis.Promise<number>;
  $runCommandRaw(command: any): globalThis.Promise<JsonObject>;
}
type ModelMethods<C, M> = globalThis.Omit<M, "$allModels"> & (M extends { $allModels: infer A } ? { [K in keyof C as K extends \`$\${string}\` ? never : K]: A } : {});
export interface ClientBase extends RawQueries {}
export class ClientBase {
  $on(event: any, listener: (event: any) => void): this;
  $use(middleware: (parameters: any, next: (parameters: any) => globalThis.Promise<any>) => globalThis.Promise<any>): void;
  $connect(): globalThis.Promise<void>;
  $disconnect(): globalThis.Promise<void>;
  $transaction<T extends readonly any[]>(queries: readonly [...T], options?: any): globalThis.Promise<{ -readonly [K in keyof T]: globalThis.Awaited<T[K]> }>;
  $transaction<R>(work: (transaction: this) => globalThis.Promise<R>, options?: any): globalThis.Promise<R>;
  $extends<M = {}, C = {}>(extension: { model?: M; client?: C; [part: string]: any } | ((client: any) => any)): this & ModelMethods<this, M> & C;
  readonly $metrics: any;
  readonly $parent: any;
}
export type OmitOf<O> = O extends { omit: infer M extends object } ? M : {};

export class Sql {
  constructor(strings: readonly string[], values: readonly unknown[]);
  readonly values: unknown[];
  readonly strings: string[];
  readonly sql: string;
  readonly text: string;
  readonly statement: string;
  inspect(): { sql: string; text: string; statement: string; values: unknown[] };
}
export const empty: Sql;
export function sql(strings: readonly string[], ...values: unknown[]): Sql;
export function join(values: readonly unknown[], separator?: string, prefix?: string, suffix?: string): Sql;
export function raw(value: string): Sql;

type DecimalValue = string | number | bigint | Decimal;
export class Decimal {
  constructor(value: DecimalValue);
  static readonly [name: string]: any;
  readonly d: number[]; readonly e: number; readonly s: number;
  abs(): Decimal; ceil(): Decimal; floor(): Decimal; round(): Decimal; trunc(): Decimal; neg(): Decimal; negated(): Decimal; sqrt(): Decimal;
  plus(n: DecimalValue): Decimal; add(n: DecimalValue): Decimal; minus(n: DecimalValue): Decimal; sub(n: DecimalValue): Decimal;
  times(n: DecimalValue): Decimal; mul(n: DecimalValue): Decimal; div(n: DecimalValue): Decimal; dividedBy(n: DecimalValue): Decimal;
  mod(n: DecimalValue): Decimal; modulo(n: DecimalValue): Decimal; pow(n: DecimalValue): Decimal; toPower(n: DecimalValue): Decimal;
  cmp(n: DecimalValue): number; comparedTo(n: DecimalValue): number; eq(n: DecimalValue): boolean; equals(n: DecimalValue): boolean;
  gt(n: DecimalValue): boolean; gte(n: DecimalValue): boolean; lt(n: DecimalValue): boolean; lte(n: DecimalValue): boolean;
  greaterThan(n: DecimalValue): boolean; greaterThanOrEqualTo(n: DecimalValue): boolean; lessThan(n: DecimalValue): boolean; lessThanOrEqualTo(n: DecimalValue): boolean;
  isZero(): boolean; isNaN(): boolean; isFinite(): boolean; isInteger(): boolean; isNegative(): boolean; isPositive(): boolean; isNeg(): boolean; isPos(): boolean;
  decimalPlaces(): number; dp(): number; toDecimalPlaces(places?: number, rounding?: number): Decimal; toDP(places?: number, rounding?: number): Decimal;
  toSignificantDigits(digits?: number, rounding?: number): Decimal; toSD(digits?: number, rounding?: number): Decimal;
  toFixed(places?: number, rounding?: number): string; toPrecision(digits?: number, rounding?: number): string; toExponential(places?: number, rounding?: number): string;
  toNumber(): number; toString(): string; toJSON(): string; valueOf(): string;
}

export class PrismaClientKnownRequestError extends globalThis.Error {
  constructor(message: string, parameters: { code: string; clientVersion: string; meta?: globalThis.Record<string, unknown>; batchRequestIdx?: number });
  code: string; meta?: globalThis.Record<string, unknown>; clientVersion: string; batchRequestIdx?: number;
}
export class PrismaClientUnknownRequestError extends globalThis.Error { constructor(message: string, parameters: any); clientVersion: string; batchRequestIdx?: number }
export class PrismaClientRustPanicError extends globalThis.Error { constructor(message: string, clientVersion: string); clientVersion: string }
export class PrismaClientInitializationError extends globalThis.Error { constructor(message: string, clientVersion: string, errorCode?: string); clientVersion: string; errorCode?: string; retryable?: boolean }
export class PrismaClientValidationError extends globalThis.Error { constructor(message: string, parameters: any); clientVersion: string }
export class NotFoundError extends globalThis.Error {}

export interface PrismaClientOptions {
  datasources?: any; datasourceUrl?: string; adapter?: any; accelerateUrl?: string; log?: any[]; errorFormat?: "pretty" | "colorless" | "minimal";
  transactionOptions?: any; comments?: any;
}
export function validator<V>(): <S extends V>(value: S) => S;
export function validator(client: any, model: string, operation: string, property?: string): <S>(value: S) => S;
export function defineExtension<E>(extension: E): E;
export function getExtensionContext<T>(context: T): T & { $name?: string; $parent?: any };
export const skip: any;
export interface NullType { readonly _null: never }
export const JsonNull: NullType; export const DbNull: NullType; export const AnyNull: NullType;
export const SortOrder: { asc: "asc"; desc: "desc" };
export type SortOrder = "asc" | "desc";
export const NullsOrder: { first: "first"; last: "last" };
export type NullsOrder = "first" | "last";
export const QueryMode: { default: "default"; insensitive: "insensitive" };
export type QueryMode = "default" | "insensitive";
export const TransactionIsolationLevel: {
  ReadUncommitted: "ReadUncommitted"; ReadCommitted: "ReadCommitted"; RepeatableRead: "RepeatableRead"; Serializable: "Serializable"; Snapshot: "Snapshot";
};
export type TransactionIsolationLevel = keyof typeof TransactionIsolationLevel;
export type Args<T, F = any> = T extends Delegate<infer P, any> ? F extends "aggregate" ? AggregateArgs<P> : F extends "create" | "update" ? WriteArgs<P> : FindArgs<P> : any;
export type PayloadOf<T, F = any> = T extends Delegate<infer P, any> ? P : any;
export type ResultOf<T, A, F = any> = T extends Delegate<infer P, infer G>
  ? F extends "findMany" | "createManyAndReturn" | "updateManyAndReturn" ? Result<P, A, G>[]
  : F extends "count" ? Counting<A> : F extends "aggregate" ? Aggregated<P, A> : F extends "groupBy" ? Grouped<P, A>[]
  : F extends "createMany" | "updateMany" | "deleteMany" ? { count: number } : F extends "findUnique" | "findFirst" ? Result<P, A, G> | null : Result<P, A, G> : any;
export type PromiseReturnType<T extends (...values: any) => any> = globalThis.Awaited<globalThis.ReturnType<T>>;
}
`;
