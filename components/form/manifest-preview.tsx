"use client";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHead } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";
import { pathOf } from "@/lib/domain/path";
import { literalsIn } from "@/lib/schema/secret";
import { useFormState, useSession } from "./form-context";
import type { markChanges, PreviewLine, readManifest, writeManifest } from "./manifest-writer";
import { statedOf, targetOf } from "./stated";

interface Writer {
  writeManifest: typeof writeManifest;
  readManifest: typeof readManifest;
  markChanges: typeof markChanges;
}

/**
 * The writer of manifests, once it is there: it is big, and nobody needs it to fill in a form.
 * @param wanted false while something that is needed more is still on its way
 */
export function useWriter(wanted: boolean): Writer | null {
  const [writer, setWriter] = useState<Writer | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void import("./manifest-writer").then(({ writeManifest, readManifest, markChanges }) => {
      if (!gone) setWriter({ writeManifest, readManifest, markChanges });
    });
    return () => {
      gone = true;
    };
  }, [wanted]);
  return writer;
}

/** A line without a text that may be a secret, or without the piece of it that the line holds. */
function withoutText(line: string, secret: string): string {
  return secret
    .split("\n")
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .reduce((rest, piece) => rest.replaceAll(piece, "…"), line);
}

/**
 * The manifest beside the form: the true file as it will be committed, with what changes marked.
 * @param ready the form itself has loaded everything that it needs
 */
export function ManifestPreview({ hand, ready }: { hand: string | null; ready: boolean }) {
  const { model } = useSession();
  const writer = useWriter(ready);
  const settled = useFormState((state) => state.settled);
  const removed = useFormState((state) => state.removed);
  // A file that was written by hand may hold a secret already.
  const hide = useMemo(() => {
    const { schema } = model.form;
    const literals = [model.before, model.file].flatMap((file) => literalsIn(schema, file?.values ?? {}));
    return (line: string) => literals.reduce(withoutText, line);
  }, [model]);
  const text = useMemo(() => {
    if (writer === null) return null;
    return writer.writeManifest(model, statedOf(model, settled, removed), hand);
  }, [writer, model, settled, removed, hand]);
  const target = targetOf(model, settled);
  const named = target.tenant !== "" && (target.type === "tenant" || target.name !== "");
  const before = model.before?.text ?? null;
  const lines = useMemo(
    () =>
      writer === null || text === null
        ? null
        : writer.markChanges(before, text).map((line) => ({ ...line, text: hide(line.text) })),
    [writer, before, text, hide],
  );
  return (
    <PreviewCard
      path={named ? pathOf(target) : null}
      placeText={target.type === "tenant" ? "named once the name is chosen" : "named once tenant and name are chosen"}
      text={text}
      lines={lines}
      file={model.file && model.file.text.split("\n").map(hide).join("\n")}
    />
  );
}

/** The card itself. Until the writer is there it shows the file as it is, or the shape of one. */
function PreviewCard({
  path,
  placeText,
  text,
  lines,
  file,
}: {
  path: string | null;
  /** Said in the place of the path while there is none. */
  placeText: string;
  text: string | null;
  lines: readonly PreviewLine[] | null;
  file: string | null;
}) {
  const [copied, setCopied] = useState<string | null>(null);
  const shown =
    lines ??
    file
      ?.trimEnd()
      .split("\n")
      .map((line): PreviewLine => ({ kind: "same", text: line })) ??
    null;
  const copy = () => {
    if (text === null) return;
    void navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => setCopied(null),
    );
  };
  return (
    <Card aria-labelledby="manifest-head">
      <CardHead id="manifest-head" title="Manifest">
        {path ?? placeText}
      </CardHead>
      {shown === null ? (
        <div className="grid gap-2.5 px-4 py-4" aria-hidden="true">
          {Array.from({ length: 9 }, (_, line) => (
            <Skeleton key={line} className={cx("h-3", line % 3 === 2 ? "w-2/3" : "w-1/2")} />
          ))}
        </div>
      ) : (
        <Text lines={shown} />
      )}
      <div className="flex min-h-12 items-center justify-between gap-3 border-t border-line px-4 py-1.5 text-sm text-muted">
        <span role="status">{copied !== null && copied === text ? "Copied." : ""}</span>
        <Button variant="quiet" onClick={copy} disabled={text === null}>
          Copy manifest
        </Button>
      </div>
    </Card>
  );
}

function Text({ lines }: { lines: readonly PreviewLine[] }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label="The manifest's text" tabIndex={0} className="max-h-[60vh] overflow-auto bg-sunken">
      <pre className="w-fit min-w-full py-3.5 leading-relaxed">
        {lines.map((line, index) => (
          // Lines have no identity of their own.
          <Line key={index} line={line} />
        ))}
      </pre>
    </div>
  );
}

function Line({ line }: { line: PreviewLine }) {
  return (
    <span
      className={cx(
        "block pr-4",
        line.kind === "same" && "pl-4",
        line.kind === "add" && "bg-add",
        line.kind === "remove" && "bg-del text-muted line-through",
      )}
    >
      {line.kind !== "same" && (
        <>
          <span aria-hidden="true" className="inline-block w-4 text-center font-bold select-none">
            {line.kind === "add" ? "+" : "−"}
          </span>
          <span className="sr-only">{line.kind === "add" ? "added: " : "removed: "}</span>
        </>
      )}
      {line.text === "" ? "\u00a0" : line.text}
    </span>
  );
}
