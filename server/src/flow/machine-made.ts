// Bundles and minified files.
const maxCodeLength = 600_000;

/** Machine-made code repeats what its sources say, in a form nobody would act on. */
export function isMachineMade(text: string): boolean {
  if (text.length > maxCodeLength || text.includes("__webpack_require__")) return true;
  const head = text.slice(0, 60_000);
  let lines = 1;
  for (let at = head.indexOf("\n"); at >= 0; at = head.indexOf("\n", at + 1)) lines++;
  return head.length > 4_000 && head.length / lines > 220;
}
