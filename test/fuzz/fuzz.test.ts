import { afterAll, describe, expect, it } from "vitest";
import { inputOf } from "./inputs.js";
import { Trial } from "./trial.js";

const trial = new Trial();
afterAll(() => trial.close());

// The long run is made by hand: npm run fuzz -- --inputs 50000 --seed 1
describe("broken texts of every kind, through the whole engine", () => {
  it("are the same for the same seed", () => {
    expect(inputOf(7, 12)).toEqual(inputOf(7, 12));
    expect(new Set(Array.from({ length: 200 }, (_, n) => inputOf(7, n).path)).size).toBeGreaterThan(7);
  });

  it("cause no exception, and nothing is said about places outside of them", async () => {
    for (let n = 0; n < 400; n++) {
      const input = inputOf(20_261_124, n);
      expect(await trial.run(input, n), `input ${n}: ${JSON.stringify(input.text.slice(0, 2_000))}`).toEqual([]);
    }
  });
});
