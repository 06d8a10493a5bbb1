import { describe, expect, it } from "vitest";
import { problemsOfHelm } from "./helm-messages";

const everything = {
  file: "charts/postgres/ci/everything.yaml",
  values: { backups: { endpoint: "x" }, tenant: "Acme", foo: 1 },
};
const chart = { name: "postgres", values: {}, cases: [everything] };
const places = (text: string) =>
  problemsOfHelm(chart, everything.file, text).map(({ file, pointer, message }) => `${file}#${pointer} ${message}`);

describe("Helm's words become problems with a file and a pointer", () => {
  it("values that the schema refuses, at the file that states them", () => {
    const text = [
      "Error: values don't meet the specifications of the schema(s) in the following chart(s):",
      "postgres:",
      "- at '/tenant': 'Acme' does not match pattern '^[a-z]+$'",
      "- at '/backups': validation failed",
      "  - at '/backups/endpoint': minLength: got 1, want 2",
      "  - at '/backups/schedule': minLength: got 0, want 1",
      "- at '': additional properties 'foo' not allowed",
      "- at '': missing property 'name'",
    ].join("\n");
    expect(places(text)).toEqual([
      "charts/postgres/ci/everything.yaml#/tenant 'Acme' does not match pattern '^[a-z]+$'",
      "charts/postgres/ci/everything.yaml#/backups/endpoint minLength: got 1, want 2",
      "charts/postgres/values.yaml#/backups/schedule minLength: got 0, want 1",
      "charts/postgres/ci/everything.yaml#/foo additional properties 'foo' not allowed",
      "charts/postgres/ci/everything.yaml#/name missing property 'name'",
    ]);
  });

  it("what helm lint says twice is said once", () => {
    const line = "- at '/tenant': value must be one of 'a', 'b'";
    expect(
      places(`[ERROR] values.yaml: ${line}\n\n[ERROR] templates/: values don't meet …\npostgres:\n${line}\n`),
    ).toEqual(["charts/postgres/ci/everything.yaml#/tenant value must be one of 'a', 'b'"]);
  });

  it("a schema that is no draft-07", () => {
    const text = [
      `[ERROR] values.yaml: "file:///values.schema.json#" is not valid against metaschema: jsonschema validation failed`,
      "- at '/properties/size/type': 'anyOf' failed",
      "  - at '/properties/size/type': value must be one of 'array', 'string'",
      "  - at '/properties/size/type': got string, want array",
    ].join("\n");
    expect(places(text)).toEqual([
      "charts/postgres/values.schema.json#/properties/size/type value must be one of 'array', 'string'",
      "charts/postgres/values.schema.json#/properties/size/type got string, want array",
    ]);
  });

  it.each([
    [
      'Error: execution error at (postgres/templates/cluster.yaml:1:13): size "huge" is not known',
      'charts/postgres/templates/cluster.yaml# Line 1: size "huge" is not known',
    ],
    [
      'Error: parse error at (postgres/templates/cluster.yaml:8): function "imageName" not defined',
      'charts/postgres/templates/cluster.yaml# Line 8: function "imageName" not defined',
    ],
    [
      'Error: postgres/templates/cluster.yaml:7:29\n  executing "postgres/templates/cluster.yaml" at <.Values.nope.x>:\n    nil pointer evaluating interface {}.x',
      'charts/postgres/templates/cluster.yaml# Line 7: executing "postgres/templates/cluster.yaml" at <.Values.nope.x>: nil pointer evaluating interface {}.x',
    ],
    [
      'Error: postgres/templates/cluster.yaml:3:5\n  executing "postgres/templates/cluster.yaml" at <include "lib.size" .>:\n    error calling include:\npostgres/charts/lib/templates/_sizes.tpl:29:26\n  executing "lib.size" at <.size>:\n    wrong type for value',
      'charts/lib/templates/_sizes.tpl# Line 29: executing "lib.size" at <.size>: wrong type for value',
    ],
    [
      '[ERROR] templates/: postgres/templates/cluster.yaml:26:20\n  executing "postgres/templates/cluster.yaml" at <include "postgres.imagf" .>:\n    error calling include:\ntemplate: no template "postgres.imagf" associated with template "gotpl"',
      'charts/postgres/templates/cluster.yaml# Line 26: executing "postgres/templates/cluster.yaml" at <include "postgres.imagf" .>: error calling include: template: no template "postgres.imagf" associated with template "gotpl"',
    ],
    [
      "[WARNING] /tmp/charts-x/charts/postgres: chart directory is missing these dependencies: libx",
      "charts/postgres/Chart.yaml#/dependencies The dependency libx was not found in charts/.",
    ],
    [
      "Error: YAML parse error on postgres/templates/cluster.yaml: error converting YAML to JSON: yaml: line 13: did not find expected ','",
      "charts/postgres/templates/cluster.yaml# error converting YAML to JSON: yaml: line 13: did not find expected ','",
    ],
    [
      "Error: cannot load values.yaml: cannot unmarshal yaml document: yaml: line 11: mapping values are not allowed",
      "charts/postgres/values.yaml# cannot unmarshal yaml document: yaml: line 11: mapping values are not allowed",
    ],
    ["[WARNING] Chart.yaml: version should be raised", "charts/postgres/Chart.yaml# version should be raised"],
    [
      "Error: validation: chart.metadata.version is required",
      "charts/postgres# validation: chart.metadata.version is required",
    ],
    ["", "charts/postgres# Helm failed without a word."],
  ])("%s", (text, place) => expect(places(text)).toEqual([place]));
});
