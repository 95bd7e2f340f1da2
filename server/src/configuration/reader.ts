import { isMap, isScalar, isSeq, type Node } from "yaml";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import type { TextRange } from "../base/range.js";
import { defaultConfig, type BorderlineConfig } from "../model/config.js";
import { withLastGood } from "./last-good.js";
import { assemble } from "./assemble.js";
import { crossChecks } from "./cross-checks.js";
import { problem } from "./problems.js";
import { rootShape } from "./table.js";
import { parseConfiguration, type ConfigurationTree } from "./tree.js";
import { Validator, type KnownNames, type ValidObject } from "./validate.js";

export interface ConfigurationReading {
  /** Undefined when the text is no YAML: the last good configuration stays in force. Otherwise its valid parts. */
  readonly config: BorderlineConfig | undefined;
  readonly problems: readonly Problem[];
  /** The valid parts with what was taken over for faulty ones; handed in as `last` with the next text. */
  readonly valid?: ValidObject;
  /** What this text itself says: its places are places of this text, which those of values taken over are not. */
  readonly stated?: BorderlineConfig;
}

/** A statement with a fault decides nothing: without the condition that was misspelt it would speak of more than was meant. */
function withSoundPolicy(config: BorderlineConfig, problems: readonly Problem[]): BorderlineConfig {
  const isSound = ({ range: place }: { readonly range: TextRange }): boolean => !problems.some(({ range }) => place.start <= range.start && range.end <= place.end);
  return config.policy.every(isSound) ? config : { ...config, policy: config.policy.filter(isSound) };
}

/** Categories and recipients of the file itself are known in it. */
function withOwnNames(known: KnownNames, root: Node, tree: ConfigurationTree): KnownNames {
  const ids = (key: string): readonly string[] => {
    const list = isMap(root) ? tree.resolve(tree.entries(root).find((entry) => entry.key === key)?.value ?? null) : undefined;
    return (isSeq(list) ? tree.items(list) : []).flatMap((item) => {
      const entry = tree.resolve(item);
      const id = isMap(entry) ? tree.resolve(tree.entries(entry).find(({ key: name }) => name === "id")?.value ?? null) : undefined;
      return isScalar(id) && typeof id.value === "string" ? [id.value] : [];
    });
  };
  const extended = (set: ReadonlySet<string> | undefined, key: string) => (set === undefined ? undefined : new Set([...set, ...ids(key)]));
  const [categories, recipients] = [extended(known.categories, "categories"), extended(known.recipients, "recipients")];
  return { ...known, ...(categories === undefined ? {} : { categories }), ...(recipients === undefined ? {} : { recipients }) };
}

/** Reads borderline.yaml. Wrong keys and values are problems at their place; the last good value stays in force where there was one. */
export function readConfiguration(text: string, known: KnownNames = {}, last?: ValidObject): ConfigurationReading {
  const { root, problems, readable, tree } = parseConfiguration(text);
  if (!readable) return { config: undefined, problems };
  if (root === undefined || (isScalar(root) && root.value === null)) return { config: defaultConfig, stated: defaultConfig, problems };
  const validator = new Validator(tree, withOwnNames(known, root, tree));
  const read = validator.object(root, rootShape);
  if (tree.exhausted) {
    return { config: undefined, problems: [problem("too-many-aliases", tree.rangeOf(undefined), localized("borderline.yaml uses too many aliases.", "borderline.yaml 使用的别名过多。"))] };
  }
  if (read === undefined) return { config: undefined, problems: [...problems, ...validator.problems] };
  const valid = withLastGood(read, last);
  const config = withSoundPolicy(assemble(valid), validator.problems);
  const stated = assemble(read);
  return { config, valid, stated, problems: [...problems, ...validator.problems, ...crossChecks(stated, read)].sort((a, b) => a.range.start - b.range.start) };
}
