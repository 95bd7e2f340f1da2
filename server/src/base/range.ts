/** A half-open range of UTF-16 code units in one text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export function range(start: number, end: number): TextRange {
  return { start, end };
}

export function contains(outer: TextRange, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

export function overlaps(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
