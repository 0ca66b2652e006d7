import { expect, test } from '@jest/globals';
import { brokenLinks } from '../../scripts/docs/links.js';

const HERE = { path: 'api/here.html', html: '<h1 id="top">x</h1><script>"<a href=\\"no.html\\">"</script>' };
const FILES = new Set(['api/here.html', 'index.html', 'api/style.css']);

test.each<[string, string[]]>([
  ['<a href="here.html">', []],
  ['<a href="#top">', []],
  ['<a class="x" href="here.html#top">', []],
  ['<a href="../index.html"><link href="style.css">', []],
  ['<a href="https://elsewhere.example/no.html">', []],
  ['<a href="gone.html">', ['api/page.html: gone.html is no file']],
  ['<img src="gone.png">', ['api/page.html: gone.png is no file']],
  ['<a href="here.html#gone">', ['api/page.html: here.html#gone is no place in api/here.html']],
  ['<a href="#gone">', ['api/page.html: #gone is no place in api/page.html']],
])('%s on a page of the reference: %j', (links, problems) => {
  const page = { path: 'api/page.html', html: `<p id="top">${links}` };
  expect(brokenLinks([HERE, page], new Set([...FILES, page.path]))).toEqual(problems);
});

test.each<[string, string[]]>([
  ['<a href="/docs/">', []],
  ['<a href="/docs/api/here.html#top">', []],
  ['<a href="./">', ['api/page.html: ./ is no file']],
  ['<a href="/api/here.html">', ['api/page.html: /api/here.html is no file']],
])('%s on a site below /docs/: %j', (links, problems) => {
  const page = { path: 'api/page.html', html: links };
  expect(brokenLinks([HERE, page], new Set([...FILES, page.path]), '/docs/')).toEqual(problems);
});
