import { describe, expect, test } from "vitest";
import { covers } from "../../../server/src/flow/topics/keys.js";

describe("patterns of topics", () => {
  test.each([
    ["dots", "user.*", "user.created", true], ["dots", "user.*", "user.name.changed", false], ["dots", "user.**", "user.name.changed", true], ["dots", "*.created", "user.created", true],
    ["slashes", "people/+/moved", "people/7/moved", true], ["slashes", "people/#", "people/7/moved", true], ["slashes", "people/+", "people/7/moved", false],
    ["nats", "orders.>", "orders.eu.new", true], ["nats", "orders.*", "orders.eu.new", false],
    ["glob", "user:*", "user:42", true], ["glob", "user:*:saved", "user:42:saved", true], ["glob", "user:*:saved", "user:42:lost", false], ["glob", "user:?", "user:4", true], ["glob", "user:?", "user:42", false],
    ["none", "user.*", "user.created", false], ["none", "a", "a", true],
  ] as const)("%s: %s covers %s is %s", (style, pattern, topic, expected) => {
    expect(covers(style, pattern, topic)).toBe(expected);
  });
});
