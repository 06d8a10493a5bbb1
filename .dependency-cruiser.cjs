// The house: imports point one way. `domain` knows nobody; `app` may know everybody.
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.(test|spec)\\.tsx?$" },
  to: { path: "^(app|components|lib|proxy|instrumentation)", pathNot: to },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    only("domain-knows-nobody", "^lib/domain/", "^lib/domain/", "the vocabulary depends on nothing"),
    only("schema-knows-domain", "^lib/schema/", "^lib/(domain|schema)/", "pure: schema rules"),
    only("manifest-knows-domain", "^lib/manifest/", "^lib/(domain|manifest)/", "pure: manifests"),
    only(
      "compile-knows-schemas",
      "^lib/compile/",
      "^lib/(domain|schema|manifest|compile)/",
      "pure: a schema's outputs",
    ),
    only(
      "checks-judge-what-lies-in-git",
      "^lib/checks/",
      "^lib/(domain|schema|manifest|compile|checks)/",
      "pure: a releases repository, and what a changed schema does to it",
    ),
    only("catalog-is-a-reader", "^lib/catalog/", "^lib/(domain|schema|catalog)/|^lib/env\\.ts$", "reads charts"),
    only("helm-runs-helm", "^lib/helm/", "^lib/(domain|helm)/", "runs the binary"),
    only("releases-is-an-adapter", "^lib/releases/", "^lib/(domain|manifest|releases)/", "git"),
    only("chat-is-an-adapter", "^lib/chat/", "^lib/chat/", "a webhook"),
    only("cluster-is-an-adapter", "^lib/cluster/", "^lib/(domain|manifest|cluster)/", "the cluster"),
    only(
      "use-cases-know-ports-not-adapters",
      "^lib/(requests|tenants)/",
      "^lib/(domain|schema|manifest|compile|requests|tenants)/|^lib/(catalog|releases|cluster)/port\\.ts$|^lib/cluster/trace",
      "use cases take their adapters as arguments",
    ),
    only(
      "auth-makes-viewers",
      "^lib/auth/",
      "^lib/(domain|auth)/|^lib/(env|env-sign-in|log|portal)\\.ts$",
      "session to viewer",
    ),
    only(
      "env-knows-domain",
      "^lib/env(-sign-in|-outside)?\\.ts$",
      "^lib/(domain/|env-(sign-in|outside)\\.ts$)",
      "parses the environment",
    ),
    only(
      "components-are-markup",
      "^components/",
      "^(components/|lib/(domain|schema|manifest)/)",
      "props in, markup out",
    ),
    only("ui-knows-no-domain-word", "^components/ui/", "^components/ui/", "the visual language"),
    {
      name: "only-the-form-imports-rjsf",
      severity: "error",
      from: { pathNot: "^components/form/|^lib/schema/" },
      to: { path: "node_modules/@rjsf/" },
    },
    {
      name: "only-schema-imports-the-validator",
      severity: "error",
      from: { pathNot: "^lib/schema/" },
      to: { path: "node_modules/(@rjsf/validator-ajv8|ajv|ajv-formats)/" },
    },
    {
      name: "only-the-connection-imports-the-kubernetes-client",
      comment: "everything else of the cluster is told by plain HTTP and JSON",
      severity: "error",
      from: { pathNot: "^lib/cluster/kubernetes/connection\\.ts$" },
      to: { path: "node_modules/@kubernetes/" },
    },
    {
      name: "portal-is-the-only-importer-of-adapters",
      severity: "error",
      from: { pathNot: "^lib/(portal|releases|cluster|catalog|chat|cli)|\\.(test|spec)\\.tsx?$|^(e2e|tests)/" },
      to: { path: "^lib/(releases|cluster|catalog|chat)/", pathNot: "/port\\.ts$|^lib/cluster/trace" },
    },
    {
      name: "use-cases-know-no-framework",
      severity: "error",
      from: { path: "^lib/(domain|schema|manifest|compile|requests|tenants)/", pathNot: "\\.(test|spec)\\.tsx?$" },
      to: { path: "node_modules/(next|next-auth|react|react-dom)/" },
    },
    {
      name: "pure-code-knows-no-io",
      severity: "error",
      from: { path: "^lib/(domain|schema|manifest|compile|checks)/", pathNot: "\\.(test|spec)\\.tsx?$" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
