// The mutable world of the interpreted program as one immutable value: forking is free, joining costs what differs.
import { joinValues, sameValue, undefinedValue, type Value } from "./values.js";
import type { Node } from "../../compiler/ast.js";

export interface Property {
  readonly value: Value;
  readonly getter?: Value;
  readonly setter?: Value;
  /** Where the value was written, for exact ranges. */
  readonly node?: Node;
  readonly hidden?: boolean;
}

/** Contents of one object. */
export interface ObjectRecord {
  readonly properties: ReadonlyMap<string, Property>;
  /** Values under keys that are not known. */
  readonly rest?: Value;
  readonly prototype?: Value;
  /** Internal slot: a promise's value, a wrapped primitive. */
  readonly data?: Value;
  /** Internal slot: a promise's rejection. */
  readonly failure?: Value;
  /** Arrays: undefined when not known. */
  readonly length?: number;
}

export type Cell = Value | ObjectRecord;

interface Branch {
  owner: object;
  readonly items: (Branch | Cell | undefined)[];
}

const bits = 5;
const width = 1 << bits;
const levels = 5;

/** Persistent map from small integers to cells. */
export class Store {
  #root: Branch;
  #owner: object;

  constructor(root?: Branch) {
    this.#owner = {};
    this.#root = root ?? { owner: this.#owner, items: [] };
  }

  get(id: number): Cell | undefined {
    let branch: Branch | undefined = this.#root;
    for (let level = levels - 1; level > 0; level--) {
      branch = branch.items[(id >>> (level * bits)) & (width - 1)] as Branch | undefined;
      if (branch === undefined) return undefined;
    }
    return branch.items[id & (width - 1)] as Cell | undefined;
  }

  set(id: number, cell: Cell): void {
    let branch = (this.#root = this.#own(this.#root));
    for (let level = levels - 1; level > 0; level--) {
      const slot = (id >>> (level * bits)) & (width - 1);
      const child = branch.items[slot] as Branch | undefined;
      const owned = child === undefined ? { owner: this.#owner, items: [] } : this.#own(child);
      branch.items[slot] = owned;
      branch = owned;
    }
    branch.items[id & (width - 1)] = cell;
  }

  /** A second store with the same contents; writes to either are not seen by the other. */
  fork(): Store {
    this.#owner = {};
    return new Store(this.#root);
  }

  /** What holds when either of two histories happened. Cells that one history never wrote have their value in `initial`. */
  join(other: Store, initial: Store): Store {
    if (this.#root === other.#root) return this;
    this.#owner = {};
    other.#owner = {};
    return new Store(joinBranches(this.#root, other.#root, initial.#root, levels - 1));
  }

  equals(other: Store): boolean {
    return sameBranches(this.#root, other.#root, levels - 1);
  }

  forEach(visit: (id: number, cell: Cell) => void): void {
    visitBranch(this.#root, levels - 1, 0, visit);
  }

  #own(branch: Branch): Branch {
    return branch.owner === this.#owner ? branch : { owner: this.#owner, items: branch.items.slice() };
  }
}

export function isRecord(cell: Cell | undefined): cell is ObjectRecord {
  return cell !== undefined && "properties" in cell;
}

const nobody = {};

function joinBranches(a: Branch, b: Branch, initial: Branch | undefined, level: number): Branch {
  const size = Math.max(a.items.length, b.items.length);
  const items: Branch["items"] = new Array(size);
  for (let at = 0; at < size; at++) {
    if (a.items[at] === b.items[at]) {
      items[at] = a.items[at];
      continue;
    }
    const first = initial?.items[at];
    const left = a.items[at] ?? first;
    const right = b.items[at] ?? first;
    if (left === right || right === undefined) items[at] = left;
    else if (left === undefined) items[at] = right;
    else if (level === 0) items[at] = joinCells(left as Cell, right as Cell);
    else items[at] = joinBranches(left as Branch, right as Branch, first as Branch | undefined, level - 1);
  }
  return { owner: nobody, items };
}

function sameBranches(a: Branch, b: Branch, level: number): boolean {
  if (a === b) return true;
  const size = Math.max(a.items.length, b.items.length);
  for (let at = 0; at < size; at++) {
    const left = a.items[at];
    const right = b.items[at];
    if (left === right) continue;
    // Objects and scopes made in one history only are no difference that a loop could feel.
    if (left === undefined || right === undefined) continue;
    if (level > 0 ? !sameBranches(left as Branch, right as Branch, level - 1) : !sameCells(left as Cell, right as Cell)) return false;
  }
  return true;
}

function visitBranch(branch: Branch, level: number, base: number, visit: (id: number, cell: Cell) => void): void {
  branch.items.forEach((item, at) => {
    if (item === undefined) return;
    const id = base | (at << (level * bits));
    if (level > 0) visitBranch(item as Branch, level - 1, id, visit);
    else visit(id, item as Cell);
  });
}

export function joinCells(a: Cell, b: Cell): Cell {
  if (a === b) return a;
  if (isRecord(a)) return isRecord(b) ? joinRecords(a, b) : a;
  return isRecord(b) ? b : joinValues(a, b);
}

function joinRecords(a: ObjectRecord, b: ObjectRecord): ObjectRecord {
  const properties = new Map<string, Property>();
  for (const [key, left] of a.properties) properties.set(key, joinProperties(left, b.properties.get(key)));
  for (const [key, right] of b.properties) if (!properties.has(key)) properties.set(key, joinProperties(right, undefined));
  return {
    properties, rest: joinOptional(a.rest, b.rest), prototype: joinOptional(a.prototype, b.prototype), data: joinOptional(a.data, b.data),
    failure: joinOptional(a.failure, b.failure), length: a.length === b.length ? a.length : undefined,
  };
}

function joinProperties(a: Property, b: Property | undefined): Property {
  if (a === b) return a;
  if (b === undefined) return { ...a, value: joinValues(a.value, undefinedValue) };
  return {
    value: joinValues(a.value, b.value), getter: joinOptional(a.getter, b.getter), setter: joinOptional(a.setter, b.setter),
    node: a.node ?? b.node, hidden: a.hidden,
  };
}

function joinOptional(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : joinValues(a, b);
}

function sameCells(a: Cell, b: Cell): boolean {
  if (isRecord(a) || isRecord(b)) return isRecord(a) && isRecord(b) && sameRecords(a, b);
  return sameValue(a, b);
}

function sameRecords(a: ObjectRecord, b: ObjectRecord): boolean {
  if (a.properties.size !== b.properties.size || a.length !== b.length) return false;
  if (!sameOptional(a.rest, b.rest) || !sameOptional(a.data, b.data) || !sameOptional(a.failure, b.failure)) return false;
  for (const [key, left] of a.properties) {
    const right = b.properties.get(key);
    if (right === undefined || !sameValue(left.value, right.value)) return false;
  }
  return true;
}

function sameOptional(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameValue(a, b));
}
