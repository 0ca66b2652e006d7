import { withHeader } from '../exchange.js';
import { type ExchangeOperator, onBoth } from '../operator.js';

/** What can be done to a body whatever is in it. */
export const BODY_OPERATORS: readonly ExchangeOperator[] = [
  ...onBoth('own', 'BODY-DROP', 'no body', (message) =>
    message.body === '' ? [] : [['there is no body', { ...message, body: '' }]],
  ),
  ...onBoth('own', 'BODY-CUT', 'half of the body', (message) =>
    message.body === '' ? [] : [['the body ends early', { ...message, body: halfOf(message.body) }]],
  ),
  ...onBoth('own', 'BODY-ADD', 'a body where there is none', (message) =>
    message.body !== ''
      ? []
      : [
          ['the body is a text without a media type', { ...message, body: 'text' }],
          ['the body is a text', withHeader({ ...message, body: 'text' }, 'content-type', 'text/plain')],
          ['the body is {}', withHeader({ ...message, body: '{}' }, 'content-type', 'application/json')],
        ],
  ),
];

function halfOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
