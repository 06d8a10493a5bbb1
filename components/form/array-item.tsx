"use client";
import type { FieldPathId, FieldProps } from "@rjsf/utils";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Sign } from "@/components/ui/sign";
import type { JsonObject, JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { useFormState } from "./form-context";
import { mayShow } from "./form-store";
import { gistOf, itemName } from "./gist";
import { InnerField } from "./inner-field";
import { fieldId, isWithin } from "./pointer";
import { choicesOf, textOf, typeOf } from "./schema-facts";
import { useRevealed } from "./section";

/** True for an item that takes more than a line: it folds to a gist. */
function isBig(items: JsonObject): boolean {
  const scalar = ["string", "number", "integer", "boolean"].includes(typeOf(items) ?? "");
  return !(scalar || choicesOf(items) !== null);
}

function MoveButton({ name, up, edge, onPress }: { name: string; up: boolean; edge: boolean; onPress: () => void }) {
  return (
    <Button
      variant="quiet"
      aria-label={`Move ${name} ${up ? "up" : "down"}`}
      // Not `disabled`: a button that loses the focus at the end of the list would lose the person's place with it.
      aria-disabled={edge || undefined}
      className="aria-disabled:opacity-40"
      onClick={onPress}
    >
      <span className={up ? "-rotate-90" : "rotate-90"}>
        <Sign name="arrow" />
      </span>
    </Button>
  );
}

/** One item of a list with its buttons, all of them named after it. */
export function ArrayItem({
  props,
  items,
  item,
  index,
  total,
  fieldPathId,
  fresh,
  onMove,
  onRemove,
}: {
  /** The list's own field props. */
  props: FieldProps;
  items: JsonObject;
  item: JsonValue | undefined;
  index: number;
  total: number;
  fieldPathId: FieldPathId;
  /** Just added by the person: it opens, and its first control takes the focus. */
  fresh: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const pointer = pointerOf(fieldPathId.path);
  const id = fieldId(pointer);
  const name = itemName(items, item, index);
  const big = isBig(items);
  const { open, opened, setOpen } = useRevealed([pointer], fresh);
  const box = useRef<HTMLDivElement>(null);
  const wrong = useFormState((state) =>
    state.problems.some(
      (problem) => problem.pointer !== null && isWithin(problem.pointer, pointer) && mayShow(state, problem.pointer),
    ),
  );
  useEffect(() => {
    if (fresh) box.current?.querySelector<HTMLElement>("[data-item] :is(input, select, textarea)")?.focus();
  }, [fresh]);

  const buttons = (
    <div className="flex flex-none items-center">
      <MoveButton name={name} up edge={index === 0} onPress={() => onMove(index - 1)} />
      <MoveButton name={name} up={false} edge={index === total - 1} onPress={() => onMove(index + 1)} />
      <Button variant="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
  const title = `${textOf(items, "title") ?? textOf(props.schema, "title") ?? props.name} ${index + 1}`; // plain JSON
  const field = (
    <InnerField
      outer={props}
      name={String(index)}
      title={title}
      // The heading of the item, or its place in the list, says what it is; a label on each would repeat it.
      schema={big ? items : { ...items, title }}
      uiSchema={{ ...(props.uiSchema?.items as object), "ui:label": false }} // our own ui schema, see ui-schema.ts
      value={item}
      fieldPathId={fieldPathId}
      required={!big}
      // Emptied text is empty text; anything else is null until it is filled in or removed.
      whenEmptied={typeOf(items) === "string" ? "" : null}
    />
  );

  if (!big)
    return (
      <div ref={box} className="flex flex-wrap items-start gap-1">
        <div data-item className="min-w-40 flex-1">
          {field}
        </div>
        {buttons}
      </div>
    );
  return (
    <div ref={box} role="group" aria-label={gistOf(item) || name} className="min-w-0 rounded-md border border-line">
      <div className="flex flex-wrap items-center gap-x-2 pr-1">
        <button
          type="button"
          id={id}
          aria-expanded={open}
          aria-controls={`${id}-body`}
          className="flex min-h-10 min-w-40 flex-1 items-center gap-2 px-3 py-1.5 text-left"
          onClick={() => {
            setOpen(!open);
          }}
        >
          <svg
            viewBox="0 0 16 16"
            width={12}
            height={12}
            aria-hidden="true"
            className={open ? "flex-none rotate-90" : "flex-none"}
          >
            <path d="M5 3l6 5-6 5z" fill="currentColor" />
          </svg>
          <span className="min-w-0 break-words">
            {gistOf(item) || <span className="text-muted">{name}</span>}
            {wrong && <span className="text-sm text-bad"> · to change</span>}
          </span>
        </button>
        {buttons}
      </div>
      <div id={`${id}-body`} data-item hidden={!open} className="border-t border-line px-3 py-4">
        {(open || opened) && field}
      </div>
    </div>
  );
}
