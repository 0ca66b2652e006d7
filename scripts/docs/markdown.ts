/** The anchor of a heading, as GitHub makes it, so that links work there and on the site. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** All anchors of a page of Markdown. GitHub numbers those that occur again. */
export function anchorsIn(markdown: string): Set<string> {
  const counts = new Map<string, number>();
  const anchors = new Set<string>();
  const prose = markdown.replaceAll(/^```.*?^```$/gms, '');
  for (const [, heading = ''] of prose.matchAll(/^#+ (.*)$/gm)) {
    const anchor = anchorOf(heading);
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  return anchors;
}

/** The targets of links in a page of Markdown, outside of code. */
export function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}
