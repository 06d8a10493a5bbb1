import { expect, it } from "vitest";
import { parseManifest } from "./manifest";

it("no sentence about text that is not YAML repeats the text, which may be a secret", () => {
  const secret = "Hunter2";
  const texts = [
    `|${secret}`,
    `>${secret}`,
    `|a ${secret}`,
    `*${secret}`,
    `!${secret} a`,
    `!<${secret}> a`,
    `!e!${secret} a`,
    `!${secret}! a`,
    `%${secret}`,
    `@${secret}`,
    `'${secret}`,
    `"${secret}`,
    `a: ${secret}: b`,
    `[${secret}`,
    `{${secret}: a, ${secret}: b}`,
    `!!omap [${secret}: 1, ${secret}: 2]`,
    `!!int ${secret}`,
    `- ${secret}\n ${secret}`,
    `<<: *${secret}`,
  ];
  for (const text of texts) {
    const { problems } = parseManifest(`apiVersion: a\nkind: b\nspec:\n  values:\n    password: ${text}\n`);
    expect(problems.length, text).toBeGreaterThan(0);
    expect(JSON.stringify(problems), text).not.toContain(secret);
  }
});
