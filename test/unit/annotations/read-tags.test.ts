import { describe, expect, it } from "vitest";
import { readTags, type TagDialect } from "../../../server/src/annotations/index.js";

function read(source: string, dialect: TagDialect = "jsdoc"): readonly string[] {
  // An offset that is not 0 shows every range computed without it.
  const base = 1000;
  const { annotations, problems } = readTags(source, base, dialect);
  const cut = (place: { start: number; end: number }): string => source.slice(place.start - base, place.end - base);
  return [
    ...annotations.map(({ meaning, range, valueRange }) => `${JSON.stringify(meaning)} <${cut(range)}>${valueRange === undefined ? "" : ` <${cut(valueRange)}>`}`),
    ...problems.map(({ code, range, suggestions }) => `${code} <${cut(range)}>${suggestions === undefined ? "" : ` ${suggestions.join("|")}`}`),
  ];
}

describe("tags in comments", () => {
  it.each<[string, TagDialect, readonly string[]]>([
    ["/** @personalData phone-mobile */", "jsdoc", ['{"kind":"personal-data","category":"phone-mobile"} <@personalData phone-mobile> <phone-mobile>']],
    ["/** Phone.\n   * @personalData phone-mobile\n   * @sensitive\n   */", "jsdoc", [
      '{"kind":"personal-data","category":"phone-mobile"} <@personalData phone-mobile> <phone-mobile>', '{"kind":"sensitive"} <@sensitive>',
    ]],
    ["/// @notPersonalData warehouse address", "prisma-comment", ['{"kind":"not-personal-data","reason":"warehouse address"} <@notPersonalData warehouse address> <warehouse address>']],
    ["/// @redact mask", "prisma-comment", ['{"kind":"redact","strategy":"mask"} <@redact mask> <mask>']],
    ["/// @redact", "prisma-comment", ['{"kind":"redact","strategy":"mask"} <@redact>']],
    ["/** @redacts phone,email */", "jsdoc", ['{"kind":"redacts","what":["phone","email"]} <@redacts phone,email> <phone,email>']],
    ["/** @redacts phone, email - the rest stays */", "jsdoc", ['{"kind":"redacts","what":["phone","email"]} <@redacts phone, email> <phone, email>']],
    ["// @transfer legal-duty", "line-comment", ['{"kind":"transfer","purpose":"legal_duty"} <@transfer legal-duty> <legal-duty>']],
    ["/// 手机号@personalData phone-mobile @sensitive", "prisma-comment", [
      '{"kind":"personal-data","category":"phone-mobile"} <@personalData phone-mobile> <phone-mobile>', '{"kind":"sensitive"} <@sensitive>',
    ]],
    ["/** @personalData phone-mobile, used for codes */", "jsdoc", ['{"kind":"personal-data","category":"phone-mobile"} <@personalData phone-mobile> <phone-mobile>']],
    ["/** @personalData(\"email\") */", "jsdoc", ['{"kind":"personal-data","category":"email"} <@personalData("email> <email>']],
    ["/** @personalData {email} of the customer */", "jsdoc", ['{"kind":"personal-data","category":"email"} <@personalData {email> <email>']],
    ["/** @personalData email, phone-mobile */", "jsdoc", [
      '{"kind":"personal-data","category":"email"} <@personalData email> <email>', '{"kind":"personal-data","category":"phone-mobile"} <@personalData email, phone-mobile> <phone-mobile>',
    ]],
    ["/** @personalData */", "jsdoc", ['{"kind":"personal-data","category":"unspecified"} <@personalData>']],
    ["/// @pii", "prisma-comment", ['{"kind":"personal-data","category":"unspecified"} <@pii>']],
    ["/// a\r\n  /// @sensitive\r\n", "prisma-comment", ['{"kind":"sensitive"} <@sensitive>']],
  ])("%s", (source, dialect, expected) => {
    expect(read(source, dialect)).toEqual(expected);
  });

  it.each([
    "/// @zod.custom.use(z.string().email())", "/// @TypeGraphQL.omit(output: true)", "/// @HideField()", "/** @param email the address */", "/** @returns {@link personalData} */",
    "/** See `@personalData` for marking. */", "/** write to me@sensitive.example */", "// @ts-expect-error", "/** @transform x */", "/** @react server */", "/** @privateRemarks */",
    "/// @DtoReadOnly", "/** @deprecated @see other */", "/// @type-graphql/sensitive",
  ])("leaves alone: %s", (source) => {
    expect(read(source)).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["/// @personaldata email", ["unknown-annotation <@personaldata> @personalData|@notPersonalData"]],
    ["/** @personal-data email */", ["unknown-annotation <@personal-data> @personalData|@notPersonalData"]],
    ["/** @notPersonlData lot number */", ["unknown-annotation <@notPersonlData> @notPersonalData|@personalData"]],
    ["/** @senstive */", ["unknown-annotation <@senstive> @sensitive"]],
    ["/** @redact hashed */", ["unknown-strategy <hashed> hash"]],
    ["/** @transfer marketting */", ["unknown-purpose <marketting> marketing"]],
    ["/** @notPersonalData */", ['{"kind":"not-personal-data","reason":""} <@notPersonalData>', "annotation-without-reason <@notPersonalData>"]],
  ])("reports %s", (source, expected) => {
    expect(read(source)).toEqual(expected);
  });
});
