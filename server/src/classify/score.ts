import { localized, type Localized } from "../base/localized.js";
import { category } from "../catalog/categories.js";
import type { Concept, ConceptClass } from "../catalog/lexicon.js";
import type { Evidence } from "../model/classification.js";
import type { FieldType } from "../model/field.js";
import type { ContainerProfile } from "./container.js";
import { broader, isPersonKind, kindOfName, kindOfWord } from "./kinds.js";
import { readName, type Match, type Reading } from "./reading.js";
import { vocabulary } from "./vocabulary.js";
import { hasEastAsian, singular } from "./tokens.js";

/** A notion weighed in its place. */
export interface Judgement {
  readonly concept: Concept;
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Kind of subject the weight was taken for: the container's, or a qualifier's in the name. */
  readonly kind: string;
  /** Word of the name that says whose value it is. */
  readonly owner: string | undefined;
  /** The canonical wording that matched. */
  readonly words: readonly string[];
}

export interface Setting {
  readonly profile: ContainerProfile;
  readonly type: FieldType;
  /** Where the reading comes from. */
  readonly source: "name" | "comment" | "attribute" | "validator" | "type";
  /** The text that was read, for display. */
  readonly text: string;
}

/** Weighs every notion of a reading; best first. */
export function judge(reading: Reading, setting: Setting): readonly Judgement[] {
  return reading.matches.map((match) => weigh(match, reading.tokens, setting)).sort((a, b) => b.score - a.score);
}

/** Score from which a value counts as personal. */
export const threshold = 0.5;

/** Names such as "accountType" or "syncStatus": what a comment says of them is about the record. */
export function endsAsMechanics(reading: Reading): boolean {
  const last = reading.tokens.at(-1) ?? "";
  return lists().hardSuffixes.has(last) && !reading.matches.some((m) => m.end === reading.tokens.length && classOf(m.phrase.concept).base >= 0.2);
}

interface Lists {
  readonly personQualifiers: ReadonlySet<string>;
  readonly orgQualifiers: ReadonlySet<string>;
  readonly thingQualifiers: ReadonlySet<string>;
  readonly hardSuffixes: ReadonlySet<string>;
  readonly keptSuffixes: ReadonlySet<string>;
  readonly hardPrefixes: ReadonlySet<string>;
}

let made: Lists | undefined;

function lists(): Lists {
  const lex = vocabulary().lexicon;
  const set = (group: ReadonlyMap<string, readonly string[]>, key: string): ReadonlySet<string> => new Set((group.get(key) ?? []).map(singular));
  made ??= {
    personQualifiers: set(lex.qualifiers, "person"), orgQualifiers: set(lex.qualifiers, "org"), thingQualifiers: set(lex.qualifiers, "thing"),
    hardSuffixes: set(lex.suffixes, "hard"), keptSuffixes: set(lex.suffixes, "keep"), hardPrefixes: set(lex.prefixes, "hard"),
  };
  return made;
}

function weigh(match: Match, tokens: readonly string[], setting: Setting): Judgement {
  const concept = match.phrase.concept, cls = classOf(concept), evidence: Evidence[] = [];
  let score = cls.base;
  evidence.push({ kind: setting.source === "name" ? "name" : setting.source, weight: cls.base, text: foundText(match, setting) });
  const add = (kind: Evidence["kind"], weight: number, text: Localized): void => {
    if (weight === 0) return;
    score += weight;
    evidence.push({ kind, weight, text });
  };
  const before = tokens.slice(0, match.start), after = tokens.slice(match.end);
  const owner = ownerOf(before, after, cls, setting.profile) ?? ownerInside(match);
  const kind = owner ? mergedKind(owner.kind, setting.profile.kind) : setting.profile.kind;
  // A person named in a special record is still a person: the better of both weights counts.
  const inCompany = owner?.kind === "person" && kind !== "config" && !formLike(kind) ? Math.max(weightOf(cls, kind, setting.profile), weightOf(cls, "person", setting.profile)) : weightOf(cls, kind, setting.profile);
  if (owner) add(owner.kind === "person" ? "name" : "look-alike", inCompany, ownerText(owner.word, kind));
  else if (kind !== "unknown") add(setting.profile.fromMembers ? "siblings" : "container", inCompany, containerText(setting.profile));
  if (facts.has(concept.className) && setting.type.kind !== "boolean" && after.some((token) => lists().personQualifiers.has(token))) {
    add("look-alike", -0.6, localized("counts or names people, not a fact about one", "统计或指称人员，并非个人事实"));
  }
  if (setting.source === "comment" && concept.className.startsWith("role") && match.phrase.tokens.at(-1) !== "name" && !hasEastAsian(setting.text)) {
    add("comment", -0.4, localized("a comment that only mentions somebody", "注释仅提及某人"));
  }
  ambiguous(match, kind, setting.profile, add);
  if (setting.source === "name") asCodeWrites(match, setting, add);
  neighbours(match, setting, add);
  before.forEach((token, i) => prefixEffect(token, i, before, concept, cls, setting, owner?.word, add));
  after.forEach((token) => suffixEffect(token, cls, owner, add));
  typeEffect(concept, match.phrase.tokens.length, setting.type, add);
  return { concept, score, evidence, kind, owner: owner?.word, words: match.phrase.tokens };
}

const facts = new Set(["presencefact", "payfact", "workfact", "healthfact", "studyfact", "crimefact"]);
const personal = new Set(["person", "student", "patient", "employee", "presence", "record", "grade", "attendance", "health", "address", "ticket"]);

/** Names that programs use for something else, told by how they are written and typed. */
function asCodeWrites(match: Match, { profile, type, text }: Setting, add: Add): void {
  const { tokens } = match.phrase, isNumber = type.kind === "number";
  if (text === "className" && profile.kind !== "student" && profile.kind !== "grade" && !profile.maybeMinor) add("look-alike", -0.8, localized("the style class of a component", "组件的样式类名"));
  if (isNumber && tokens.length === 1 && tokens[0] === "state") add("look-alike", -0.8, localized("a number is a status, not a place", "数值型为状态值，不是地区"));
  if (isNumber && /seats$/i.test(text)) add("look-alike", -0.8, localized("a number of seats", "座位数量"));
  if (/^cells$/i.test(text)) add("look-alike", -0.8, localized("cells of a table or grid", "表格单元格"));
}

/** Words that name a person in one company and a thing in another. */
function ambiguous(match: Match, kind: string, profile: ContainerProfile, add: Add): void {
  const [first] = match.phrase.tokens, concept = match.phrase.concept.className;
  if ((first === "parent" || first === "child") && !personal.has(profile.kind)) add("look-alike", -0.6, localized('"parent" and "child" may be rows of a tree', "“parent”“child”可能指上下级节点"));
  if (facts.has(concept) && !profile.keyed && profile.catalogue) add("siblings", -0.4, localized("no member says whose record it is", "没有字段表明记录归属于谁"));
  const bareName = match.phrase.tokens.length === 1 && first === "name";
  if (bareName && profile.named && kind !== "person" && (kind === "unknown" || broader(kind) === "record" || kind === "record")) {
    add("siblings", 0.42, localized("a name beside an e-mail or phone is a person's", "姓名与邮箱或电话并列，指自然人"));
  }
}

/** Readings that a neighbour settles. */
function neighbours(match: Match, { profile, text }: Setting, add: Add): void {
  const { tokens, concept } = match.phrase, [first = ""] = tokens;
  if (profile.letter && tokens.length === 1 && (concept.className === "message" || concept.className === "note") && personal.has(profile.kind)) add("siblings", 0.35, localized("written to somebody beside an address", "与联系方式并列的留言"));
  if (profile.addressed && concept.className === "addressline" && isPersonKind(profile.kind)) add("siblings", 0.2, localized("beside other parts of an address", "与其他地址组成部分并列"));
  if (profile.bare && tokens.length === 1 && first === "address") add("look-alike", -0.1, localized("an address by itself may be one on the net", "单独的“地址”也可能是网络地址"));
  if (profile.nonce && concept.leaf === "signature-image") add("siblings", -0.8, localized("beside a nonce it is a cryptographic signature", "与随机串并列，指加密签名"));
  if (profile.compared && concept.leaf === "name-full" && tokens.length === 1 && first === "operator") add("siblings", -0.8, localized("beside a value it compares", "与值并列，指比较运算符"));
  if (profile.labelled && concept.leaf === "name-full" && tokens.length === 1 && first === "name") add("siblings", -0.8, localized("a name with a value is a label", "仅与值并列的名称是标签"));
  if (profile.authorising && tokens.length === 1 && first === "state") add("siblings", -0.8, localized("beside a redirect address it is the token of an authorisation", "与回调地址等并列，指授权流程的状态值"));
  if (profile.sized && concept.leaf === "body-measure") add("siblings", -0.8, localized("beside a width it is a picture's or a box's", "与宽度并列，指图片或物件尺寸"));
  if (profile.bank && tokens.length === 1 && first === "account" && concept.className === "personal") add("siblings", 0.45, localized("an account beside bank details", "与银行信息并列的账户"));
  if (profile.contactNamed && profile.kind === "org" && /contact|lianxi|联系/i.test(text) && concept.className === "contact") add("siblings", 0.4, localized("of the contact person who is named beside it", "属于并列的联系人"));
  if (first === profile.word && concept.className !== "paytoken" && owns.has(kindOfWord(first) ?? "")) add("look-alike", -0.6, localized(`the ${first}'s own`, `指 ${first} 自身的名称`));
  if ((concept.className === "healthfact" || concept.className === "diary") && profile.kind === "health" && !profile.keyed && !profile.clinical && profile.catalogue) add("siblings", -0.3, localized("no member says whose record it is", "没有字段表明记录归属于谁"));
}

const owns = new Set(["org", "place", "thing"]);

export function classOf(concept: Concept): ConceptClass {
  const cls = vocabulary().lexicon.classes.get(concept.className);
  if (!cls) throw new Error(`unknown class ${concept.className}`);
  return cls;
}

/** A person's word does not turn a person's container into a lesser one, and keeps the special kinds (trip, pay …). */
function mergedKind(owner: string, container: string): string {
  if (owner !== "person") return owner;
  const keeps = new Set(["student", "patient", "employee", "presence", "address", "trip", "pay", "attendance", "grade", "criminal", "health", "finance", "message", "form", "stat"]);
  return keeps.has(container) || container === "config" ? container : "person";
}

function formLike(kind: string): boolean {
  return broader(kind) === "config";
}

function weightOf(cls: ConceptClass, kind: string, profile: ContainerProfile): number {
  if (kind === "unknown") return 0;
  for (let k: string | undefined = kind; k !== undefined; k = broader(k)) {
    const weight = cls.byKind.get(k);
    if (weight !== undefined) return weight + (k === "form" ? -0.2 : 0);
  }
  return kind === "form" || profile.kind === "form" ? -0.6 : 0;
}

interface Owner {
  readonly word: string;
  readonly kind: string;
}

/** The word nearest to the notion that says whose it is. */
function ownerOf(before: readonly string[], after: readonly string[], cls: ConceptClass, profile: ContainerProfile): Owner | undefined {
  const { personQualifiers, orgQualifiers, thingQualifiers, keptSuffixes } = lists();
  const kindOf = (token: string): string | undefined =>
    (token === "parent" || token === "child") && !isPersonKind(profile.kind) ? "thing" : token === "agent" && [...before, ...after].some((t) => t === "ai" || t === "bot" || t === "llm") ? "thing" : token === "tenant" && (profile.rental || profile.kind === "place") ? "person" : personQualifiers.has(token) ? "person" : orgQualifiers.has(token) ? "org" : thingQualifiers.has(token) ? "thing" : undefined;
  for (const token of [...before].reverse()) {
    const kind = kindOf(token);
    if (kind) return { word: token, kind };
  }
  for (const token of after) {
    const kind = kindOf(token);
    if (kind === "person") return { word: token, kind };
    if (keptSuffixes.has(token) || cls.keep.has(token)) continue;
    if (kind === "org" && kindOfWord(token) === "org") return { word: token, kind };
  }
  return undefined;
}

/** "guardian phone" names its person itself. */
function ownerInside(match: Match): Owner | undefined {
  const [first = ""] = match.phrase.tokens, reach = match.phrase.concept.className === "contact" || match.phrase.concept.className === "address";
  return reach && match.phrase.tokens.length > 1 && first !== "contact" && first !== "billing" && lists().personQualifiers.has(first) ? { word: first, kind: "person" } : undefined;
}

type Add = (kind: Evidence["kind"], weight: number, text: Localized) => void;

const switches = new Set(["show", "hide", "hidden", "display", "enable", "enabled", "disable", "disabled", "allow", "require", "required", "include", "exclude", "collect", "ask", "mask", "use", "check"]);

function prefixEffect(token: string, at: number, before: readonly string[], concept: Concept, cls: ConceptClass, setting: Setting, owner: string | undefined, add: Add): void {
  const { hardPrefixes, personQualifiers, keptSuffixes } = lists();
  if (token === owner || personQualifiers.has(token) || keptSuffixes.has(token) || /^\d+$/.test(token)) return;
  if (hardPrefixes.has(token) && (at === 0 || at === before.length - 1)) {
    if (concept.flag && (token === "has" || token === "is" || (setting.type.kind === "boolean" && !switches.has(token)))) return;
    add("look-alike", -0.8, localized(`"${token}" makes it a switch, a count or a rule`, `“${token}”表示开关、计数或规则`));
    return;
  }
  // Unread Chinese before an address is as often a place on the net as a place to live.
  const cost = token === "?" && concept.className === "address" ? -0.3 : cls.stray;
  add("look-alike", cost, localized(`"${token}" narrows the name in an unknown way`, `“${token}”使含义不确定`));
}

/** A password with an address is a page to set one. */
const pages = new Set(["url", "uri", "link", "path", "page"]);

function classes(): ReadonlyMap<string, ConceptClass> {
  return vocabulary().lexicon.classes;
}

function suffixEffect(token: string, cls: ConceptClass, owner: Owner | undefined, add: Add): void {
  const { hardSuffixes, keptSuffixes, personQualifiers } = lists();
  if (token === owner?.word || (keptSuffixes.has(token) && !(pages.has(token) && cls === classes().get("credential"))) || cls.keep.has(token) || personQualifiers.has(token) || /^\d+$/.test(token)) return;
  const page = pages.has(token) && cls === classes().get("credential");
  if (page || hardSuffixes.has(token)) add("look-alike", -0.9, localized(`"${token}" after it: about the record, not the value`, `后接“${token}”：描述记录而非其值`));
  else add("look-alike", owner?.kind === "person" ? -0.1 : -0.3, localized(`"${token}" after it changes the meaning`, `后接“${token}”改变含义`));
}

const textOnly = new Set(["generic", "handle", "username", "display", "address", "note", "message", "freetext", "diary", "photo", "rolename", "credential", "social", "ticket", "cv", "rolebare"]);
const needsText = new Set(["finance", "geo", "generic", "handle", "username", "display", "contact", "address", "diary", "message", "note", "freetext", "ticket", "credential", "network", "rolename", "rolebare", "tokenfact"]);

function typeEffect(concept: Concept, words: number, type: FieldType, add: Add): void {
  switch (type.kind) {
    case "function": return add("type", -1, localized("a function, not a value", "是函数，不是数据值"));
    case "boolean": return concept.flag ? undefined : add("type", -1, localized("a boolean only says whether", "布尔值仅表示是否"));
    case "date": return concept.date ? undefined : add("type", -0.8, localized("a date is not this kind of value", "日期类型不是此类值"));
    case "object": if (concept.className === "personal" && type.reference !== undefined && kindOfName(type.reference)?.kind === "org") return add("type", -0.7, localized(`a structure (${type.reference})`, `结构类型（${type.reference}）`));
      return concept.object || sameNotion(concept, words, type) ? undefined : add("type", -0.7, localized(`a structure (${type.reference ?? type.text})`, `结构类型（${type.reference ?? type.text}）`));
    case "enum": return needsText.has(concept.className) ? add("type", -0.6, localized("a closed set of values", "取值为固定枚举")) : undefined;
    case "number": return textOnly.has(concept.className) && !concept.number ? add("type", -0.6, localized("a number cannot hold it", "数值类型不能存放该内容")) : undefined;
    default: return undefined;
  }
}

const namesake = new Set(["identity", "address", "addresspart", "contact", "geo", "coarse", "biometric", "health", "photo", "iddoc", "finance", "paytoken", "generic"]);

/** `gender: Gender`: the referenced type is named after the notion itself, so it holds the value and not a relation. */
function sameNotion(concept: Concept, words: number, type: FieldType): boolean {
  return (namesake.has(concept.className) || words > 2) && type.reference !== undefined && readName(type.reference).matches.some((m) => m.phrase.concept.leaf === concept.leaf);
}

function foundText(match: Match, setting: Setting): Localized {
  const name = category(match.phrase.concept.leaf)?.name ?? localized(match.phrase.concept.leaf, match.phrase.concept.leaf);
  const said = match.phrase.tokens.join(" "), quoted = setting.text.length > 40 ? `${setting.text.slice(0, 40)}…` : setting.text;
  switch (setting.source) {
    case "comment": return localized(`comment "${quoted}" says "${said}": ${name.en}`, `注释“${quoted}”指${name.zh}`);
    case "validator": return localized(`validated as ${quoted}: ${name.en}`, `校验规则 ${quoted}：${name.zh}`);
    case "attribute": return localized(`mapped as "${quoted}": ${name.en}`, `映射名“${quoted}”：${name.zh}`);
    case "type": return localized(`type ${quoted} is ${name.en}`, `类型 ${quoted}：${name.zh}`);
    default: return localized(`name says "${said}": ${name.en}`, `名称含“${said}”：${name.zh}`);
  }
}

function ownerText(word: string, kind: string): Localized {
  const info = vocabulary().lexicon.kinds.get(kind)?.name ?? localized(kind, kind);
  return localized(`"${word}" says whose: ${info.en}`, `“${word}”表明归属：${info.zh}`);
}

function containerText(profile: ContainerProfile): Localized {
  const info = vocabulary().lexicon.kinds.get(profile.kind)?.name ?? localized(profile.kind, profile.kind);
  if (profile.fromMembers) return localized(`members (${profile.signs.join(", ")}) show ${info.en}`, `同级字段（${profile.signs.join("、")}）表明属于${info.zh}`);
  return localized(`container "${profile.word}" holds ${info.en}`, `容器“${profile.word}”属于${info.zh}`);
}
