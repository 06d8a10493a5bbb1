"use client";
import type { FieldProps } from "@rjsf/utils";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldHelp } from "@/components/ui/field";
import { isObject, type JsonObject, type JsonValue } from "@/lib/domain/json";
import { pointerOf } from "@/lib/domain/pointer";
import { ArrayItem } from "./array-item";
import { ChoiceSet } from "./choice-set";
import { GroupProblem } from "./field-frame";
import { useSession } from "./form-context";
import { itemName } from "./gist";
import { moved, without } from "./list-moves";
import { newValue } from "./new-value";
import { placeIn } from "./plain-field";
import { fieldId } from "./pointer";
import { isChoiceSet, textOf } from "./schema-facts";

/** Keys that stay with items while they move; a list that was changed from outside keeps those that it can. */
function useKeys(length: number) {
  const [{ keys, next }, set] = useState<{ keys: readonly number[]; next: number }>({ keys: [], next: 0 });
  const setKeys = (changed: readonly number[]) => {
    set({ keys: changed, next: Math.max(next, ...changed.map((key) => key + 1)) });
  };
  if (keys.length !== length) setKeys(Array.from({ length }, (_, index) => keys[index] ?? next + index));
  return { keys, next, setKeys };
}

/** How many a list may hold, for its help: "1 to 5". Empty when it says nothing. */
export function sizeText({ minItems, maxItems }: JsonObject): string {
  const least = typeof minItems === "number" && minItems > 0 ? minItems : null;
  if (least !== null && typeof maxItems === "number")
    return least === maxItems ? `Exactly ${least}.` : `${least} to ${maxItems}.`;
  if (least !== null) return `At least ${least}.`;
  return typeof maxItems === "number" ? `At most ${maxItems}.` : "";
}

/** A list: items that can be added, removed and moved, from the keyboard too. */
export function ArrayField(props: FieldProps) {
  const schema = props.schema as JsonObject; // the form was given plain JSON
  const items = isObject(schema.items) ? schema.items : {};
  const label = textOf(schema, "title") ?? props.title ?? props.name;
  const list: JsonValue[] = Array.isArray(props.formData) ? (props.formData as JsonValue[]) : []; // an array field's data
  if (isChoiceSet(schema))
    return (
      <ChoiceSet
        schema={schema}
        label={label}
        path={props.fieldPathId.path}
        value={list}
        disabled={props.disabled === true}
        onChange={(next) => {
          props.onChange(next, props.fieldPathId.path);
        }}
      />
    );
  return <List props={props} schema={schema} items={items} label={label} list={list} />;
}

function List({
  props,
  schema,
  items,
  label,
  list,
}: {
  props: FieldProps;
  schema: JsonObject;
  items: JsonObject;
  label: string;
  list: readonly JsonValue[];
}) {
  const { store } = useSession();
  const { path } = props.fieldPathId;
  const pointer = pointerOf(path);
  const id = fieldId(pointer);
  const { keys, next, setKeys } = useKeys(list.length);
  const [fresh, setFresh] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const group = useRef<HTMLFieldSetElement>(null);
  const help = [textOf(schema, "description"), sizeText(schema)].filter(Boolean).join(" ");
  const full = typeof schema.maxItems === "number" && list.length >= schema.maxItems;
  const thing = textOf(items, "title")?.toLowerCase();

  const change = (next: readonly JsonValue[], nextKeys: readonly number[], words: string) => {
    store.shifted(pointer);
    setKeys(nextKeys);
    props.onChange([...next], path);
    setSaid(words);
  };
  const add = () => {
    if (full) return;
    setFresh(next);
    change([...list, newValue(items)], [...keys, next], `${thing ?? "Item"} ${list.length + 1} added.`);
  };
  const remove = (index: number) => {
    change(without(list, index), without(keys, index), `${itemName(items, list[index], index)} removed.`);
    // The button that had the focus is gone; the list itself is the nearest place.
    group.current?.focus();
  };
  const move = (index: number, to: number) => {
    if (to < 0 || to >= list.length) return;
    const name = itemName(items, list[index], index);
    change(moved(list, index, to), moved(keys, index, to), `${name} is now ${to + 1} of ${list.length}.`);
  };

  return (
    <fieldset
      ref={group}
      id={id}
      tabIndex={-1}
      className="grid min-w-0 gap-2"
      aria-describedby={help === "" ? undefined : `${id}-help`}
    >
      <legend className="mb-1.5 font-[550]">{label}</legend>
      {list.map((item, index) => (
        <ArrayItem
          key={keys[index]}
          props={props}
          items={items}
          item={item}
          index={index}
          total={list.length}
          fieldPathId={placeIn(props.fieldPathId, index)}
          fresh={fresh === keys[index]}
          onMove={(to) => {
            move(index, to);
          }}
          onRemove={() => {
            remove(index);
          }}
        />
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button onClick={add} disabled={full || props.disabled === true}>
          {thing === undefined ? `Add to ${label.toLowerCase()}` : `Add ${thing}`}
        </Button>
        {list.length === 0 && <span className="text-sm text-muted">None yet.</span>}
      </div>
      <GroupProblem pointer={pointer} />
      {help !== "" && <FieldHelp id={id}>{help}</FieldHelp>}
      <p role="status" className="sr-only">
        {said}
      </p>
    </fieldset>
  );
}
