// @vitest-environment jsdom
import { act, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { AccountChoices } from "@/components/session/account-choices";
import { useCatchUp } from "./use-alive";

function Entries() {
  const form = useCatchUp<HTMLDivElement>();
  const [text, setText] = useState("");
  const [on, setOn] = useState(false);
  const [size, setSize] = useState("s");
  return (
    <div ref={form}>
      <input id="text" value={text} onChange={(event) => setText(event.target.value)} />
      <input id="on" type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
      <select id="size" value={size} onChange={(event) => setSize(event.target.value)}>
        <option>s</option>
        <option>m</option>
      </select>
      <output>{JSON.stringify({ text, on, size })}</output>
    </div>
  );
}

const control = (id: string) => document.getElementById(id) as HTMLInputElement; // the test's own page

it("what was entered before the page was alive counts once it is", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = `<main>${renderToString(<Entries />)}</main>`;
  control("text").value = "typed early";
  control("on").checked = true;
  control("size").value = "m";
  const main = document.querySelector("main");
  if (!main) throw new Error("no page");
  const root = await act(() => Promise.resolve(hydrateRoot(main, <Entries />)));
  expect(document.querySelector("output")?.textContent).toBe('{"text":"typed early","on":true,"size":"m"}');
  expect(control("text").value).toBe("typed early");
  await act(() => {
    root.unmount();
    return Promise.resolve();
  });
  vi.unstubAllGlobals();
});

it("the accounts to sign in as can't be pressed before the page is alive", () => {
  const accounts = [{ claim: "requester", title: "Requester", what: "Asks." }];
  expect(renderToString(<AccountChoices accounts={accounts} next="/" />)).toMatch(/<button[^>]* disabled=""/);
});
