import { describe, expect, it } from "vitest";
import { brokers, isOfBroker } from "../../../server/src/catalog/topics.js";

describe("topics", () => {
  it("finds a broker by its packages", () => {
    expect(brokers().filter((broker) => isOfBroker(broker, "node:events")).map(({ id }) => id)).toEqual(["node-events"]);
    expect(brokers().filter((broker) => isOfBroker(broker, "@trigger.dev/sdk/v3")).map(({ id }) => id)).toEqual(["trigger-dev"]);
  });
  it("says of every consumer how it gets the message", () => {
    const holds = (received: unknown): boolean => JSON.stringify(received, (_key, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value)).match(/"(?:message|all)"/) !== null;
    expect(brokers().flatMap(({ id, consume }) => consume.filter(({ receives }) => !holds(receives)).map(() => id))).toEqual([]);
  });
  it("names channels on both ends or on neither", () => {
    const uneven = brokers().filter(({ produce, consume }) => produce.some(({ channel }) => channel.length > 0) !== consume.some(({ channel }) => channel.length > 0));
    expect(uneven.map(({ id }) => id)).toEqual([]);
  });
});
