/** The numbers in a list of the query; none where there is no list. */
export function numbersOf(list: unknown): number[] {
  return Array.isArray(list) ? list.filter((member) => typeof member === 'number') : [];
}

/** The texts in a list of the query; none where there is no list. */
export function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((member) => typeof member === 'string') : [];
}
