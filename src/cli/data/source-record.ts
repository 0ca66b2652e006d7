/** A record of an input, and where it stands. */
export interface SourceRecord {
  /** `customers.csv:17` for a line, `customers.json[16]` for a member of a list. */
  readonly place: string;
  /** What it holds, by the name of the column or the member. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record that is no object stands for the one thing that a record needs. */
export function fieldsOf(record: unknown): SourceRecord['fields'] | undefined {
  if (typeof record === 'number' || typeof record === 'string') return { id: record };
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  return { ...record };
}
