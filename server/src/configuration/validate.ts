import { isMap, isScalar, isSeq, type Node } from "yaml";
import { closest } from "../base/closest.js";
import { localized, type Localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import { checkText, checkCount } from "./scalars.js";
import { problem } from "./problems.js";
import type { ChoiceSource, ListShape, MapShape, ObjectShape, Shape, TextShape } from "./shape.js";
import type { ConfigurationTree } from "./tree.js";

/** Names known to the caller; where given, others are reported. */
export type KnownNames = Readonly<Partial<Record<ChoiceSource, ReadonlySet<string>>>>;

/** A valid part of the configuration: keys as written in the file, and where an object stands. */
export interface ValidObject {
  readonly fields: Readonly<Record<string, ValidValue>>;
  /** Keys that are written but whose value is not valid. */
  readonly faulty?: readonly string[];
  readonly range: TextRange;
}

export type ValidValue = string | number | boolean | ValidObject | readonly ValidValue[];

/** Checks a tree against the shapes and keeps what is valid. */
export class Validator {
  readonly problems: Problem[] = [];
  readonly #tree: ConfigurationTree;
  readonly #known: KnownNames;

  constructor(tree: ConfigurationTree, known: KnownNames) {
    this.#tree = tree;
    this.#known = known;
  }

  /** The valid part of a node, or undefined where nothing is. Depth is bounded by the shapes. */
  value(given: Node | null, shape: Shape): ValidValue | undefined {
    const node = this.#tree.resolve(given);
    if (node === undefined || (isScalar(node) && node.value === null)) return undefined;
    switch (shape.kind) {
      case "list": return this.#list(node, shape);
      case "object": return this.object(node, shape);
      case "map": return this.#map(node, shape);
      default: return this.#scalar(node, shape, given);
    }
  }

  object(node: Node, shape: ObjectShape): ValidObject | undefined {
    const place = this.#tree.rangeOf(node);
    if (isScalar(node) && shape.short !== undefined) {
      const short = shape.keys[shape.short];
      const value = short === undefined ? undefined : this.value(node, short.shape);
      return value === undefined ? undefined : { fields: { [shape.short]: value }, range: place };
    }
    if (!isMap(node)) return this.#wrongType(node, expected.object);
    const fields: Record<string, ValidValue> = {};
    const faulty: string[] = [];
    for (const entry of this.#tree.entries(node)) {
      const key = Object.hasOwn(shape.keys, entry.key) ? shape.keys[entry.key] : undefined;
      if (key === undefined) this.#unknownKey(entry.key, entry.keyRange, Object.keys(shape.keys));
      else {
        const before = this.problems.length;
        const value = this.value(entry.value, key.shape);
        if (value !== undefined) fields[entry.key] = value;
        else if (this.problems.length > before) faulty.push(entry.key);
      }
    }
    const missing = (shape.required ?? []).filter((name) => !this.#tree.entries(node).some((entry) => entry.key === name));
    if (missing.length === 0) return { fields, range: place, ...(faulty.length === 0 ? {} : { faulty }) };
    this.problems.push(problem("missing-key", firstLine(place, this.#tree.entries(node)[0]?.keyRange), localized(`Missing: ${missing.join(", ")}.`, `缺少：${missing.join("、")}。`)));
    return undefined;
  }

  #list(node: Node, shape: ListShape): readonly ValidValue[] | undefined {
    if (!isSeq(node)) {
      // One value where a list may stand is plain enough to be taken as a list of one.
      if (shape.item.kind === "text" && isScalar(node)) return this.#items([node], shape);
      return this.#wrongType(node, expected.list);
    }
    return this.#items(this.#tree.items(node), shape);
  }

  #items(items: readonly (Node | null)[], shape: ListShape): readonly ValidValue[] {
    return items.flatMap((item) => {
      const value = this.value(item, shape.item);
      return value === undefined ? [] : [value];
    });
  }

  #map(node: Node, shape: MapShape): ValidObject | undefined {
    if (!isMap(node)) return this.#wrongType(node, expected.object);
    const fields: Record<string, ValidValue> = {};
    const known = this.#known[shape.choices];
    for (const entry of this.#tree.entries(node)) {
      if (known !== undefined && !known.has(entry.key)) this.#unknownKey(entry.key, entry.keyRange, known);
      const value = this.value(entry.value, shape.value);
      if (value !== undefined) fields[entry.key] = value;
    }
    return { fields, range: this.#tree.rangeOf(node) };
  }

  #scalar(node: Node, shape: Exclude<Shape, ListShape | ObjectShape | MapShape>, given: Node | null): ValidValue | undefined {
    const place = this.#tree.rangeOf(given);
    if (!isScalar(node)) return this.#wrongType(node, expected[shape.kind]);
    switch (shape.kind) {
      case "boolean": {
        if (typeof node.value === "boolean") return node.value;
        const meant = /^(?:yes|on)$/i.test(String(node.value)) ? ["true"] : /^(?:no|off)$/i.test(String(node.value)) ? ["false"] : ["true", "false"];
        return this.#fault("wrong-type", place, expected.boolean, meant);
      }
      case "count": {
        const result = checkCount(node.value);
        return "value" in result ? result.value : this.#fault(result.code, place, result.message, result.suggestions);
      }
      case "text": {
        const result = checkText(node.value, node.source, shape, this.#namesFor(shape));
        return "value" in result ? result.value : this.#fault(result.code, place, result.message, result.suggestions);
      }
    }
  }

  /** Undefined where one of the sources is not known: then any name may be right. */
  #namesFor({ choices }: TextShape): ReadonlySet<string> | undefined {
    if (choices === undefined) return undefined;
    const sets = (typeof choices === "string" ? [choices] : choices).map((source) => this.#known[source]);
    const known = sets.filter((set) => set !== undefined);
    return known.length < sets.length ? undefined : known.length === 1 ? known[0] : new Set(known.flatMap((set) => [...set]));
  }

  #unknownKey(name: string, place: TextRange, names: Iterable<string>): void {
    const near = closest(name, names);
    const hint = near[0] === undefined ? localized("", "") : localized(` Did you mean "${near[0]}"?`, `是否应为“${near[0]}”？`);
    this.problems.push(problem("unknown-key", place, localized(`Unknown key "${name}".${hint.en}`, `未知的键“${name}”。${hint.zh}`), near));
  }

  #wrongType(node: Node, message: Localized): undefined {
    return this.#fault("wrong-type", this.#tree.rangeOf(node), message, []);
  }

  #fault(code: string, place: TextRange, message: Localized, suggestions: readonly string[]): undefined {
    this.problems.push(problem(code, place, message, suggestions));
    return undefined;
  }
}

const expected = {
  object: localized("Keys with values are expected here.", "此处应为“键: 值”形式的内容。"),
  list: localized("A list is expected here.", "此处应为列表。"),
  text: localized("A text is expected here.", "此处应为文本。"),
  count: localized("A whole number, 0 or more, is expected here.", "此处应为不小于 0 的整数。"),
  boolean: localized("true or false is expected here.", "此处应为 true 或 false。"),
};

/** A fault of a whole object is shown at its first key, not over all its lines. */
function firstLine(whole: TextRange, key: TextRange | undefined): TextRange {
  return key !== undefined && key.start >= whole.start && key.end <= whole.end ? key : { start: whole.start, end: Math.min(whole.end, whole.start + 1) };
}
