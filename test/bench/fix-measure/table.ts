/** What became of one fix at one place. */
export interface Outcome {
  readonly kind: string;
  /** file:offset and title, for a person who looks it up. */
  readonly place: string;
  readonly newErrors: readonly string[];
  /** Why the finding is not gone; absent where it is. */
  readonly remains?: string;
}

/** kind × sites × no new errors × gone, then every failure. */
export function printTable(outcomes: readonly Outcome[], verbose: boolean): void {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort();
  console.log(`\n${"fix".padEnd(32)}${"sites".padStart(7)}${"no new errors".padStart(15)}${"gone".padStart(7)}`);
  for (const kind of kinds) {
    const of = outcomes.filter((one) => one.kind === kind);
    const clean = of.filter(({ newErrors }) => newErrors.length === 0);
    console.log(`${kind.padEnd(32)}${String(of.length).padStart(7)}${String(clean.length).padStart(15)}${String(of.filter(({ remains }) => remains === undefined).length).padStart(7)}`);
  }
  const failed = outcomes.filter(({ newErrors, remains }) => newErrors.length > 0 || remains !== undefined);
  if (failed.length > 0) console.log("\nfailures");
  for (const { kind, place, newErrors, remains } of failed.slice(0, verbose ? failed.length : 60)) {
    console.log(`- ${kind} ${place}`);
    for (const error of newErrors.slice(0, 3)) console.log(`    new error: ${error}`);
    if (remains !== undefined) console.log(`    remains: ${remains}`);
  }
}
