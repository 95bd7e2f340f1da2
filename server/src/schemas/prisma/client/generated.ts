/** What follows a model's name in types of a generated client whose properties are the model's fields. */
const suffixes =
  /^(?:Model|Payload|Select(?:Scalar|CreateManyAndReturn|UpdateManyAndReturn)?|Include|Omit|(?:Min|Max)Aggregate(?:OutputType|InputType)|GroupByOutputType|Scalar(?:FieldEnum|Where\w*)|FieldRefs|(?:Unchecked)?(?:Create|Update)\w*Input|Where(?:Unique)?Input|OrderBy\w*Input)$/;

/** The model a type of a generated client speaks of: `$UserPayload`, `UserUncheckedCreateInput` and `User` → "User". */
export function generatedModel(declaration: string, models: readonly string[]): string | undefined {
  const name = declaration.startsWith("$") ? declaration.slice(1) : declaration;
  // `UserOrder` before `User`: the longest name whose rest makes sense.
  const fitting = models.filter((model) => name === model || (name.startsWith(model) && suffixes.test(name.slice(model.length))));
  return fitting.sort((a, b) => b.length - a.length)[0];
}
