import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { casesIn } from "@/tests/support/cases";
import { apiTypes } from "./api-types";
import { enforcementOf } from "./enforcement";
import { referenceOf } from "./reference";
import { rulesOf } from "./rules";
import { simpleSchema } from "./simple-schema";

const folder = join(import.meta.dirname, "cases");
const yaml = (value: unknown) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });

describe("a schema is compiled to KRO's types, a policy's rules, a reference and a map of who enforces what", () => {
  for (const { name, json } of casesIn(folder))
    it(name, async () => {
      const schema = json("schema.json") as JsonObject; // what JSON.parse returned
      if (!isObject(schema)) throw new Error("A case's schema is an object.");
      const values = apiTypes(schema);
      const at = (file: string) => join(folder, name.replaceAll(" ", "-"), file);
      await expect(yaml(simpleSchema(values, "Values."))).toMatchFileSnapshot(at("types.yaml"));
      await expect(yaml(rulesOf(values, "values"))).toMatchFileSnapshot(at("rules.yaml"));
      await expect(yaml(referenceOf("Demo", values))).toMatchFileSnapshot(at("fields.yaml"));
      const map = enforcementOf(values).map(
        ({ pointer, keyword, form, helm, api, losses }) =>
          `${pointer} ${keyword}: form ${form ? "yes" : "no"}, Helm ${helm ? "yes" : "no"}, API ${api}${losses.map((loss) => `\n  ${loss}`).join("")}\n`,
      );
      await expect(map.join("")).toMatchFileSnapshot(at("map.txt"));
    });
});
