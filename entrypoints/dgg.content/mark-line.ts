import type { Mention, Spotter } from '@/lib/chat/spot-names';

/** Set on lines that were looked at, so that a second script or a moved line is not marked twice. */
const DONE = 'vaultCourier';
/** The client's own notices are no talk (dgg-chat.md 11.3). */
const NOT_TALK = '.msg-status, .msg-info, .msg-error, .msg-command, .msg-ui, .msg-emote';
const TEXTS = '.text';
/** Links, emotes, nicks and buttons are read back by the page or mean something else. */
const UNTOUCHABLE = 'a, .chat-user, .user, .emote, .chat-combo, .tier, .vb, button, svg, time, .vc-item';

/** Marks the names in one chat line, in place. The line keeps its height and its children. */
export function markLine(line: HTMLElement, spot: Spotter): void {
  if (line.dataset[DONE] !== undefined || line.matches(NOT_TALK)) return;
  line.dataset[DONE] = '';
  for (const text of line.querySelectorAll<HTMLElement>(TEXTS)) markText(text, spot);
}

function markText(element: HTMLElement, spot: Spotter): void {
  const runs = textRuns(element);
  for (const run of runs) {
    const whole = run.map((node) => node.data).join('');
    // Two letters make no name, and most lines are short.
    if (whole.length < 3) continue;
    // A name nobody knows stays plain text until the card can say which was meant.
    const mentions = spot(whole).filter((mention) => mention.known);
    if (mentions.length > 0) wrap(run, mentions);
  }
}

/** Text nodes in order, cut wherever something untouchable stands between them. */
function textRuns(element: HTMLElement): Text[][] {
  const runs: Text[][] = [[]];
  const walk = (parent: Node): void => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) runs.at(-1)?.push(child);
      else if (child instanceof Element && !child.matches(UNTOUCHABLE)) walk(child);
      else if (child instanceof Element) runs.push([]);
    }
  };
  walk(element);
  return runs.filter((run) => run.length > 0);
}

/** Wraps each mention, in pieces where it spans several text nodes. From the end, so that offsets stay true. */
function wrap(run: readonly Text[], mentions: readonly Mention[]): void {
  let end = run.reduce((sum, node) => sum + node.data.length, 0);
  for (const node of [...run].reverse()) {
    const start = end - node.data.length;
    for (const mention of [...mentions].reverse()) {
      const from = Math.max(mention.start, start) - start;
      const to = Math.min(mention.end, end) - start;
      if (from < to) wrapPiece(node, from, to, mention);
    }
    end = start;
  }
}

function wrapPiece(node: Text, from: number, to: number, mention: Mention): void {
  const piece = from === 0 ? node : node.splitText(from);
  if (piece.data.length > to - from) piece.splitText(to - from);
  const mark = document.createElement('span');
  mark.className = 'vc-item';
  mark.dataset.vcName = mention.name;
  mark.tabIndex = 0;
  mark.setAttribute('role', 'button');
  mark.setAttribute('aria-haspopup', 'dialog');
  piece.replaceWith(mark);
  mark.append(piece);
}
