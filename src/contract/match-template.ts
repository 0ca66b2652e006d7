/** The texts that stand for the `{names}` of a template, as they are written, and the path after it. */
export interface MatchedTemplate {
  readonly values: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** Matches a path, or the beginning of one, segment by segment. */
export function matchTemplate(template: string, path: string, asPrefix = false): MatchedTemplate | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (asPrefix ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const values: [name: string, text: string][] = [];
  for (const [index, segment] of wanted.entries()) {
    const found = matchSegment(segment, given[index] ?? '');
    if (!found) return undefined;
    values.push(...found);
  }
  return { values: Object.fromEntries(values), rest: `/${given.slice(wanted.length).join('/')}` };
}

/** Names that are only a part of their segment end where the text after them first occurs: `{name}.{extension}`. */
function matchSegment(template: string, text: string): [name: string, text: string][] | undefined {
  if (!template.includes('{')) return template === text ? [] : undefined;
  const [before = '', ...others] = template.split(/\{([^{}]*)\}/);
  if (!text.startsWith(before)) return undefined;
  const values: [string, string][] = [];
  let at = before.length;
  for (let index = 0; index < others.length; index += 2) {
    const [name = '', after = ''] = others.slice(index, index + 2);
    const end = index + 2 < others.length ? text.indexOf(after, at + 1) : text.length - after.length;
    if (end <= at || !text.endsWith(after, end + after.length)) return undefined;
    values.push([name, text.slice(at, end)]);
    at = end + after.length;
  }
  // What follows the last name ends where the text does.
  return values;
}

/** Of templates that match the same path, the one that leaves fewer segments open comes first, or else that with more text. */
export function byLiterals(one: string, other: string): number {
  const names = (template: string) => template.split(/\/\{[^{}]+\}(?=\/|$)/).length;
  const text = (template: string) => template.replace(/\{[^{}]*\}/g, '').length;
  return names(one) - names(other) || text(other) - text(one);
}
