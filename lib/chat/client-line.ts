/** A line that may leave for the chat server. Only the three functions below make one; there is none for a public line. */
export type ClientLine = string & { readonly brand: 'ClientLine' };

/** Asks whether anybody is there; the answer repeats the payload (dgg-chat.md 5). */
export function pingLine(nowMs: number): ClientLine {
  return made(`PING ${JSON.stringify({ data: nowMs })}`);
}

/** The answer to a PING, in the very text of its payload. */
export function pongLine(payload: string): ClientLine {
  return made(`PONG ${payload}`);
}

/** A whisper to one person. Everything of it stays inside one JSON payload, whatever the texts hold. */
export function whisperLine(nick: string, text: string): ClientLine {
  return made(`PRIVMSG ${JSON.stringify({ nick, data: text })}`);
}

/** The one place where the brand is given. */
function made(line: `${'PING' | 'PONG' | 'PRIVMSG'} ${string}`): ClientLine {
  return line as string as ClientLine;
}
