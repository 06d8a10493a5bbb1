"use client";
import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import { Fragment, type ReactNode, useContext, useState } from "react";
import { isObject, type JsonObject } from "@/lib/domain/json";
import { pointerOf, valueAt } from "@/lib/domain/pointer";
import { groupOf, runsOf } from "@/lib/schema/layout";
import { OptionContext } from "./chooser";
import { plain } from "./coded-names";
import { GroupProblem } from "./field-frame";
import { useComputedState, useSession } from "./form-context";
import { MapEntries } from "./map-entries";
import { fieldId, type Path } from "./pointer";
import { RemoveGroup } from "./remove-group";
import { countChanged, countSettings, isRequired, propertiesOf, textOf, withoutPlatformOwned } from "./schema-facts";
import { Section } from "./section";

/** The two fields that code knows by name. */
const NAMES = ["tenant", "name"];

/** Groups with more settings than this are folded away, unless the person must fill them in. */
const LONG = 4;

/** With more fields than this at its root, and no word about which matter, a form shows what must be filled in first. */
const CROWD = 40;

/** A path as the form schema writes it: an item's number becomes `*`. */
function patternOf(path: Path): string {
  return pointerOf(path.map((key) => (typeof key === "number" ? "*" : key)));
}

/** How many settings some properties of one object have, and how many of them differ from their defaults. */
function useCounts(pointer: string, schema: JsonObject, names: readonly string[]) {
  const { defaults, model } = useSession();
  const seen = model.unseen.length === 0 ? schema : withoutPlatformOwned(schema);
  const inside = propertiesOf(seen).filter(([name]) => names.includes(name));
  const part: JsonObject = { ...seen, properties: Object.fromEntries(inside) };
  const settings = inside.reduce((sum, [, property]) => sum + countSettings(property), 0);
  const changed = useComputedState(
    (state) => [state.settled],
    (state) =>
      inside.length === 0 ? 0 : countChanged(part, valueAt(state.settled, pointer), valueAt(defaults, pointer)),
  );
  return { settings, changed };
}

interface Property {
  name: string;
  content: ReactNode;
}

/** Properties in a row; those of one group below its title. */
function Grouped({ schema, properties }: { schema: JsonObject; properties: readonly Property[] }) {
  const known = isObject(schema.properties) ? schema.properties : {};
  return runsOf(properties, ({ name }) => groupOf(known[name])).map(({ title, things }) => {
    const drawn = things.map(({ name, content }) => <Fragment key={name}>{content}</Fragment>);
    return title === null ? (
      <Fragment key={things[0]?.name}>{drawn}</Fragment>
    ) : (
      <fieldset key={title} className="grid min-w-0 gap-5 border-t border-line pt-1">
        <legend className="pr-2 font-semibold">{title}</legend>
        {drawn}
      </fieldset>
    );
  });
}

/** The properties of an object: first what most people need, then the rest folded away. */
function Properties({ path, schema, properties }: { path: Path; schema: JsonObject; properties: readonly Property[] }) {
  const { advanced, model } = useSession();
  const pointer = pointerOf(path);
  const seen = properties.filter(({ name }) => !model.unseen.includes(patternOf([...path, name])));
  const crowded = path.length === 0 && advanced.size === 0 && seen.length > CROWD;
  const isAdvanced = ({ name }: { name: string }) =>
    crowded ? !isRequired(schema, name) && !NAMES.includes(name) : advanced.has(patternOf([...path, name]));
  const rest = seen.filter(isAdvanced);
  const counts = useCounts(
    pointer,
    schema,
    rest.map(({ name }) => name),
  );
  return (
    <>
      <Grouped schema={schema} properties={seen.filter((property) => !isAdvanced(property))} />
      <MapEntries />
      {rest.length > 0 && (
        <Section
          title={
            crowded
              ? "All settings"
              : path.length === 0
                ? "Advanced"
                : `Advanced: ${textOf(schema, "title") ?? String(path.at(-1))}`
          }
          pointers={rest.map(({ name }) => pointerOf([...path, name]))}
          counts={counts}
        >
          <Grouped schema={schema} properties={rest} />
        </Section>
      )}
    </>
  );
}

/** An object: the form itself at the root, else a group with its title; a long one that nobody must fill in is folded. */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const schema = plain.schema(props.schema); // the form was given plain JSON
  const path = plain.path(props.fieldPathId.path);
  const pointer = pointerOf(path);
  const properties = props.properties.map(({ name, content }) => ({ name: plain.name(name), content }));
  const names = properties.map(({ name }) => name);
  const counts = useCounts(pointer, schema, names);
  const isOption = useContext(OptionContext);
  const [round, setRound] = useState(0);
  const remove = !isOption && (
    <RemoveGroup path={path} title={props.title} schema={schema} onRemoved={() => setRound(round + 1)} />
  );
  const inside = (
    <>
      <OptionContext value={false} key={round}>
        <Properties path={path} schema={schema} properties={properties} />
      </OptionContext>
      {remove}
    </>
  );
  if (path.length === 0) return <div className="grid gap-5">{inside}</div>;

  const help = textOf(schema, "description");
  const id = fieldId(pointer);
  const about = (
    <>
      {help !== null && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
      <GroupProblem pointer={pointer} />
    </>
  );
  const mustFill = names.some(
    (name) => isRequired(schema, name) && !isDefaulted(schema, name) && props.required === true,
  );
  // All of it is in the shapes to choose from, and the choice bears the title.
  if (names.length === 0 && (schema.oneOf !== undefined || schema.anyOf !== undefined))
    return (
      <>
        {about}
        {remove}
      </>
    );
  if (isOption) return <div className="grid gap-5 border-l-2 border-line pl-4">{inside}</div>;
  if (props.title === "")
    return (
      <div className="grid gap-5">
        {about}
        {inside}
      </div>
    );
  if (counts.settings > LONG && !mustFill)
    return (
      <Section id={id} title={props.title} pointers={[pointer]} counts={counts}>
        {about}
        {inside}
      </Section>
    );
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className="grid min-w-0 gap-5 rounded-lg border border-line px-4 pt-1 pb-4"
      aria-describedby={help === null ? undefined : `${id}-help`}
    >
      <legend className="px-1 font-semibold">{props.title}</legend>
      {about}
      {inside}
    </fieldset>
  );
}

function isDefaulted(schema: JsonObject, name: string): boolean {
  const property =
    isObject(schema.properties) && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  return isObject(property) && property.default !== undefined;
}
