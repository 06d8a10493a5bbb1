import { describe, expect, it } from "vitest";
import { rememberTeams, TEAMS_KEPT } from "./teams";

function asked() {
  const clock = { at: 0 };
  const calls: string[] = [];
  const answer = { fails: false };
  const teams = rememberTeams(
    {
      teams: (login) => {
        calls.push(login);
        return answer.fails ? Promise.reject(new Error("away")) : Promise.resolve([`example/${calls.length}`]);
      },
    },
    () => new Date(clock.at),
  );
  return { clock, calls, answer, teams };
}

describe("teams that are remembered", () => {
  it("are asked for once within an hour, and again after it", async () => {
    const { clock, calls, teams } = asked();
    expect(await Promise.all([teams.teams("one"), teams.teams("one")])).toEqual([["example/1"], ["example/1"]]);
    clock.at = TEAMS_KEPT - 1;
    expect(await teams.teams("one")).toEqual(["example/1"]);
    clock.at = TEAMS_KEPT;
    expect(await teams.teams("one")).toEqual(["example/2"]);
    expect(calls).toEqual(["one", "one"]);
  });

  it("are nobody else's", async () => {
    const { teams } = asked();
    expect(await teams.teams("one")).not.toEqual(await teams.teams("two"));
  });

  it("are asked for again at once after a failure, which is not an empty answer", async () => {
    const { answer, teams } = asked();
    answer.fails = true;
    await expect(teams.teams("one")).rejects.toThrow("away");
    answer.fails = false;
    expect(await teams.teams("one")).toEqual(["example/2"]);
  });
});
