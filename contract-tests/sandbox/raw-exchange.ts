import { connect } from 'node:net';

/** Sends raw bytes, and returns everything that arrives until the server closes the connection or sends nothing more. */
export function exchangeOverSocket(port: number, bytes: string, isComplete = hasAnswer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      received += text;
      if (isComplete(received)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.write(bytes, 'latin1');
  });
}

/** The head of a response, and its whole body if it has one. */
function hasAnswer(received: string): boolean {
  const [head = '', ...body] = received.split('\r\n\r\n');
  if (body.length === 0) return false;
  return !/^transfer-encoding: chunked/im.test(head) || received.endsWith('0\r\n\r\n');
}
