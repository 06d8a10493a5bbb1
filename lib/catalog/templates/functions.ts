import type { Gate } from "@/lib/domain/chart-object";
import type { JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import {
  BLANK,
  gateOf,
  itemsOf,
  joinGates,
  known,
  memberOf,
  NOTHING,
  notGate,
  type Symbol,
  symbolOfGate,
  textOf,
  textSymbol,
  unknown,
} from "./symbol";

type Builtin = (args: readonly Symbol[]) => Symbol;

/** A function whose last argument says enough: what it does to a text or a number changes no name that fits. */
const same: Builtin = (args) => args.at(-1) ?? NOTHING;

/** A function of texts that are known; of others nobody knows what it makes. */
function ofTexts(make: (...texts: string[]) => JsonValue): Builtin {
  return (args) =>
    args.every((arg) => arg.is === "known") ? known(make(...args.map(textOf))) : unknown("a function of values");
}

function comparison(is: "eq" | "gt" | "ge" | "lt" | "le", compare: (a: JsonValue, b: JsonValue) => boolean): Builtin {
  const turned = { eq: "eq", gt: "lt", ge: "le", lt: "gt", le: "ge" } as const;
  return ([a = NOTHING, ...others]) => {
    const gates = others.map((b): Gate | boolean => {
      if (a.is === "known" && b.is === "known") return compare(a.value, b.value);
      if (a.is === "value" && b.is === "known") return { value: pointerOf(a.path), is, than: b.value };
      if (a.is === "known" && b.is === "value") return { value: pointerOf(b.path), is: turned[is], than: a.value };
      return { unknown: `a comparison (${is})` };
    });
    return symbolOfGate(joinGates(gates, false));
  };
}

/** `printf`: the verbs that charts use for names. */
function printf([format = NOTHING, ...args]: readonly Symbol[]): Symbol {
  let next = 0;
  const text = textOf(format).replaceAll(/%(%|[-+0-9.]*[a-zA-Z])/g, (_all, verb: string) => {
    if (verb === "%") return "%";
    const said = textOf(args[next++] ?? unknown("nothing"));
    return verb === "q" ? JSON.stringify(said) : said;
  });
  return textSymbol(text);
}

function dict(args: readonly Symbol[]): Symbol {
  const entries = new Map<string, Symbol>();
  for (let at = 0; at + 1 < args.length; at += 2) entries.set(textOf(args[at] ?? NOTHING), args[at + 1] ?? NOTHING);
  return { is: "map", entries };
}

/** `default a b`: b, unless it is empty. */
function fallback([otherwise = NOTHING, given = NOTHING]: readonly Symbol[]): Symbol {
  const gate = gateOf(given);
  if (gate === true) return given;
  if (gate === false) return otherwise;
  const either = joinGates([gate, gateOf(otherwise)], false);
  // As a condition it can be told, as a text not.
  return symbolOfGate(either);
}

function choose([yes = NOTHING, no = NOTHING, test = NOTHING]: readonly Symbol[]): Symbol {
  const gate = gateOf(test);
  return typeof gate === "boolean" ? (gate ? yes : no) : unknown("one of two");
}

function member([of = NOTHING, ...keys]: readonly Symbol[]): Symbol {
  return keys.reduce((inside, key) => (key.is === "known" ? memberOf(inside, textOf(key)) : unknown("a key")), of);
}

function hasMember([of = NOTHING, key = NOTHING]: readonly Symbol[]): Symbol {
  if (key.is !== "known") return unknown("a key");
  if (of.is === "map") return known(of.entries.has(textOf(key)));
  return of.is === "known" ? known(gateOf(memberOf(of, textOf(key))) === true) : unknown("hasKey");
}

function joined(args: readonly Symbol[]): Symbol {
  const lists = args.map(itemsOf);
  const items = lists.flatMap((list) => (list ?? []).map(({ item }) => item));
  return lists.includes(null) ? unknown("a list of values") : { is: "list", items };
}

function until([count = NOTHING]: readonly Symbol[]): Symbol {
  const number = count.is === "known" ? Number(count.value) : Number.NaN;
  if (!(number >= 0 && number <= 100)) return unknown("a count");
  return { is: "list", items: Array.from({ length: number }, (_, at) => known(at)) };
}

function quoted(arg: Symbol | undefined): Symbol {
  const text = textOf(arg ?? NOTHING);
  return textSymbol(text.includes(BLANK) ? text : JSON.stringify(text));
}

function indented([width = NOTHING, text = NOTHING]: readonly Symbol[], starts: string): Symbol {
  const space = " ".repeat(width.is === "known" ? Number(width.value) || 0 : 0);
  return textSymbol(starts + textOf(text).replaceAll(/^/gm, space));
}

const number = (value: JsonValue) => Number(value);

/** The functions that names, conditions and lists of objects are made with. Any other makes something unknown. */
export const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  and: (args) => symbolOfGate(joinGates(args.map(gateOf), true)),
  or: (args) => symbolOfGate(joinGates(args.map(gateOf), false)),
  not: ([one = NOTHING]) => symbolOfGate(notGate(gateOf(one))),
  empty: ([one = NOTHING]) => symbolOfGate(notGate(gateOf(one))),
  eq: comparison("eq", (a, b) => a === b),
  ne: (args) => symbolOfGate(notGate(gateOf((FUNCTIONS.eq ?? same)(args)))),
  gt: comparison("gt", (a, b) => number(a) > number(b)),
  ge: comparison("ge", (a, b) => number(a) >= number(b)),
  lt: comparison("lt", (a, b) => number(a) < number(b)),
  le: comparison("le", (a, b) => number(a) <= number(b)),
  default: fallback,
  ternary: choose,
  printf,
  dict,
  list: (items) => ({ is: "list", items: [...items] }),
  tuple: (items) => ({ is: "list", items: [...items] }),
  append: ([list = NOTHING, item = NOTHING]) => joined([list, { is: "list", items: [item] }]),
  concat: joined,
  until,
  get: member,
  index: member,
  hasKey: hasMember,
  quote: ([one]) => quoted(one),
  squote: ([one]) => quoted(one),
  indent: (args) => indented(args, ""),
  nindent: (args) => indented(args, "\n"),
  // They stop the rendering or change nothing that is written.
  fail: () => NOTHING,
  set: () => NOTHING,
  toYaml: ([one = NOTHING]) => (one.is === "known" ? known(JSON.stringify(one.value)) : unknown("toYaml")),
  toJson: ([one = NOTHING]) => (one.is === "known" ? known(JSON.stringify(one.value)) : unknown("toJson")),
  contains: ofTexts((part = "", whole = "") => whole.includes(part)),
  hasPrefix: ofTexts((part = "", whole = "") => whole.startsWith(part)),
  hasSuffix: ofTexts((part = "", whole = "") => whole.endsWith(part)),
  splitList: ofTexts((by = "", whole = "") => whole.split(by)),
  ...Object.fromEntries(
    [
      "required",
      "toString",
      "int",
      "int64",
      "float64",
      "trim",
      "trunc",
      "trimSuffix",
      "trimPrefix",
      "lower",
      "toStrings",
    ].map((name) => [name, same]),
  ),
};
