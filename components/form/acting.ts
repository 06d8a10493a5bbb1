import { act } from "react";

/** Does something as a person would, and waits for what React makes of it. */
export const doing = (work: () => void) =>
  act(() => {
    work();
    return Promise.resolve();
  });

/** Lets `ms` milliseconds pass, and React do what falls into them. */
export const settle = (ms = 150) => act(async () => new Promise((done) => setTimeout(done, ms)));

/** Waits until `check` throws no more; after five seconds its last error is the test's. */
export const eventually = async (check: () => void): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      check();
      return;
    } catch {
      await settle(50);
    }
  }
  check();
};

/** The text of the manifest beside the form. */
export const manifest = () => [...document.querySelectorAll("pre > span")].map((line) => line.textContent).join("\n");
