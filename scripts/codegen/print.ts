/** Code that stands in a literal as it is: the name of a constant or a function. */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Writes a value as a TypeScript literal. Members that are `undefined` are left out. */
export function printLiteral(value: unknown, indent = ''): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Array.isArray(value)
    ? value.map((member) => printLiteral(member, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => `${printName(name)}: ${printLiteral(member, inner)}`);
  if (members.length === 0) return open + close;
  const padding = Array.isArray(value) ? '' : ' ';
  const line = open + padding + members.join(', ') + padding + close;
  if (line.length <= LINE_WIDTH - indent.length && !line.includes('\n')) return line;
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}${close}`;
}

/** Writes a name as the key of a member. */
export function printName(name: string): string {
  return /^([A-Za-z_$][\w$]*|[1-9]\d*)$/.test(name) ? name : quote(name);
}

export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const LINE_WIDTH = 110;
