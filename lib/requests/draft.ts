import { PortalError } from "@/lib/domain/errors";
import type { JsonObject } from "@/lib/domain/json";
import { mergeValues } from "@/lib/domain/merge-values";
import { pathOf } from "@/lib/domain/path";
import type { RequestDetail } from "@/lib/domain/request";
import type { SendRequest } from "@/lib/domain/send-request";
import type { Service } from "@/lib/domain/service";
import type { Target } from "@/lib/domain/target";
import { editManifest } from "@/lib/manifest/edit";
import { buildManifest } from "@/lib/manifest/manifest";
import { conflictProblems } from "./conflict-problems";
import type { Deps } from "./deps";
import type { Ground } from "./ground";
import { textAt, valuesOf } from "./manifest-file";
import { settleUnknownKeys } from "./unknown-keys";

/** What a sent form comes to: the file, and the commit of main that it was made from. */
export interface Draft {
  content: string | null;
  base: string;
  /** The file that it was made from: main's, or that of the request that is revised. Null for a new one. */
  from: string | null;
  /** Main's file at `base`; null where it has none. */
  before: string | null;
}

/** What a draft is made of. */
export interface Sent {
  input: SendRequest;
  target: Target;
  service: Service;
  /** The request that is revised, or null. */
  revised: RequestDetail | null;
}

/** Makes the file that a sent form asks for. @throws PortalError `conflict` when main has moved in a way that collides, `invalid` when there is nothing to make it from. */
export async function draftOf(deps: Deps, ground: Ground, sent: Sent): Promise<Draft> {
  const { input, target, revised } = sent;
  const path = pathOf(target);
  const start = input.base === ground.main.commit ? ground.main : await deps.releases.at(input.base);
  if (!start) throw unknownBase();
  const [atBase, onMain] = await Promise.all([textAt(start, path), textAt(ground.main, path)]);
  if (input.type !== "create" && atBase === null && revised === null)
    throw new PortalError("not-found", "There is no such manifest on main. It may have been deleted meanwhile.");
  if (input.type !== "create" && onMain === null)
    throw new PortalError(
      "conflict",
      "Main doesn't have this manifest any more: somebody deleted it while you were working. What you entered is still here.",
    );
  if (input.type === "delete") return deletion(atBase, onMain, input.base);

  // A request that is revised goes on from its own file; one in conflict from main's, as its form did.
  const settles = revised?.merged.conflict === true && input.base !== revised.base && atBase !== null;
  const from = revised && !settles ? revised.after : atBase;
  const content = contentOf(ground, sent, from);
  if (onMain === null || atBase === null || onMain === atBase)
    return { content, base: input.base, from, before: atBase };
  return bringMainIn({ sent, content, from, atBase, onMain }, ground);
}

/** Said about a base that main's history doesn't have. */
export function unknownBase(): PortalError {
  return new PortalError(
    "conflict",
    "This form was opened on a state of the releases repository that main doesn't have. Load the page again; what you entered stays here.",
  );
}

function deletion(atBase: string | null, onMain: string | null, base: string): Draft {
  if (atBase === onMain) return { content: null, base, from: atBase, before: atBase };
  throw new PortalError(
    "conflict",
    "The manifest has changed since this page was opened. Load the page again and look at what would be deleted now.",
  );
}

function contentOf(ground: Ground, { input, target, service }: Sent, from: string | null): string {
  if (input.text !== undefined) return input.text;
  if (input.values === undefined)
    throw new PortalError("invalid", "The form was sent without any values. Load the page again.");
  const file = valuesOf(from);
  const values = settleUnknownKeys(service, file, input.values, input.remove ?? []);
  if (from === null) return buildManifest(ground.platform, service.kind, target, values);
  if (file === null)
    throw new PortalError(
      "invalid",
      "The file can't be read as a manifest, so the form can't change single values in it. Edit it as YAML.",
    );
  return editManifest(from, values);
}

interface Moved {
  sent: Sent;
  content: string;
  from: string | null;
  atBase: string;
  onMain: string;
}

/** Main's file has changed since the form was opened: both changes in one file, or the fields where they collide. */
function bringMainIn({ sent, content, from, atBase, onMain }: Moved, ground: Ground): Draft {
  const { input, service } = sent;
  const [base, ours, theirs] = [valuesOf(atBase), valuesOf(content), valuesOf(onMain)];
  if (!base || !ours || !theirs)
    throw new PortalError(
      "conflict",
      "The manifest has changed on main since this form was opened, and the two versions can't be compared value by value. Load the page again; what you entered stays here.",
    );
  const problems = conflictProblems(service.schema, base, ours, theirs, "you have");
  if (problems.length > 0)
    throw new PortalError(
      "conflict",
      "The manifest has changed on main since this form was opened, and you changed the same values. Nothing was overwritten; look at the fields below.",
      problems,
    );
  // What was written by hand stays as it was written; git merges it line by line.
  if (input.text !== undefined) return { content, base: input.base, from, before: atBase };
  const merged: JsonObject = mergeValues(base, ours, theirs);
  return { content: editManifest(onMain, merged), base: ground.main.commit, from: onMain, before: onMain };
}
