import type { KeyShape, ObjectShape } from "./shape.js";
import { key } from "./table-key.js";

/** A function, parameter or global of the user's code. */
export function patternShape(role: "source" | "sink" | "redactor"): ObjectShape {
  return { kind: "object", required: ["name"], short: "name", keys: { ...common, ...own[role] } };
}

const common: Readonly<Record<string, KeyShape>> = {
  "package": key({ kind: "text" }, "npm package or module path that exports it; left out for globals and own functions.", "导出它的 npm 包或模块路径；全局变量或自有函数可不写。"),
  "name": key({ kind: "text" }, "Function, method or global: `maskPhone`, `client.send`.", "函数、方法或全局变量名，例如 maskPhone、client.send。"),
};

const argument = key({ kind: "count" }, "Number of the argument that matters, from 0; all if left out.", "相关参数的序号，从 0 开始；不写则为全部。");

const own: Readonly<Record<"source" | "sink" | "redactor", Readonly<Record<string, KeyShape>>>> = {
  source: {
    "parameter": key({ kind: "text" }, "Name of a parameter that holds the data, instead of the result.", "承载数据的参数名；不写则指返回值。"),
    "argument": key({ kind: "count" }, "Number of the parameter that holds the data, from 0.", "承载数据的参数序号，从 0 开始。"),
    "category": key({ kind: "text", choices: "categories" }, "Category of the data.", "数据的类别。"),
  },
  sink: {
    "argument": argument,
    "host": key({ kind: "text", format: "host" }, "Host the data goes to.", "数据去向的主机。"),
    "recipient": key({ kind: "text", choices: "recipients" }, "Id of the recipient the data goes to.", "数据接收方的标识。"),
  },
  redactor: {
    "argument": argument,
    "category": key({ kind: "text", choices: "categories" }, "The only category it redacts; every category if left out.", "仅对该类别脱敏；不写则适用于全部类别。"),
  },
};
