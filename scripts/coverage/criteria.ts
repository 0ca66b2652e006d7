/** What is counted. Those with a level are the ten criteria of Martin-Lopez, Segura and Ruiz-Cortés (A-TEST 2019). */
export const CRITERIA = [
  { name: 'path', level: 1 },
  { name: 'operation', level: 2 },
  { name: 'request content type', level: 3 },
  { name: 'response content type', level: 3 },
  { name: 'parameter', level: 4 },
  { name: 'status code class', level: 4 },
  { name: 'parameter value', level: 5 },
  { name: 'status code', level: 5 },
  { name: 'response body property', level: 6 },
  { name: 'operation flow', level: 7 },
  { name: 'keyword kept', level: undefined },
  { name: 'keyword broken', level: undefined },
  { name: 'boundary', level: undefined },
  { name: 'presence and absence', level: undefined },
  { name: 'wire form', level: undefined },
  { name: 'header', level: undefined },
] as const;

export type Criterion = (typeof CRITERIA)[number]['name'];

/** The highest test coverage level: all ten criteria. */
export const HIGHEST_LEVEL = 7;

/** The level that needs a criterion; `undefined` for what goes beyond all of them. */
export function levelOf(criterion: Criterion): number | undefined {
  return CRITERIA.find(({ name }) => name === criterion)?.level;
}
