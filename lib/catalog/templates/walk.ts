import type { Gate } from "@/lib/domain/chart-object";
import type { Expression } from "./expression";
import { FUNCTIONS } from "./functions";
import type { Node } from "./parse";
import {
  BLANK,
  gateOf,
  itemsOf,
  joinGates,
  known,
  memberOf,
  notGate,
  type Symbol,
  textOf,
  textSymbol,
  unknown,
} from "./symbol";

/** A stretch of what a template writes, and what must hold for it to be written. */
export interface Stretch {
  text: string;
  when: Gate[];
}

/** What is the same in a whole chart: its named templates. */
export interface Chart {
  defines: ReadonlyMap<string, Node[]>;
}

/** Deep enough for any chart; it only stops a template that includes itself. */
const DEEPEST = 20;

interface Place {
  chart: Chart;
  root: Symbol;
  dot: Symbol;
  variables: Map<string, { value: Symbol; depth: number }>;
  when: Gate[];
  depth: number;
}

/** What a template writes, for any values: each stretch with its conditions. In: its parts, the chart, and the root context. */
export function walkTemplate(nodes: readonly Node[], chart: Chart, root: Symbol): Stretch[] {
  return [...walk(nodes, { chart, root, dot: root, variables: new Map(), when: [], depth: 0 })];
}

function* walk(nodes: readonly Node[], place: Place): Generator<Stretch> {
  for (const node of nodes) {
    if (node.at === "text") yield { text: node.text, when: place.when };
    else if (node.at === "output") yield { text: textOf(evaluate(node.of, place)), when: place.when };
    else if (node.at === "assign") assign(node, place);
    else if (node.at === "range") yield* walkRange(node, place);
    else if (node.at !== "define") yield* walkChoice(node, place);
  }
}

function assign(node: Extract<Node, { at: "assign" }>, place: Place): void {
  const value = evaluate(node.of, place);
  const before = place.variables.get(node.name);
  if (node.isNew || before === undefined) {
    place.variables.set(node.name, { value, depth: place.when.length });
    return;
  }
  // Whether a variable from outside of a condition was changed inside can't be told afterwards.
  const sure = before.depth === place.when.length;
  before.value = sure ? value : unknown(node.name);
}

type Branch = Extract<Node, { at: "if" | "with" | "range" }>;

function* walkChoice(node: Branch, place: Place): Generator<Stretch> {
  const value = evaluate(node.of, place);
  const gate = gateOf(value);
  if (gate !== false) {
    const dot = node.at === "with" ? value : place.dot;
    yield* walk(node.body, inside(place, gate, dot, node.names, [value]));
  }
  const not = notGate(gate);
  if (not !== false) yield* walk(node.otherwise, inside(place, not, place.dot, [], []));
}

function* walkRange(node: Branch, place: Place): Generator<Stretch> {
  const list = evaluate(node.of, place);
  const items = itemsOf(list);
  const bound = (key: Symbol, item: Symbol) => (node.names.length > 1 ? [key, item] : [item]);
  if (items === null) {
    // How often it is written nobody knows: once stands for all.
    const item = unknown("an item");
    yield* walk(node.body, inside(place, gateOf(list), item, node.names, bound(unknown("a key"), item)));
    return;
  }
  for (const { key, item } of items)
    yield* walk(node.body, inside(place, true, item, node.names, bound(known(key), item)));
  if (items.length === 0) yield* walk(node.otherwise, place);
}

function inside(place: Place, gate: Gate | boolean, dot: Symbol, names: string[], values: Symbol[]): Place {
  const variables = new Map(place.variables);
  const when = typeof gate === "boolean" ? place.when : [...place.when, gate];
  names.forEach((name, at) => variables.set(name, { value: values[at] ?? unknown(name), depth: when.length }));
  return { ...place, variables, dot, when };
}

function evaluate(expression: Expression, place: Place): Symbol {
  switch (expression.at) {
    case "literal":
      return known(expression.value);
    case "dot":
      return place.dot;
    case "variable":
      return expression.name === "$" ? place.root : (place.variables.get(expression.name)?.value ?? unknown("$"));
    case "field":
      return expression.path.reduce(memberOf, evaluate(expression.of, place));
    case "unread":
      return unknown(expression.text);
    case "call": {
      const args = expression.of.map((one) => evaluate(one, place));
      if (expression.name === "include") return included(args, place);
      const make = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
      return make ? make(args) : unknown(expression.name);
    }
  }
}

/** The text of a named template. What it writes only on a condition is a blank. */
function included([name, argument = known(null)]: Symbol[], place: Place): Symbol {
  const body = name?.is === "known" ? place.chart.defines.get(textOf(name)) : undefined;
  if (body === undefined || place.depth >= DEEPEST) return unknown("include");
  const own: Place = {
    ...place,
    root: argument,
    dot: argument,
    variables: new Map(),
    when: [],
    depth: place.depth + 1,
  };
  let text = "";
  for (const stretch of walk(body, own)) {
    const open = joinGates(stretch.when, true) === true;
    if (open) text += stretch.text;
    else if (stretch.text.trim() !== "" && !text.endsWith(BLANK)) text += BLANK;
  }
  return textSymbol(text);
}
