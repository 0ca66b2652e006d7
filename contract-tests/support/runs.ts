/**
 * How often a property is tried. More with `PROPERTY_RUNS=5000 npm test`. A failing run prints its seed and path, and the
 * smallest input that fails; `PROPERTY_SEED` and `PROPERTY_PATH` repeat it, with `-t` and the name of the test.
 */
export function runs(usual: number) {
  const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH } = process.env;
  return {
    numRuns: Number(PROPERTY_RUNS ?? usual),
    ...(PROPERTY_SEED && { seed: Number(PROPERTY_SEED) }),
    ...(PROPERTY_PATH && { path: PROPERTY_PATH }),
  };
}
