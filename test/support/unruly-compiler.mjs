#!/usr/bin/env node
// Stands between the product and the real compiler and misbehaves once: UNRULY = {"method", "nth", "how", "mark", "real"}, at the nth
// request of that kind, counted from the first one for "after" where that is given.
// The process that manages to create the file `mark` is the one that misbehaves; those started after it pass everything on.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

const { method, nth, after, how, mark, real, always } = JSON.parse(process.env.UNRULY);
const compiler = spawn(real, process.argv.slice(2), { stdio: ["pipe", "pipe", "inherit"] });
let silent = false;
let seen = 0;
let counting = after === undefined;
let rest = Buffer.alloc(0);

compiler.stdout.on("data", (chunk) => silent || process.stdout.write(chunk));
compiler.on("exit", () => silent || process.exit(1));
process.stdin.on("end", () => end(0));
process.on("exit", () => compiler.kill("SIGKILL"));
process.stdin.on("data", (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (let length = lengthOf(rest); length !== undefined; length = lengthOf(rest)) {
    const message = rest.subarray(0, length);
    rest = rest.subarray(length);
    if (isRequestFor(message, after)) counting = true;
    if (counting && isRequestFor(message, method) && ++seen === nth && isFirst()) misbehave();
    if (!silent) compiler.stdin.write(message);
  }
});

function misbehave() {
  silent = true;
  switch (how) {
    case "hang": return;
    case "kill": return end(137);
    case "noise": return process.stdout.write(Buffer.from("fatal error: all goroutines are asleep\n"));
    case "wrong-name": return process.stdout.write(tuple(4, "nobodyAsked", "{}"));
    case "wrong-json": return process.stdout.write(tuple(4, method, "{ not json"));
    case "half": return process.stdout.write(Buffer.concat([Buffer.from([0x93, 4, 0xc4, method.length]), Buffer.from(method), Buffer.from([0xc6, 0, 1, 0, 0, 65])]), () => end(1));
    default: throw new Error(how);
  }
}

function isFirst() {
  if (always) return true;
  try {
    closeSync(openSync(mark, "wx"));
    return true;
  } catch {
    return false;
  }
}

/** [type, name, payload] in MessagePack: 0x93, a small number, two binaries. */
function isRequestFor(message, method) {
  const { start, length } = binaryAt(message, 2);
  return message[1] === 1 && message.subarray(start, start + length).toString() === method;
}

function lengthOf(bytes) {
  const name = binaryAt(bytes, 2);
  const payload = name === undefined ? undefined : binaryAt(bytes, name.start + name.length);
  const end = payload === undefined ? Infinity : payload.start + payload.length;
  return end <= bytes.length ? end : undefined;
}

function binaryAt(bytes, offset) {
  const width = { 0xc4: 1, 0xc5: 2, 0xc6: 4 }[bytes[offset]];
  if (width === undefined || bytes.length < offset + 1 + width) return undefined;
  return { start: offset + 1 + width, length: bytes.readUIntBE(offset + 1, width) };
}

function tuple(type, name, payload) {
  return Buffer.concat([Buffer.from([0x93, type, 0xc4, name.length]), Buffer.from(name), Buffer.from([0xc4, payload.length]), Buffer.from(payload)]);
}

function end(code) {
  compiler.kill("SIGKILL");
  process.exit(code);
}
