import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", "test-results/", "playwright-report/", ".next/", ".data/", ".cache/", "next-env.d.ts"] },
  ...tseslint.configs.strictTypeChecked.map((part) => ({ ...part, files: ["**/*.ts", "**/*.tsx"] })),
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers and booleans read well in a template; anything else is a mistake there.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // A type assertion needs its reason beside it; the compiler can't ask for one, so they are counted in review.
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Only lib/env.ts reads the environment.
      "no-restricted-properties": ["error", { object: "process", property: "env", message: "Read it in lib/env.ts." }],
      "no-console": "error",
    },
  },
  // NEXT_RUNTIME is no setting: the build puts its value in.
  { files: ["instrumentation.ts"], rules: { "no-restricted-properties": "off" } },
  {
    files: ["lib/env.ts", "lib/cli/**", "e2e/**", "tests/**", "**/*.test.ts", "**/*.test.tsx", "playwright.config.ts"],
    rules: { "no-restricted-properties": "off", "no-console": "off" },
  },
  {
    files: ["**/*.tsx"],
    plugins: { "react-hooks": reactHooks, "jsx-a11y": jsxA11y },
    rules: { ...reactHooks.configs.recommended.rules, ...jsxA11y.flatConfigs.recommended.rules },
  },
  {
    // Finding out who looks at a page fails too, while platform.yaml can't be used: that has to be said in a sentence.
    files: ["app/**/page.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportDefaultDeclaration > :not(CallExpression[callee.name='told'])",
          message: "Export told(Page), so that every page says in a sentence what keeps it from being shown.",
        },
      ],
    },
  },
);
