import { beforeAll, describe, expect, it } from "vitest";
import { virtualPrismaClient } from "../../../server/src/schemas/prisma/client/index.js";
import { ask, type ProgramAnswer } from "./client-program.js";

const schema = `
generator client { provider = "prisma-client-js" }
model User {
  id       Int     @id @default(autoincrement())
  email    String  @unique
  phone    String?
  idCard   String? @map("id_card")
  role     Role    @default(MEMBER)
  balance  Decimal
  profile  Json?
  born     DateTime?
  orders   Order[]
  card     Card?
}
model Order {
  id      Int    @id
  total   Int
  address String
  userId  Int
  user    User   @relation(fields: [userId], references: [id])
}
model Card {
  number String @id
  holder String
  ownerId Int @unique
  owner  User   @relation(fields: [ownerId], references: [id])
}
enum Role { MEMBER ADMIN }
`;

const all = "User.id, User.email, User.phone, User.idCard, User.role, User.balance, User.profile, User.born";
const order = "Order.id, Order.total, Order.address, Order.userId";
const card = "Card.number, Card.holder, Card.ownerId";

const preamble = `
import { PrismaClient, Prisma, Role, type User } from "@prisma/client";
declare const flag: boolean;
const prisma = new PrismaClient();
const careful = new PrismaClient({ omit: { user: { idCard: true, phone: true } } });
const extended = prisma.$extends({ model: { user: { async byEmail(email: string) { return prisma.user.findFirst({ where: { email }, select: { phone: true } }); } }, $allModels: { async exists() { return true; } } } });
const accelerated = prisma.$extends((client: any) => client).$extends({ query: { user: { async findMany({ args, query }: any) { return query(args); } } } });
// @ts-expect-error The extension's package is not installed.
import { readReplicas } from "missing-extension";
const replicated = prisma.$extends(readReplicas({ replicas: [] }));
class Service extends PrismaClient { constructor() { super({ log: ["query"] }); } people() { return this.user.findMany({ select: { email: true } }); } }
const widened = { id: true, email: true };
const typed = { id: true, phone: true } satisfies Prisma.UserSelect;
const withOrders = Prisma.validator<Prisma.UserDefaultArgs>()({ include: { orders: true } });
async function pick<T extends Prisma.UserSelect>(select: T) { return prisma.user.findFirst({ select }); }
function list(client: Prisma.TransactionClient) { return client.user.findMany({ select: { email: true } }); }
`;

type Cases = readonly (readonly [source: string, shape: string])[];

/** Expression → shape of its awaited value. */
const values: Cases = [
  // Default: scalars, no relations.
  ["prisma.user.findMany()", `[{${all}}]`],
  ["prisma.user.findMany({ where: { email: { contains: 'x', mode: 'insensitive' }, orders: { some: { total: { gt: 3 } } } }, orderBy: { id: 'desc' }, take: 3 })", `[{${all}}]`],
  ["prisma.user.findUnique({ where: { id: 1 } })", `{${all}} | null`],
  ["prisma.user.findUniqueOrThrow({ where: { id: 1 } })", `{${all}}`],
  ["prisma.user.findFirst()", `{${all}} | null`],
  ["prisma.user.findFirstOrThrow()", `{${all}}`],
  ["prisma.user.create({ data: { email: 'a', balance: 1 } })", `{${all}}`],
  ["prisma.user.update({ where: { id: 1 }, data: { phone: null } })", `{${all}}`],
  ["prisma.user.upsert({ where: { id: 1 }, create: { email: 'a' }, update: {} })", `{${all}}`],
  ["prisma.user.delete({ where: { id: 1 } })", `{${all}}`],
  ["prisma.user.createManyAndReturn({ data: [{ email: 'a' }] })", `[{${all}}]`],
  ["prisma.user.updateManyAndReturn({ where: { id: 1 }, data: { phone: '1' }, select: { phone: true } })", "[{User.phone}]"],
  ["prisma.user.createMany({ data: [{ email: 'a' }], skipDuplicates: true })", "{~count}"],
  ["prisma.user.updateMany({ data: { email: 'a' } })", "{~count}"],
  ["prisma.user.deleteMany()", "{~count}"],
  ["prisma.user.findMany({} as any)", `[{${all}}]`],
  ["prisma.user.findMany({ select: undefined })", `[{${all}}]`],
  // select
  ["prisma.user.findMany({ select: { id: true, email: true } })", "[{User.id, User.email}]"],
  ["prisma.user.findUnique({ where: { id: 1 }, select: { email: true, phone: false, idCard: undefined } })", "{User.email} | null"],
  ["prisma.user.findMany({ select: { id: flag } })", "[{User.id}]"],
  ["prisma.user.findMany({ select: { orders: true } })", `[{User.orders: [{${order}}]}]`],
  ["prisma.user.findMany({ select: { id: true, orders: { select: { address: true } } } })", "[{User.id, User.orders: [{Order.address}]}]"],
  ["prisma.user.findMany({ select: { orders: { select: { id: true, user: { select: { email: true } } }, where: { total: { gt: 1 } }, take: 2 } } })", "[{User.orders: [{Order.id, Order.user: {User.email}}]}]"],
  ["prisma.user.findMany({ select: { card: { select: { holder: true } } } })", "[{User.card: {Card.holder} | null}]"],
  ["prisma.user.findMany({ select: { orders: { omit: { address: true } } } })", "[{User.orders: [{Order.id, Order.total, Order.userId}]}]"],
  ["prisma.user.findMany({ select: { id: true, _count: { select: { orders: true } } } })", "[{User.id, ~_count: {~card, ~orders}}]"],
  ["prisma.user.findMany({ select: widened })", "[{User.id, User.email}]"],
  ["prisma.user.findMany({ select: typed })", "[{User.id, User.phone}]"],
  ["prisma.user.findMany({ select: { ...typed, born: true } })", "[{User.id, User.phone, User.born}]"],
  ["prisma.user.create({ data: { email: 'a' }, select: { id: true } })", "{User.id}"],
  ["prisma.user.update({ where: { id: 1 }, data: {}, select: { id: true } })", "{User.id}"],
  ["prisma.user.upsert({ where: { id: 1 }, create: {}, update: {}, select: { id: true } })", "{User.id}"],
  ["pick({ email: true })", "{User.email} | null"],
  // include and omit
  ["prisma.user.findMany({ include: { orders: true } })", `[{${all}, User.orders: [{${order}}]}]`],
  ["prisma.user.findFirst({ include: { card: true, orders: false } })", `{${all}, User.card: {${card}} | null} | null`],
  ["prisma.order.findMany({ include: { user: true } })", `[{${order}, Order.user: {${all}}}]`],
  ["prisma.order.findMany({ include: { user: { select: { email: true } } } })", `[{${order}, Order.user: {User.email}}]`],
  ["prisma.order.findMany({ include: { user: { include: { card: { omit: { number: true } } } } } })", `[{${order}, Order.user: {${all}, User.card: {Card.holder, Card.ownerId} | null}}]`],
  ["prisma.user.findMany({ omit: { idCard: true, phone: true, email: false } })", "[{User.id, User.email, User.role, User.balance, User.profile, User.born}]"],
  ["prisma.order.findMany({ omit: { address: true }, include: { user: { select: { id: true } } } })", "[{Order.id, Order.total, Order.userId, Order.user: {User.id}}]"],
  ["prisma.user.findMany(withOrders)", `[{${all}, User.orders: [{${order}}]}]`],
  // omit of the whole client
  ["careful.user.findMany()", "[{User.id, User.email, User.role, User.balance, User.profile, User.born}]"],
  ["careful.user.findMany({ omit: { phone: false } })", "[{User.id, User.email, User.phone, User.role, User.balance, User.profile, User.born}]"],
  ["careful.user.findMany({ select: { idCard: true } })", "[{User.idCard}]"],
  ["careful.order.findFirstOrThrow({ include: { user: true } })", `{${order}, Order.user: {User.id, User.email, User.role, User.balance, User.profile, User.born}}`],
  // relations by call
  ["prisma.user.findUnique({ where: { id: 1 } }).orders()", `[{${order}}] | null`],
  ["prisma.user.findUniqueOrThrow({ where: { id: 1 } }).orders({ select: { address: true } })", "[{Order.address}] | null"],
  ["prisma.order.findFirst().user().card({ select: { holder: true } })", "{Card.holder} | null"],
  // figures
  ["prisma.user.count()", "number"],
  ["prisma.user.count({ select: { _all: true, phone: true } })", "{~_all, ~phone}"],
  ["prisma.user.aggregate({ _count: true, _avg: { balance: true }, _max: { email: true } })", "{~_count, ~_avg: {~balance}, ~_max: {User.email}}"],
  ["prisma.user.groupBy({ by: ['email', 'role'], _count: { _all: true }, _sum: { balance: true } })", "[{User.email, User.role, ~_count: {~_all}, ~_sum: {~balance}}]"],
  ["prisma.user.groupBy({ by: 'phone' })", "[{User.phone}]"],
  // transactions, raw queries, extensions, subclasses
  ["prisma.$transaction([prisma.user.findMany({ select: { id: true } }), prisma.order.count()])", "<[{User.id}], number>"],
  ["prisma.$transaction(async (tx) => { await list(tx); return tx.user.findFirst({ select: { phone: true } }); }, { timeout: 5 })", "{User.phone} | null"],
  ["prisma.$transaction((tx) => list(tx))", "[{User.email}]"],
  ["list(prisma)", "[{User.email}]"],
  ["prisma.$queryRaw<User[]>`select * from users`", `[{${all}}]`],
  ["prisma.$queryRawUnsafe<{ n: number }[]>('select 1')", "[{~n}]"],
  ["prisma.$queryRaw(Prisma.sql`select ${Prisma.join([1])}`)", "unknown"],
  ["extended.user.findMany({ select: { email: true } })", "[{User.email}]"],
  ["extended.user.byEmail('a')", "{User.phone} | null"],
  ["extended.order.exists()", "boolean"],
  ["accelerated.user.findFirstOrThrow({ select: { born: true } })", "{User.born}"],
  ["replicated.user.findMany({ select: { email: true } })", "[{User.email}]"],
  ["new Service().people()", "[{User.email}]"],
  ["new Service().$transaction((tx) => tx.order.findMany({ select: { address: true } }))", "[{Order.address}]"],
  // plain values
  ["Role.ADMIN", '"ADMIN"'],
  ["Prisma.ModelName.User", '"User"'],
  ["Prisma.UserScalarFieldEnum.email", '"email"'],
];

/** Type → shape. */
const types: Cases = [
  ["User", `{${all}}`],
  ["Prisma.UserGetPayload<{ select: { email: true } }>", "{User.email}"],
  ["Prisma.UserGetPayload<{ include: { card: true } }>", `{${all}, User.card: {${card}} | null}`],
  ["Prisma.UserGetPayload<typeof withOrders>", `{${all}, User.orders: [{${order}}]}`],
  ["Prisma.UserGetPayload<{ omit: { email: true } }>['idCard']", "string | null"],
  ["Prisma.PromiseReturnType<typeof list>", "[{User.email}]"],
  ["Awaited<ReturnType<typeof list>>[number]", "{User.email}"],
  ["Omit<User, 'idCard' | 'phone' | 'profile'>", "{User.id, User.email, User.role, User.balance, User.born}"],
  ["Pick<Prisma.OrderCreateInput, 'address' | 'total'>", "{Order.total, Order.address}"],
  ["Pick<Prisma.OrderUncheckedCreateInput, 'userId'>", "{Order.userId}"],
  ["Pick<Prisma.UserWhereUniqueInput, 'email'>", "{User.email}"],
  ["Exclude<Prisma.UserUpdateInput['phone'], object>", "string | null | undefined"],
  ["Pick<Prisma.CardSelect, 'number' | 'holder'>", "{Card.number, Card.holder}"],
  ["Prisma.Result<typeof prisma.user, { select: { phone: true } }, 'findMany'>", "[{User.phone}]"],
  ["Prisma.JsonValue", "JsonValue"],
  ["Prisma.Decimal", "Decimal"],
  ["User['role']", "Role"],
];

let answer: ProgramAnswer;

beforeAll(() => {
  const client = virtualPrismaClient([{ file: "/app/prisma/schema.prisma", text: schema }]);
  const path = "/app/node_modules/.prisma/client/index.d.ts";
  const code = [
    preamble, ...values.map(([expression], index) => `export const value${index} = await ${expression};`),
    ...types.map(([type], index) => `export const type${index} = null as unknown as ${type};`),
  ].join("\n");
  answer = ask({
    folder: "/app", code, paths: { "@prisma/client": [path] },
    files: new Map([[path, client.declarations]]),
    fieldAt: (file, offset) => (file === path ? client.fieldAt(offset) : undefined),
  });
});

describe("results of queries", () => {
  it.each(values.map(([expression, shape], index) => [expression, shape, index] as const))("%s", (_, shape, index) => {
    expect(answer.shapes[`value${index}`]).toBe(shape);
  });
});

describe("types of the Prisma name space", () => {
  it.each(types.map(([type, shape], index) => [type, shape, index] as const))("%s", (_, shape, index) => {
    expect(answer.shapes[`type${index}`]).toBe(shape);
  });
});

it("neither the declarations nor their use has an error", () => {
  expect(answer.errors).toEqual([]);
});
