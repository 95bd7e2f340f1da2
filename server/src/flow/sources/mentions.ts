// A cheap look at the arguments of a log call: does any name in it sound like a person or what one keeps of a person?
import { isIdentifier, isPropertyAccessExpression, type Node } from "../../compiler/ast.js";
import type { FlowProgram } from "../program.js";

const holders = /(?:^|[a-z_])(?:user|customer|member|profile|account|person|patient|employee|student|guest|buyer|contact|recipient|applicant|passenger|visitor|driver|subscriber|client|order|address|body|payload|dto|values|formData|session)s?$/i;
const answers = new WeakMap<FlowProgram, Map<string, boolean>>();

export function mentionsPerson(call: Node, program: FlowProgram): boolean {
  const args = (call as unknown as { readonly arguments?: readonly Node[] }).arguments ?? [];
  const pending: Node[] = [...args];
  for (let count = 0; pending.length > 0 && count < 200; count++) {
    const node = pending.pop();
    if (node === undefined) break;
    if (isIdentifier(node)) {
      if (holders.test(node.text) || isPersonal(node.text, program) || isPersonal(gotten(node.text), program)) return true;
    } else if (isPropertyAccessExpression(node)) {
      if (holders.test(node.name.text) || isPersonal(node.name.text, program) || isPersonal(gotten(node.name.text), program)) return true;
      // The container of a property read is not what is logged.
    } else node.forEachChild((child) => void pending.push(child));
  }
  return false;
}

/** What a getter is named after. */
function gotten(name: string): string {
  return /^get[A-Z]/.test(name) ? name.charAt(3).toLowerCase() + name.slice(4) : name;
}

function isPersonal(name: string, program: FlowProgram): boolean {
  const known = answers.get(program) ?? new Map<string, boolean>();
  answers.set(program, known);
  let answer = known.get(name);
  if (answer === undefined) {
    answer = ["user", ""].some((owner) => (program.classifyName(owner === "" ? [name] : [owner, name], { origin: "property" })?.level ?? "none") !== "none");
    known.set(name, answer);
  }
  return answer;
}
