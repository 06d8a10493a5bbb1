import { isObject, type JsonObject } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { isInstanceService, type Service } from "@/lib/domain/service";
import { namespaceOf } from "@/lib/manifest/build";
import { emitScalar } from "@/lib/manifest/emit";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { beneath, defaultOf } from "@/lib/schema/values";
import { equals, isList, isMap, literal } from "./expression";

/** Characters that JSON leaves as they are and YAML's readers take for line breaks or refuse. */
const UNSAFE = [...range(0x7f, 0x9f), 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff];

/**
 * What Backstage renders a manifest from: the portal's manifest for the same form, after parsing.
 *
 * The template states what differs from its default and nothing else, as the portal does (lib/schema/values.ts). Every
 * value is dumped as JSON, which is YAML save for a few characters that are escaped; nothing is pasted.
 *
 * @param header the first line's text; it is a comment of the template and not in the manifest
 */
export function skeletonOf(
  service: Pick<Service, "name" | "kind" | "schema">,
  platform: Pick<Platform, "group" | "version" | "controlNamespace">,
  header: string,
): string {
  const instance = isInstanceService(service);
  const namespace = instance
    ? "${{ quoted(values.tenant) }}"
    : emitScalar(namespaceOf({ type: "tenant", tenant: "" }, platform));
  const lines = [
    `{#- ${header} -#}`,
    ...MACROS,
    `apiVersion: ${emitScalar(`${platform.group}/${platform.version}`)}`,
    `kind: ${emitScalar(service.kind)}`,
    "metadata:",
    "  name: ${{ quoted(values.name) }}",
    `  namespace: ${namespace}`,
    "spec:",
    "  values:",
    ...(instance ? ["    tenant: ${{ quoted(values.tenant) }}"] : []),
    "    name: ${{ quoted(values.name) }}",
    ...entries(formSchemaOf(service.schema).schema, "values", 0, ['key0 == "tenant" or key0 == "name"']),
  ];
  return `${lines.join("\n")}\n`;
}

const MACROS = [
  "{%- macro quoted(value) -%}",
  "${{ value | dump",
  ...UNSAFE.map((code) => `  | replace(${literal(String.fromCharCode(code))}, ${literal(escapeOf(code))})`),
  "}}",
  "{%- endmacro -%}",
  "{%- macro block(value, indent) -%}",
  `{%- if ${isMap("value")} and (value | length) > 0 %}`,
  "{%- for key, child in value %}",
  "${{ indent }}${{ quoted(key) }}:${{ block(child, indent + '  ') }}",
  "{%- endfor %}",
  `{%- elif ${isList("value")} and (value | length) > 0 %}`,
  "{%- for child in value %}",
  "${{ indent }}-${{ block(child, indent + '  ') }}",
  "{%- endfor %}",
  "{%- else %} ${{ quoted(value) }}",
  "{%- endif %}",
  "{%- endmacro -%}",
];

/** The lines that write what an object states. `skipped` are conditions on its key under which nothing is written. */
function entries(schema: JsonObject, expression: string, depth: number, skipped: string[] = []): string[] {
  const indent = " ".repeat(4 + 2 * depth);
  const key = `key${depth}`;
  const value = `value${depth}`;
  const known = Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(
    ([name, child]): [string, JsonObject][] => (isObject(child) ? [[name, child]] : []),
  );
  const defaults = known.flatMap(([name, child]) => {
    const base = defaultOf(child);
    return base === undefined ? [] : [`${key} == ${literal(name)} and ${equals(value, base)}`];
  });
  const groups = known.filter(([, child]) => hasDefaults(child));
  const [first, ...others] = [
    ...skipped,
    ...defaults,
    ...groups.map(([name]) => `${key} == ${literal(name)} and ${isMap(value)}`),
  ];
  const bodies = [
    ...[...skipped, ...defaults].map((): string[] => []),
    ...groups.map(([name, child]) => group(name, beneath(child, isObject(child.default) ? child.default : {}), depth)),
  ];
  const rest = `${indent}\${{ quoted(${key}) }}:\${{ block(${value}, ${literal(`${indent}  `)}) }}`;
  return [
    `{%- for ${key}, ${value} in ${expression} %}`,
    ...(first === undefined
      ? [rest]
      : [
          `{%- if ${first} %}`,
          ...(bodies[0] ?? []),
          ...others.flatMap((condition, at) => [`{%- elif ${condition} %}`, ...(bodies[at + 1] ?? [])]),
          "{%- else %}",
          rest,
          "{%- endif %}",
        ]),
    "{%- endfor %}",
  ];
}

/** An object that states something is written below its key; one that states nothing is `{}`. */
function group(name: string, schema: JsonObject, depth: number): string[] {
  const stated = `stated${depth}`;
  return [
    `{%- set ${stated} %}`,
    ...entries(schema, `value${depth}`, depth + 1),
    "{%- endset %}",
    `${" ".repeat(4 + 2 * depth)}${keyText(name)}:{% if ${stated} %}\${{ ${stated} }}{% else %} {}{% endif %}`,
  ];
}

/** A key with braces in it must not look like a tag. */
function keyText(name: string): string {
  return /[{}]/.test(name) ? `\${{ quoted(${literal(name)}) }}` : emitScalar(name);
}

/** True when some of an object's keys may go unsaid. */
function hasDefaults(schema: JsonObject): boolean {
  const own = isObject(schema.default) ? schema.default : {};
  const { properties } = beneath(schema, own);
  return (
    isObject(properties) &&
    Object.values(properties).some((child) => isObject(child) && (defaultOf(child) !== undefined || hasDefaults(child)))
  );
}

function escapeOf(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
