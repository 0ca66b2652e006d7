/**
 * Records of JSON as they are written. Numbers with many digits, decimals such as `1.10` and members of the same name do not
 * survive being parsed.
 */

/** The items of a valid JSON list, or the members of a valid JSON object, as they are written. */
export function partsOf(json: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let isInText = false;
  const end = (at: number) => {
    const part = json.slice(start, at).trim();
    if (part !== '') parts.push(part);
    start = at + 1;
  };
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInText) {
      if (character === '\\') at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '[' || character === '{') {
      if (depth === 0) start = at + 1;
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth -= 1;
      if (depth === 0) end(at);
    } else if (character === ',' && depth === 1) end(at);
  }
  return parts;
}

/** The members of a record with their names. A number or a text by itself is an id. */
function membersOf(record: string): { readonly name: string; readonly value: string }[] {
  if (!record.startsWith('{')) return [{ name: 'id', value: record }];
  return partsOf(record).map((member) => {
    const [written = '""', name = ''] = /^"([^"\\]*(?:\\.[^"\\]*)*)"/s.exec(member) ?? [];
    const value = member.slice(written.length).replace(/^\s*:\s*/, '');
    return { name: name.includes('\\') ? String(JSON.parse(written)) : name, value };
  });
}

/** The names of the members of a record; none if it is no valid record. */
export function namesIn(record: string): string[] {
  try {
    return record.startsWith('{') && JSON.parse(record) ? membersOf(record).map(({ name }) => name) : [];
  } catch {
    return [];
  }
}

/** A name that two members of a record have, if there is one. JSON.parse keeps the last of them and does not say so. */
export function repeatedNameIn(record: string): string | undefined {
  const seen = new Set<string>();
  return membersOf(record).find(({ name }) => seen.size === seen.add(name).size)?.name;
}

/** A record on one line, with other members at its end. Those that it had of the same names are left out. */
export function withMembers(record: string, added: Readonly<Record<string, unknown>>): string {
  const kept = membersOf(record).filter(({ name }) => !Object.hasOwn(added, name));
  const all = [
    ...kept.map(({ name, value }) => `${JSON.stringify(name)}:${onOneLine(value)}`),
    ...Object.entries(added).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
  ];
  return `{${all.join(',')}}`;
}

/** The fields of a record for cells of CSV. What is not a text is as it is written. */
export function fieldsAsWritten(
  fields: Readonly<Record<string, unknown>>,
  record: string,
): Readonly<Record<string, unknown>> {
  const written = new Map(membersOf(record).map(({ name, value }) => [name, onOneLine(value)]));
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' || value === null ? value : written.get(name),
    ]),
  );
}

/** Line breaks of JSON are between its parts only. */
function onOneLine(json: string): string {
  return json.replace(/[ \t]*[\r\n]+[ \t\r\n]*/g, ' ');
}
