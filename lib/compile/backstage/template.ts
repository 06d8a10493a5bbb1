import type { JsonObject, JsonValue } from "@/lib/domain/json";
import type { Platform } from "@/lib/domain/platform";
import { isInstanceService, type Service } from "@/lib/domain/service";

/** What a template reads of its service. */
export type TemplateService = Pick<Service, "name" | "kind" | "title" | "description" | "tags">;

/** Backstage's alphabet for a tag. */
const TAG = /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/;

/** A part of an entity that Backstage reads from another file when it takes the entity into its catalogue. */
export function included(path: string): JsonObject {
  return { $yaml: path };
}

/**
 * A service's template: an entity of kind Template.
 *
 * Nothing that people write is put into its steps, where `${{` would mean something: only names with an alphabet.
 *
 * @param pages the parameters
 */
export function templateOf(
  service: TemplateService,
  platform: Pick<Platform, "controlNamespace" | "releasesRepository" | "branch">,
  pages: JsonValue[],
): JsonObject {
  const tags = service.tags.filter((tag) => TAG.test(tag) && tag.length <= 63);
  return {
    apiVersion: "scaffolder.backstage.io/v1beta3",
    kind: "Template",
    metadata: {
      namespace: platform.controlNamespace,
      name: service.name,
      title: service.title,
      ...(service.description !== "" && { description: service.description }),
      ...(tags.length > 0 && { tags }),
    },
    spec: {
      type: "service",
      parameters: pages,
      steps: [included("../shared/steps/manifest.yaml"), publish(service, platform)],
      output: included("../shared/output.yaml"),
    },
  };
}

function publish(
  { name, kind }: TemplateService,
  { releasesRepository, branch }: Pick<Platform, "releasesRepository" | "branch">,
): JsonObject {
  const [owner = "", repo = ""] = releasesRepository.split("/");
  const path = isInstanceService({ name })
    ? `\${{ parameters.tenant }}/${name}/\${{ parameters.name }}`
    : "${{ parameters.name }}";
  const what = isInstanceService({ name })
    ? `${kind} \${{ parameters.name }} in \${{ parameters.tenant }}`
    : `${kind} \${{ parameters.name }}`;
  return {
    id: "publish",
    name: "Open the pull request",
    action: "publish:github:pull-request",
    input: {
      repoUrl: `github.com?owner=${owner}&repo=${repo}`,
      targetBranchName: branch,
      // Git has no branch below another one, so tenants' branches and instances' have different folders.
      branchName: isInstanceService({ name }) ? `create/${path}` : `create-${name}/${path}`,
      title: `Create ${what}`,
      description: `Creates ${path}/manifest.yaml. It was filled in with the template ${name}.`,
      targetPath: path,
    },
  };
}

/** Writes the manifest into the workspace; the skeleton is the one beside the template that includes this step. */
export const MANIFEST_STEP: JsonObject = {
  id: "manifest",
  name: "Write the manifest",
  action: "fetch:template",
  input: { url: "./skeleton", values: "${{ parameters }}" },
};

/** What is shown when the pull request is open. */
export const OUTPUT: JsonObject = {
  links: [{ title: "Pull request", url: "${{ steps.publish.output.remoteUrl }}" }],
};

/** The entity that lists all templates; the targets are relative to itself. */
export function locationOf(services: readonly Pick<Service, "name">[], controlNamespace: string): JsonObject {
  return {
    apiVersion: "backstage.io/v1alpha1",
    kind: "Location",
    metadata: { namespace: controlNamespace, name: "services", description: "The templates of all services." },
    spec: { targets: services.map(({ name }) => `./${name}/template.yaml`) },
  };
}
