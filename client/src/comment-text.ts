/** A reason must not end the comment or the quoted value it is written into, nor start another line. */
export function asCommentText(answer: string): string {
  return answer.trim().replace(/\s+/g, " ").replace(/\*\//g, "* /").replace(/"/g, "'").replace(/\\/g, "/").replace(/: +/g, ", ").replace(/ #/g, " ");
}
