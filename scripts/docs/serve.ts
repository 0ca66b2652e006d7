import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { indexed } from './links.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Serves a folder as a web server would, to this machine only. */
export async function serve(folder: string, base = '/'): Promise<{ url: string; close(): void }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname.startsWith(base)
      ? indexed(normalize(decodeURIComponent(pathname.slice(base.length - 1))))
      : '';
    const body = await readFile(join(folder, path)).catch(() => undefined);
    const headers = { 'Content-Type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream' };
    // Browsers ask for the icon on their own.
    const status = body ? 200 : pathname === '/favicon.ico' ? 204 : 404;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
