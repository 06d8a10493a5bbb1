import type { Tone } from "@/components/ui/pill";
import type { SignName } from "@/components/ui/sign";
import type { DefinitionHealth, SourceHealth } from "@/lib/domain/cluster-health";

/** How a definition's state looks, and what it means. */
export const DEFINITION_LOOK: Record<
  DefinitionHealth["state"],
  { tone: Tone; sign: SignName; word: string; what: string }
> = {
  accepted: { tone: "ok", sign: "check", word: "accepted", what: "KRO serves it, and the API knows its kind." },
  waiting: { tone: "accent", sign: "clock", word: "on its way", what: "KRO has not said yes to this version yet." },
  refused: { tone: "bad", sign: "cross", word: "refused", what: "KRO says no; what it accepted before may go on." },
  unserved: {
    tone: "bad",
    sign: "cross",
    word: "not served",
    what: "KRO says yes, but the API does not know its kind.",
  },
  stale: {
    tone: "bad",
    sign: "cross",
    word: "older schema",
    what: "KRO says yes, but the cluster judges by a schema that is not the newest.",
  },
  absent: {
    tone: "bad",
    sign: "cross",
    word: "not there",
    what: "The cluster has no such definition: Argo CD brings it once it is merged.",
  },
  forbidden: { tone: "idle", sign: "minus", word: "not known", what: "The portal may not read all of it." },
};

/** How a source's state looks. */
export const SOURCE_LOOK: Record<SourceHealth["state"], { tone: Tone; sign: SignName; word: string }> = {
  ready: { tone: "ok", sign: "check", word: "ready" },
  waiting: { tone: "accent", sign: "clock", word: "on its way" },
  failed: { tone: "bad", sign: "cross", word: "failed" },
};
