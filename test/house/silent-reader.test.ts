import { expect, it } from 'vitest';
import { files, PRODUCT, text } from './tree';

/*
 * No path of shipped code leads to a public chat line. What leaves for the chat goes through one call, which takes only
 * lines that three functions make. What those make of whatever they are given is test/unit/chat/client-line.test.ts.
 */

const sources = files(PRODUCT).map((file) => ({ file, code: text(file) }));
const where = (pattern: RegExp): string[] =>
  sources.flatMap(({ file, code }) => (code.match(pattern) ?? []).map((found) => `${file}: ${found}`));

it('sockets are opened for one class, and written to in one place', () => {
  expect(where(/new WebSocket\b/g)).toEqual([
    'entrypoints/background/chat.ts: new WebSocket',
    'entrypoints/offscreen/main.ts: new WebSocket',
  ]);
  expect(where(/[sS]ocket\??\.send\([^)]*\)/g)).toEqual(['lib/dgg/chat-socket.ts: socket?.send(line)']);
  expect(text('lib/dgg/chat-socket.ts')).toMatch(
    /#say\(socket: [^,]+, line: ClientLine\): void \{\n\s+socket\?\.send\(line\);\n/,
  );
});

it('a line for the chat is made by three functions of one file, and none of them makes a public one', () => {
  expect(where(/as ClientLine/g)).toEqual(['lib/chat/client-line.ts: as ClientLine']);
  const made = text('lib/chat/client-line.ts').match(/(?<= made\(`)\w+/g);
  expect(made).toEqual(['PING', 'PONG', 'PRIVMSG']);
});

it('a public line is spelled nowhere but where one is heard', () => {
  expect(where(/['"`]MSG['"`\s]/g)).toEqual(["lib/dgg/chat-socket.ts: 'MSG'"]);
});

it('nobody types into the page for the reader: no submit, no key press of ours', () => {
  expect(where(/\.(requestSubmit|submit)\(|new KeyboardEvent\(/g)).toEqual([]);
});
