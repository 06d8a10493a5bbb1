import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { casesIn } from "@/tests/support/cases";
import { gateSchema } from "./gate";

const folder = join(import.meta.dirname, "cases/gate");

describe("our own charts' gate", () => {
  for (const { name, json } of casesIn(folder))
    it(name, async () => {
      // A case's schema is a JSON object.
      const problems = gateSchema(json("schema.json") as JsonObject, "charts/x/values.schema.json", ["lib"]);
      const said = problems.map(({ pointer, message, fix }) => `${pointer}: ${message} → ${fix}\n`).join("");
      await expect(said).toMatchFileSnapshot(join(folder, name.replaceAll(" ", "-"), "problems.txt"));
    });
});
