// Where analysis gave up, each place and reason once.
import { localized, type Localized } from "../base/localized.js";
import { isSourceFile, type Node } from "../compiler/ast.js";
import type { AnalysisLimit } from "../model/flow.js";
import { locationOf } from "./program.js";

export type LimitKind = "step-budget" | "callee-budget" | "depth" | "program-budget" | "callers";

const texts: Readonly<Record<LimitKind, Localized>> = {
  depth: localized("Analysis stopped here: calls are nested too deeply.", "分析在此停止：调用嵌套过深。"),
  "step-budget": localized("Analysis stopped here: the step budget of this function is spent.", "分析在此停止：该函数的步数预算已用完。"),
  callers: localized("Only the first callers of this function were analysed: there are too many.", "此函数的调用处过多，仅分析了前面的部分。"),
  "callee-budget": localized("Analysis left this call early: it spends too many steps, so its result is unknown.", "对此调用的分析提前结束：步数消耗过多，其结果未知。"),
  "program-budget": localized("Analysis did not start here: the step budget of the whole program is spent.", "此处未分析：整个程序的步数预算已用完。"),
};

export class LimitLog {
  readonly found: AnalysisLimit[] = [];
  readonly #keys = new Set<string>();

  add(node: Node, kind: LimitKind): void {
    if (isSourceFile(node)) return;
    const location = locationOf(node);
    const key = `${location.file}:${location.range.start}:${kind}`;
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.found.push({ location, reason: kind === "depth" ? "depth" : "step-budget", text: texts[kind] });
  }
}
