import type { RequestListener } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { BAD_REQUEST } from '../answers.js';
import { handleRequest, type LiveStore } from './handle-request.js';

/** Handles requests with whatever store there is when they have arrived. */
export function createApp(live: LiveStore): RequestListener {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Any path and any method: which ones there are, the store knows, and says before it looks at anything else.
  app.all('*', async ({ env: { incoming, outgoing } }) => {
    await handleRequest(live, incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return (incoming, outgoing) => {
    // What makes no URL does not come to the app. The asterisk of OPTIONS is proper HTTP all the same.
    const refusal = incoming.url === '*' ? undefined : BAD_REQUEST;
    const errorHandler = () => handleRequest(live, incoming, outgoing, refusal);
    // The globals of the process are the user's.
    return getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler })(incoming, outgoing);
  };
}
