import { parseDocument } from "yaml";
import { z } from "zod";
import type { Platform } from "@/lib/domain/platform";
import type { SchemaProblem } from "@/lib/domain/schema-problem";

const FILE = "platform.yaml";

// Every value ends up in charts, URLs or names, so each is held to the alphabet of what it becomes.
const text = (pattern: RegExp, sentence: string) => z.string(sentence).regex(pattern, sentence).max(253, sentence);
const label = text(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "Write lower-case letters, digits and hyphens.");
const domain = text(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/, "Write a domain name.");
const repository = text(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, "Write owner/name.");
const seconds = z.number("Write a number of seconds.").int().min(1).max(86_400);
const subject = z.strictObject({
  kind: z.enum(["User", "Group"], "Write User or Group."),
  name: z.string().min(1).max(253),
});

const shape = z.strictObject({
  group: domain,
  version: text(/^v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?$/, "Write an API version, such as v1alpha1."),
  gitServer: text(
    /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._-]+)*$/,
    "Write https:// and the server's name.",
  ),
  platformRepository: repository,
  releasesRepository: repository,
  branch: text(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, "Write a branch's name."),
  reconcileStrategy: z.enum(["ChartVersion", "Revision"], "Write ChartVersion or Revision."),
  controlNamespace: label,
  baseDomain: domain,
  namespaces: z.strictObject({ argocd: label, flux: label, kro: label, postgresOperator: label, ingress: label }),
  apiServerCidr: text(/^[0-9a-f.:]+\/[0-9]{1,3}$/, "Write an address range, such as 10.0.0.0/24."),
  reservedTenants: z.array(text(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(-?\*)?$/, "Write a name, or a prefix and *.")),
  optionNamespaces: z.array(label).default([]),
  admins: z.array(subject).min(1, "Name at least one platform admin: nobody else can merge."),
  selfApproval: z.boolean("Write true or false."),
  identity: z.record(label, z.strictObject({ userPrefix: z.string(), groupPrefix: z.string() })),
  timeouts: z.strictObject({ release: seconds, reconcile: seconds }),
});

/**
 * Parses platform.yaml. In: the file's text. Out: the platform, or null and everything that is wrong with the file.
 * The control namespace and the operators' namespaces are added to the reserved tenants.
 */
export function parsePlatform(source: string): { platform: Platform | null; problems: SchemaProblem[] } {
  const document = parseDocument(source);
  const [syntax] = document.errors;
  if (syntax)
    return { platform: null, problems: [problem("", firstLine(syntax.message), "Correct the YAML at that place.")] };
  const parsed = shape.safeParse(document.toJS());
  if (!parsed.success) return { platform: null, problems: parsed.error.issues.map(problemOfIssue) };
  const problems = prefixProblems(parsed.data.identity);
  if (problems.length > 0) return { platform: null, problems };
  const { controlNamespace, namespaces, reservedTenants } = parsed.data;
  const reserved = new Set([...reservedTenants, controlNamespace, ...Object.values(namespaces)]);
  return { platform: { ...parsed.data, reservedTenants: [...reserved] }, problems: [] };
}

/**
 * Two providers with one prefix could each vouch for the other's people. So could two of which one's begins with the other's:
 * the one's `x:` + `a` is the other's `` + `x:a`.
 */
function prefixProblems(identity: Platform["identity"]): SchemaProblem[] {
  const providers = Object.entries(identity);
  return providers.flatMap(([provider, mapping], index) =>
    providers.slice(0, index).flatMap(([other, before]) =>
      (["userPrefix", "groupPrefix"] as const).flatMap((key) => {
        const [mine, theirs] = [mapping[key], before[key]];
        if (!mine.startsWith(theirs) && !theirs.startsWith(mine)) return [];
        const alike = mine === theirs ? "have the same" : "begin alike in their";
        const message = `${provider} and ${other} ${alike} ${key}, so one could vouch for the other's people.`;
        return [problem(`/identity/${provider}/${key}`, message, "Give each provider a prefix of its own.")];
      }),
    ),
  );
}

function problemOfIssue(issue: z.core.$ZodIssue): SchemaProblem {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const pointer = pointerOf([...path, issue.keys[0] ?? ""]);
    return problem(pointer, `No setting is called ${issue.keys.join(", ")}.`, "Remove it, or correct its name.");
  }
  return problem(pointerOf(path), "The value is missing or not usable.", issue.message);
}

function pointerOf(path: string[]): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function problem(pointer: string, message: string, fix: string): SchemaProblem {
  return { file: FILE, pointer, message, fix };
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
