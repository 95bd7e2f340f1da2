import { afterAll, describe, expect, it } from "vitest";
import { field, read, syntax } from "./support.js";

afterAll(() => syntax.close());

const comments = (text: string, path: string): readonly string[] => field(read(text), path).comments.map((comment) => `${comment.kind}: ${comment.text}`);

describe("comments of members", () => {
  it("are those above and behind", () => {
    const text = `interface A {
      /**
       * 手机号
       * second line
       */
      phone: string; // 联系电话
      // e-mail
      // of work
      mail: string, /* 邮箱 */
      /* inline */ city: string; street: string /* 街道 */; zip: string
    }`;
    expect(comments(text, "A.phone")).toEqual(["doc: 手机号\nsecond line", "line: 联系电话"]);
    expect(comments(text, "A.mail")).toEqual(["line: e-mail\nof work", "line: 邮箱"]);
    expect(comments(text, "A.city")).toEqual(["line: inline"]);
    expect(comments(text, "A.street")).toEqual(["line: 街道"]);
    expect(comments(text, "A.zip")).toEqual([]);
  });

  it("behind an object member stand after its comma", () => {
    const text = `import { z } from "zod"; const s = z.object({\n  phone: z.string(), // 电话\n  mail: z.string() // 邮箱\n});`;
    expect(comments(text, "s.phone")).toEqual(["line: 电话"]);
    expect(comments(text, "s.mail")).toEqual(["line: 邮箱"]);
  });

  it("drop tags and words to tools", () => {
    const text = "interface A {\n  /** 姓名\n   * @deprecated use other\n   * @description 真名 */\n  // eslint-disable-next-line\n  name: string }";
    expect(comments(text, "A.name")).toEqual(["doc: 姓名\n真名"]);
  });

  it("over a group of members are headings", () => {
    const text = `interface A {
      id: number;

      // 收货信息
      name: string;
      phone: string;

      total: number;

      // ---- Bank ----
      account: string;

      branch: string;
    }`;
    expect(comments(text, "A.id")).toEqual([]);
    expect(comments(text, "A.name")).toEqual(["line: 收货信息"]);
    expect(comments(text, "A.phone")).toEqual(["section: 收货信息"]);
    expect(comments(text, "A.total")).toEqual([]);
    expect(comments(text, "A.account")).toEqual(["section: Bank"]);
    expect(comments(text, "A.branch")).toEqual(["section: Bank"]);
  });

  it("set off by a blank line head what follows", () => {
    const text = "interface A {\n  a: string;\n\n  // 联系人\n\n  name: string;\n  phone: string;\n}";
    expect(comments(text, "A.phone")).toEqual(["section: 联系人"]);
  });

  it("between decorators belong to the property", () => {
    expect(comments("class A {\n  @IsEmail() // checked\n  /** 邮箱 */\n  mail: string;\n}", "A.mail")).toEqual(["line: checked", "doc: 邮箱"]);
  });
});
