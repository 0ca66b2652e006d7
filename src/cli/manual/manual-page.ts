/** What `--help` says about a command, in the order of manual pages. */
export interface ManualPage {
  /** The command with those above it, as it is typed. */
  readonly name: string;
  /** What it does, in half a line. */
  readonly summary: string;
  readonly synopsis: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly commands?: readonly { readonly name: string; readonly text: string }[];
  readonly options: readonly { readonly flags: string; readonly text: string }[];
  readonly exitCodes: readonly { readonly code: number; readonly text: string }[];
  readonly examples: readonly { readonly purpose: string; readonly command: string }[];
}

export function renderManual(page: ManualPage): string {
  const entries = (list: readonly (readonly [string, string])[]) =>
    list.map(([term, text]) => `${indented(term, 4)}\n${indented(text, 8)}`).join('\n\n');
  const sections: (readonly [string, string])[] = [
    ['NAME', indented(`${page.name} - ${page.summary}`, 4)],
    ['SYNOPSIS', page.synopsis.map((line) => indented(line, 4)).join('\n')],
    ['DESCRIPTION', page.description.map((paragraph) => indented(paragraph, 4)).join('\n\n')],
    ['COMMANDS', entries((page.commands ?? []).map(({ name, text }) => [name, text]))],
    ['OPTIONS', entries(page.options.map(({ flags, text }) => [flags, text]))],
    ['EXIT STATUS', entries(page.exitCodes.map(({ code, text }) => [String(code), text]))],
    // Commands are not wrapped: they are there to be copied.
    [
      'EXAMPLES',
      page.examples.map(({ purpose, command }) => `${indented(purpose, 4)}\n        ${command}`).join('\n\n'),
    ],
  ];
  const written = sections.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text}`);
  return `${written.join('\n\n')}\n`;
}

/** Wraps at spaces. A word that is too long for a line has one of its own. */
function indented(text: string, spaces: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS - spaces) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(spaces) + line).join('\n');
}

const COLUMNS = 80;
