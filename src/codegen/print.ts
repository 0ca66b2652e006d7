/** Code that stands in a literal as it is: the name of a constant or a function. */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A call of a function with arguments that are literals, code, or calls. */
export class Call {
  readonly name: string;
  readonly args: readonly unknown[];
  constructor(name: string, args: readonly unknown[]) {
    this.name = name;
    this.args = args;
  }
}

/** Writes a value as a TypeScript literal. Members that are `undefined` are left out. */
export function printLiteral(value: unknown, indent = ''): string {
  if (value instanceof Code) return value.text;
  if (value instanceof RegExp) return String(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = (member: unknown) => printLiteral(member, `${indent}  `);
  if (value instanceof Call) return printCall(value, indent);
  if (Array.isArray(value)) return printMembers('[', value.map(inner), ']', indent);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.map(([name, member]) => `${printName(name)}: ${inner(member)}`);
  return printMembers(texts.length > 0 ? '{ ' : '{', texts, texts.length > 0 ? ' }' : '}', indent);
}

/** A first argument of several lines begins and ends with the call, as in `object({ … }, ['name'])`. */
function printCall({ name, args: [first, ...others] }: Call, indent: string): string {
  const text = printLiteral(first, indent);
  const rest = others.map((other) => printLiteral(other, `${indent}  `));
  if (text.includes('\n')) return `${name}(${[text, ...rest].join(', ')})`;
  return printMembers(`${name}(`, [text, ...rest], ')', indent);
}

/** On one line where it fits, otherwise each member on its own. */
function printMembers(open: string, members: readonly string[], close: string, indent: string): string {
  const line = open + members.join(', ') + close;
  if (members.length === 0 || (line.length <= LINE_WIDTH - indent.length && !line.includes('\n'))) return line;
  const lines = members.map((member) => `${indent}  ${member},\n`);
  return `${open.trimEnd()}\n${lines.join('')}${indent}${close.trimStart()}`;
}

/** Writes a name as the key of a member. */
export function printName(name: string): string {
  // Written as others are, it would not become a member but the prototype.
  if (name === '__proto__') return "['__proto__']";
  return /^([A-Za-z_$][\w$]*|[1-9]\d*)$/.test(name) ? name : quote(name);
}

/** A name as an identifier: each character that none can have becomes its code. */
export function identifierFor(name: string): string {
  const plain = name.replace(/[^\w$]/gu, (character) => `$${character.codePointAt(0)?.toString(16)}$`);
  return /^\d/.test(plain) ? `$${plain}` : plain;
}

export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const LINE_WIDTH = 110;
