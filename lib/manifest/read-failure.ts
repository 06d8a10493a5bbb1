import { parseManifest } from "./manifest";
import { plainFault, readDocuments } from "./read-yaml";

/** Argo CD takes a file that it can't read for a manifest when all of these stand in it; otherwise it passes it over. */
const MARKS = ["apiVersion:", "kind:", "metadata:"];

/**
 * What Argo CD says of a file that it can't read as a manifest.
 *
 * @returns its message, or null when it passes the file over because it doesn't look like a manifest
 */
export function readFailure(text: string): string | null {
  if (!MARKS.every((mark) => text.includes(mark))) return null;
  const { documents, lineAt } = readDocuments(text);
  const [error] = documents.flatMap(({ errors }) => errors);
  return `Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = FailedPrecondition desc = Failed to unmarshal "manifest.yaml": ${
    error
      ? syntax(error, lineAt(error.pos[0]))
      : `error unmarshaling JSON: ${parseManifest(text).problems[0]?.message ?? "not an object"}`
  }`;
}

function syntax({ code, message }: { code: string; message: string }, line: number): string {
  if (code === "DUPLICATE_KEY")
    return `error converting YAML to JSON: yaml: unmarshal errors: line ${line}: key already set in map`;
  const what = plainFault(message);
  return `error converting YAML to JSON: yaml: line ${line}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}
