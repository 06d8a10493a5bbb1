import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { isOptionKind, OPTION_KINDS } from "@/lib/domain/option-kinds";
import { pointerOf, segmentsOf, valueAt } from "@/lib/domain/pointer";
import type { SchemaProblem } from "@/lib/domain/schema-problem";
import { CONNECTION, madeByOthers } from "./connection";
import { ADVANCED, FIXED, OPTIONS, OWNER, SECRET } from "./hints";
import { GROUP, ORDER } from "./layout";
import { SECRET_LENGTH, SECRET_PATTERNS } from "./secret";
import { listed } from "./sentences";
import { nearest } from "./spelling";
import { subschemas } from "./walk";

type Found = Omit<SchemaProblem, "file">;
type Fault = Pick<SchemaProblem, "message" | "fix">;

/**
 * Where a hint stands: at the schema itself (`root`), at a property that has one place in a manifest (`property`), at one
 * below a list or free keys (`entry`), or where a form can't rely on it: in a definition, a branch, a list's items.
 */
type Stand = "root" | "property" | "entry" | "elsewhere";

/** One use of a hint. */
interface Use {
  root: JsonObject;
  /** The schema that has the hint, and where it is in the file. */
  schema: JsonObject;
  pointer: string;
  value: JsonValue;
}

interface Hint {
  /** Where it may stand. */
  at: readonly Stand[];
  /** The way out for one that stands elsewhere. */
  place: string;
  faults: (use: Use) => Fault[];
}

const AT_PROPERTY =
  "Write it at a property that is reached through properties alone: it must have one place in a manifest.";
const AT_FIELD =
  "Write it at a property, or at what lists and free keys hold; not in definitions, branches or beside a $ref.";

/** Every hint that somebody reads. The README has the same table. */
const HINTS: Record<string, Hint> = {
  [ADVANCED]: { at: ["property", "entry"], place: AT_FIELD, faults: only(true) },
  [GROUP]: { at: ["property", "entry"], place: AT_FIELD, faults: aTitle },
  [ORDER]: { at: ["property", "entry"], place: AT_FIELD, faults: aNumber },
  [FIXED]: { at: ["property"], place: AT_PROPERTY, faults: only(true) },
  [OWNER]: { at: ["property"], place: AT_PROPERTY, faults: ownerFaults },
  [SECRET]: { at: ["property", "entry"], place: AT_FIELD, faults: secretFaults },
  [OPTIONS]: { at: ["property", "entry"], place: AT_FIELD, faults: optionFaults },
  "x-flag": { at: ["property"], place: AT_PROPERTY, faults: only("quota") },
  "x-kinds": { at: ["root"], place: "Write it at the schema itself.", faults: kindFaults },
  [CONNECTION]: { at: ["root"], place: "Write it at the schema itself.", faults: connectionFaults },
  // What is wrong with a child is said where children are written into a composite.
  "x-child": { at: ["property"], place: AT_PROPERTY, faults: () => [] },
  "x-generated": { at: ["root", "property", "entry", "elsewhere"], place: "", faults: () => [] },
};

/** What is wrong with a schema's hints: unknown ones, and those of another shape or in another place than they are read in. */
export function gateHints(root: JsonObject): Found[] {
  return subschemas(root).flatMap(({ schema, pointer }) =>
    Object.entries(schema).flatMap(([keyword, value]) => {
      if (!keyword.startsWith("x-")) return [];
      const at = `${pointer}${pointerOf([keyword])}`;
      const hint = Object.hasOwn(HINTS, keyword) ? HINTS[keyword] : undefined;
      if (hint === undefined) return [{ pointer: at, ...unknown(keyword) }];
      if (!hint.at.includes(standOf(pointer)))
        return [{ pointer: at, message: `${keyword} stands where nobody reads it.`, fix: hint.place }];
      return hint.faults({ root, schema, pointer, value }).map((fault) => ({ pointer: at, ...fault }));
    }),
  );
}

function unknown(keyword: string): Fault {
  const known = Object.keys(HINTS);
  const meant = nearest(keyword, known);
  return {
    message: `${keyword} is no hint: Helm passes over it, and so does everybody else.`,
    fix: meant === null ? `Take it out, or use one of ${listed(known, "or")}.` : `Write ${meant}, or take it out.`,
  };
}

function standOf(pointer: string): Stand {
  const segments = segmentsOf(pointer);
  if (segments.length === 0) return "root";
  let stand: Stand = "property";
  for (let at = 0; at < segments.length; at++) {
    const keyword = segments[at];
    if (keyword === "properties") at++;
    else if (keyword === "items" || keyword === "additionalProperties") stand = "entry";
    else return "elsewhere";
  }
  return stand;
}

function only(wanted: JsonValue): Hint["faults"] {
  return ({ value }) =>
    value === wanted
      ? []
      : [
          {
            message: `The hint has one value: ${JSON.stringify(wanted)}.`,
            fix: `Write ${JSON.stringify(wanted)}, or take it out.`,
          },
        ];
}

function aTitle({ value }: Use): Fault[] {
  return typeof value === "string" && value.trim() !== "" && value.length <= 60
    ? []
    : [
        {
          message: "The group's title is missing or longer than 60 characters.",
          fix: 'Write a short title: "Storage".',
        },
      ];
}

function aNumber({ value }: Use): Fault[] {
  return typeof value === "number"
    ? []
    : [{ message: "The order is no number.", fix: "Write a number: lower ones come first." }];
}

function ownerFaults(use: Use): Fault[] {
  const segments = segmentsOf(use.pointer);
  const name = segments.at(-1) ?? "";
  return [
    ...only("platform")(use),
    ...(isRequired(use)
      ? [
          {
            message: `${name} is required, but only the platform team may set it: nobody else could request anything.`,
            fix: "Take it out of required, and give it a default.",
          },
        ]
      : []),
    ...(segments.length === 2 && ["name", "tenant"].includes(name)
      ? [{ message: `${name} is what every request is about.`, fix: "Take the hint out." }]
      : []),
  ];
}

function isRequired({ root, pointer }: Use): boolean {
  const segments = segmentsOf(pointer);
  const parent = valueAt(root, pointerOf(segments.slice(0, -2)));
  return isObject(parent) && Array.isArray(parent.required) && parent.required.includes(segments.at(-1) ?? "");
}

function secretFaults(use: Use): Fault[] {
  const { schema, value } = use;
  switch (value) {
    case "name":
    case "key":
      return isSecretPart(schema, value) ? [] : [notHeld(value)];
    case "reference":
      return referenceFaults(schema);
    case "generated":
      return isRequired(use) ? [NEVER_MADE, ...referenceFaults(schema)] : referenceFaults(schema);
    default:
      return [
        {
          message: "The hint doesn't say what stands here instead of a secret.",
          fix: 'Write "reference" or "generated" at an object, "name" or "key" at a text.',
        },
      ];
  }
}

const NEVER_MADE: Fault = {
  message: "The chart makes the Secret when none is named, but one must be named here.",
  fix: 'Take the property out of required, or write "reference".',
};

function referenceFaults(schema: JsonObject): Fault[] {
  if (isReference(schema)) return [];
  return [
    {
      message:
        "What leads to a Secret must be an object of its name and key and of nothing else: a plain text would be kept in Git for ever.",
      fix: 'Write "type": "object", "additionalProperties": false, "required": ["name", "key"], with a property name ("x-secret": "name") and a property key ("x-secret": "key").',
    },
  ];
}

function isSecretPart(schema: JsonObject, part: "name" | "key"): boolean {
  const { type, pattern, maxLength } = schema;
  const own = SECRET_PATTERNS[part];
  const spelled = pattern === `^${own}$` || pattern === `^(${own})?$`;
  return type === "string" && spelled && typeof maxLength === "number" && maxLength <= SECRET_LENGTH;
}

function notHeld(part: "name" | "key"): Fault {
  const said = part === "name" ? "The name of a Secret" : "A key in a Secret";
  return {
    message: `${said} must be a text held to Kubernetes' own spelling, so that a secret is refused here.`,
    fix: `Write "type": "string", "maxLength": ${SECRET_LENGTH}, "pattern": ${JSON.stringify(`^${SECRET_PATTERNS[part]}$`)} (as ^(…)?$ where it may be empty).`,
  };
}

function isReference(schema: JsonObject): boolean {
  const { type, additionalProperties, required, properties } = schema;
  if (type !== "object" || additionalProperties !== false || !isObject(properties)) return false;
  const { name, key, ...others } = properties;
  const both = Array.isArray(required) && required.includes("name") && required.includes("key");
  const parts = isObject(name) && isObject(key) && name[SECRET] === "name" && key[SECRET] === "key";
  return both && parts && Object.keys(others).length === 0;
}

function optionFaults({ schema, value }: Use): Fault[] {
  const { kind, namespace, ...others } = isObject(value) ? value : {};
  const kinds = Object.keys(OPTION_KINDS);
  const shaped = typeof kind === "string" && typeof namespace === "string" && Object.keys(others).length === 0;
  return [
    ...(shaped
      ? []
      : [
          {
            message: "The hint doesn't say what is suggested, and from where.",
            fix: 'Write { "kind": "ConfigMap", "namespace": "tenant" }.',
          },
        ]),
    ...(typeof kind === "string" && !isOptionKind(kind)
      ? [
          {
            message: `No form suggests objects of the kind ${kind}.`,
            fix: `Take one of ${listed(kinds, "or")}, or take the hint out.`,
          },
        ]
      : []),
    ...(schema.type === "string" && schema.enum === undefined && schema[SECRET] === undefined
      ? []
      : [
          {
            message: "Only a plain text field has suggestions.",
            fix: 'Make it "type": "string" without enum and x-secret, or take the hint out.',
          },
        ]),
  ];
}

function kindFaults({ value }: Use): Fault[] {
  const texts = ["apiVersion", "kind", "resource"] as const;
  const known = [...texts, "current", "inProgress", "failed"];
  const fine =
    Array.isArray(value) &&
    value.every(
      (one) =>
        isObject(one) &&
        texts.every((key) => typeof one[key] === "string") &&
        Object.entries(one).every(([key, child]) => known.includes(key) && typeof child === "string"),
    );
  return fine
    ? []
    : [
        {
          message: "The hint is no list of kinds.",
          fix: "Write a list of { apiVersion, kind, resource }, each with current, inProgress and failed where a release must wait for it.",
        },
      ];
}

function connectionFaults({ value }: Use): Fault[] {
  const shaped = Array.isArray(value) && value.length > 0 && value.every((one) => madeByOthers(one) !== null);
  return shaped
    ? []
    : [
        {
          message: "The hint is no list of what an instance is reached by.",
          fix: 'Write a list of { "service", "ports", "use" } and { "secret", "keys", "use" }: names as "<release>-rw", ports as numbers, keys as texts.',
        },
      ];
}

/**
 * Suggestions from namespaces that platform.yaml doesn't list, which nobody would get.
 * @param listedNamespaces platform.yaml's `optionNamespaces`
 */
export function gateOptionNamespaces(root: JsonObject, listedNamespaces: readonly string[]): Found[] {
  return subschemas(root).flatMap(({ schema, pointer }) => {
    const hint = schema[OPTIONS];
    const namespace = isObject(hint) ? hint.namespace : undefined;
    if (typeof namespace !== "string" || namespace === "tenant" || listedNamespaces.includes(namespace)) return [];
    return [
      {
        pointer: `${pointer}/${OPTIONS}/namespace`,
        message: `The namespace ${namespace} is neither the tenant's ("tenant") nor listed in platform.yaml, so nothing is suggested.`,
        fix: "Add it to optionNamespaces in platform.yaml, or write tenant.",
      },
    ];
  });
}
