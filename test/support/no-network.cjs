// Preloaded into a process (and its threads): whatever opens a socket, listens on one or asks for a name throws, and is written down in the
// file NO_NETWORK names, because an exception alone may be swallowed.
const { appendFileSync } = require("node:fs");

const refuse = (what) => () => {
  appendFileSync(process.env.NO_NETWORK, `${what}\n${new Error().stack}\n`);
  throw new Error(`network: ${what}`);
};

const net = require("node:net");
net.Socket.prototype.connect = refuse("net connect");
net.Server.prototype.listen = refuse("net listen");
net.connect = net.createConnection = refuse("net.connect");
require("node:tls").connect = refuse("tls.connect");
require("node:dgram").createSocket = refuse("dgram.createSocket");
const dns = require("node:dns");
for (const names of [dns, dns.promises]) for (const name of ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse"]) names[name] = refuse(`dns.${name}`);
for (const name of ["node:http", "node:https"]) {
  const module = require(name);
  module.request = module.get = refuse(`${name} request`);
}
require("node:http2").connect = refuse("http2.connect");
globalThis.fetch = refuse("fetch");
globalThis.WebSocket = class { constructor() { refuse("WebSocket")(); } };
