import { describe, expect, test } from '@jest/globals';
import { anchorsIn, linksIn } from '../../scripts/docs/markdown.js';
import { SITE_PAGES, stagePage } from '../../scripts/docs/site-pages.js';
import { ALL_PAGES } from './pages.js';

const isFolder = (path: string) => path === 'examples';

describe('links that lead somewhere on GitHub lead to the same place on the site:', () => {
  test.each<[string, string, string]>([
    ['README.md', '[Bulk](docs/bulk.md)', '[Bulk](./docs/bulk.md)'],
    ['README.md', '[Top](#contents)', '[Top](#contents)'],
    ['README.md', '[Examples](examples)', '[Examples](./examples/index.md)'],
    ['README.md', '[Licence](LICENSE)', '[Licence](./LICENSE.md)'],
    ['docs/bulk.md', '[Start](../README.md#contents)', '[Start](./../index.md#contents)'],
    ['docs/bulk.md', '[Traces](../examples/traces.ts)', '[Traces](./../examples/traces.ts.md)'],
    ['examples/README.md', '[Sandbox](../docs/sandbox.md)', '[Sandbox](./../docs/sandbox.md)'],
    ['README.md', '[Site](https://example.com/a.md)', '[Site](https://example.com/a.md)'],
    ['README.md', '`[code](docs/bulk.md)`', '`[code](docs/bulk.md)`'],
    ['README.md', '```\n[code](docs/bulk.md)\n```', '```\n[code](docs/bulk.md)\n```'],
  ])('in %s, %j', (source, markdown, staged) => {
    expect(stagePage(source, markdown, isFolder).markdown).toBe(staged);
  });

  test('files that are no pages are shown as text', () => {
    const { files } = stagePage('README.md', '[a](LICENSE) [b](docs/bulk.md) [c](LICENSE)', isFolder);
    expect(files).toEqual(['LICENSE']);
  });
});

test('the site has every page of the documentation', () => {
  expect(SITE_PAGES.map(({ source }) => source).sort()).toEqual(ALL_PAGES.map(({ path }) => path).sort());
});

test('anchors are those of GitHub, numbered where a heading occurs again; code has none', () => {
  const markdown = '# `a()` and B: c-d\n\n## Éa, b\n\n## Éa, b\n\n```\n# not a heading\n```\n';
  expect([...anchorsIn(markdown)]).toEqual(['a-and-b-c-d', 'éa-b', 'éa-b-1']);
});

test('links in code are none', () => {
  expect(linksIn('[`a`](b.md) `[c](d.md)`\n\n```\n[e](f.md)\n```\n\n[g](#h)')).toEqual(['b.md', '#h']);
});
