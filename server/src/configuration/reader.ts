import { isScalar } from "yaml";
import { localized } from "../base/localized.js";
import type { Problem } from "../base/problem.js";
import { defaultConfig, type BorderlineConfig } from "../model/config.js";
import { assemble } from "./assemble.js";
import { crossChecks } from "./cross-checks.js";
import { problem } from "./problems.js";
import { rootShape } from "./table.js";
import { parseConfiguration } from "./tree.js";
import { Validator, type KnownNames } from "./validate.js";

export interface ConfigurationReading {
  /** Undefined when the text is no YAML: the last good configuration stays in force. Otherwise its valid parts. */
  readonly config: BorderlineConfig | undefined;
  readonly problems: readonly Problem[];
}

/** Reads borderline.yaml. Wrong keys and values are problems at their place and count as not written. */
export function readConfiguration(text: string, known: KnownNames = {}): ConfigurationReading {
  const { root, problems, readable, tree } = parseConfiguration(text);
  if (!readable) return { config: undefined, problems };
  if (root === undefined || (isScalar(root) && root.value === null)) return { config: defaultConfig, problems };
  const validator = new Validator(tree, known);
  const valid = validator.object(root, rootShape);
  if (tree.exhausted) {
    return { config: undefined, problems: [problem("too-many-aliases", tree.rangeOf(undefined), localized("borderline.yaml uses too many aliases.", "borderline.yaml 使用的别名过多。"))] };
  }
  if (valid === undefined) return { config: undefined, problems: [...problems, ...validator.problems] };
  const config = assemble(valid);
  return { config, problems: [...problems, ...validator.problems, ...crossChecks(config, valid)].sort((a, b) => a.range.start - b.range.start) };
}
