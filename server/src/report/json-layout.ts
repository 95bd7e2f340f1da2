/** A value as JSON laid out as if it stood `columns` deep. Texts in JSON hold no line breaks, so only the layout is shifted. */
export function indented(value: object, columns: number): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${" ".repeat(columns)}`);
}

/** A list, one entry a piece, as JSON.stringify with two blanks lays it out at this depth. */
export function* listPieces(values: Iterable<object>, columns: number): Generator<string> {
  const margin = `\n${" ".repeat(columns + 2)}`;
  let isEmpty = true;
  for (const value of values) {
    yield (isEmpty ? "[" : ",") + margin + indented(value, columns + 2);
    isEmpty = false;
  }
  yield isEmpty ? "[]" : `\n${" ".repeat(columns)}]`;
}
