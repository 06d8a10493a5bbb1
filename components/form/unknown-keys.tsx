"use client";
import { Button } from "@/components/ui/button";
import { FirstFew } from "@/components/ui/first-few";
import { Notice } from "@/components/ui/notice";
import { useComputedState, useFormState, useSession } from "./form-context";
import { fieldId } from "./pointer";

/** `/storage/sise` → `storage.sise`, as people write it. */
function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Keys of the file that the schema refuses: named, and taken out only when the person says so. */
export function UnknownKeys() {
  const { model, store } = useSession();
  const removed = useFormState((state) => state.removed);
  const unknown = useComputedState(
    (state) => [state.problems, state.removed],
    (state) => {
      const found = [...model.unknownKeys, ...state.problems]
        .filter(({ code }) => code === "unknown-key")
        .flatMap(({ pointer }) => (pointer === null ? [] : [pointer]));
      const gone = new Set(state.removed);
      return [...new Set(found)].filter((pointer) => !gone.has(pointer));
    },
  );
  if (unknown.length === 0 && removed.length === 0) return null;
  const named = (pointers: readonly string[]) => (
    <ul className="list-disc pl-5">
      <FirstFew items={pointers}>
        {(pointer) => (
          <li key={pointer} id={fieldId(pointer)} tabIndex={-1}>
            <code>{dotted(pointer)}</code>
          </li>
        )}
      </FirstFew>
    </ul>
  );
  return (
    <div className="grid gap-3">
      {unknown.length > 0 && (
        <Notice
          tone="warn"
          title={
            unknown.length === 1
              ? "The file has a key that this service does not know"
              : `The file has ${unknown.length} keys that this service does not know`
          }
        >
          {named(unknown)}
          <p>The request can’t be sent while {unknown.length === 1 ? "it is" : "they are"} there.</p>
          <div>
            <Button
              onClick={() => {
                store.remove([...removed, ...unknown]);
              }}
            >
              {unknown.length === 1 ? "Remove it as part of this request" : "Remove them as part of this request"}
            </Button>
          </div>
        </Notice>
      )}
      {removed.length > 0 && (
        <Notice tone="idle" role="status" title="This request takes out">
          {named(removed)}
          <div>
            <Button
              onClick={() => {
                store.remove([]);
              }}
            >
              Keep what the file has
            </Button>
          </div>
        </Notice>
      )}
    </div>
  );
}
