import type { Mention, Spotter } from '@/lib/chat/spot-names';

/** Set on lines that were looked at, with the name of the script that did, so that none is marked twice. */
const DONE = 'data-vault-courier';
/** The client's own notices are no talk (dgg-chat.md 11.3). */
const NOT_TALK = '.msg-status, .msg-info, .msg-error, .msg-command, .msg-ui, .msg-emote';
const TEXTS = '.text';
const MARK = 'vc-item';
/** Emotes, links and buttons are read back by the page or mean something else. */
const UNTOUCHABLE = 'a, .user, .emote, .chat-combo, .tier, .vb, button, svg, time, .vc-item';
/** A mention: the page reads its text back, so nothing goes into it. Its words may be part of a name all the same. */
const NICK = '.chat-user';

/** In brackets and longer than any name: nobody can have meant one. */
const LONGEST_TYPO = 40;

/** What our marks stand for. The page can copy a mark, not what it stands for. */
const meanings = new WeakMap<Element, Mention>();

/** What a mark of ours stands for; undefined for anything else. */
export function meaningOf(mark: Element): Mention | undefined {
  return meanings.get(mark);
}

/** Names in the same line that are marked, each once, in order. */
export function namesBeside(mark: Element): string[] {
  const marks = mark.closest(`[${DONE}]`)?.querySelectorAll(`.${MARK}`) ?? [];
  return [...new Set([...marks].flatMap((one) => meanings.get(one)?.name ?? []))];
}

/** Marks the names in one chat line, in place. The line keeps its height and its children. */
export function markLine(line: HTMLElement, spot: Spotter, by: string): void {
  if (line.hasAttribute(DONE) || line.matches(NOT_TALK)) return;
  line.setAttribute(DONE, by);
  for (const text of line.querySelectorAll<HTMLElement>(TEXTS)) markText(text, spot);
}

/** Makes lines plain again: those that `by` marked, or without `by` all that others left behind. */
export function unmarkLines(by?: string): void {
  for (const line of document.querySelectorAll(by === undefined ? `[${DONE}]` : `[${DONE}="${by}"]`)) {
    for (const mark of line.querySelectorAll(`.${MARK}`)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      // As it was before we came, also for others who walk the text nodes.
      parent?.normalize();
    }
    line.removeAttribute(DONE);
  }
}

/** A text node of a run; `nick` where it stands inside a mention and is looked at only. */
interface Piece {
  node: Text;
  nick: boolean;
}

function markText(element: HTMLElement, spot: Spotter): void {
  for (const run of textRuns(element)) {
    const whole = run.map(({ node }) => node.data).join('');
    // Two letters make no name, and most lines are short.
    if (whole.length < 3) continue;
    const mentions = spot(whole).filter(({ known, name }) => known || name.length <= LONGEST_TYPO);
    if (mentions.length > 0) wrap(run, mentions);
  }
}

/** Text nodes in order, cut wherever something untouchable stands between them. */
function textRuns(element: HTMLElement): Piece[][] {
  const runs: Piece[][] = [[]];
  const walk = (parent: Node, nick: boolean): void => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) runs.at(-1)?.push({ node: child, nick });
      else if (!(child instanceof Element)) continue;
      else if (child.matches(UNTOUCHABLE)) runs.push([]);
      else walk(child, nick || child.matches(NICK));
    }
  };
  walk(element, false);
  return runs.filter((run) => run.length > 0);
}

/** Wraps each mention, in pieces where it spans several text nodes. From the end, so that offsets stay true. */
function wrap(run: readonly Piece[], mentions: readonly Mention[]): void {
  let end = run.reduce((sum, { node }) => sum + node.data.length, 0);
  for (const { node, nick } of [...run].reverse()) {
    const start = end - node.data.length;
    for (const mention of [...mentions].reverse()) {
      const from = Math.max(mention.start, start) - start;
      const to = Math.min(mention.end, end) - start;
      if (from < to && !nick) wrapPiece(node, from, to, mention);
    }
    end = start;
  }
}

function wrapPiece(node: Text, from: number, to: number, mention: Mention): void {
  const piece = from === 0 ? node : node.splitText(from);
  if (piece.data.length > to - from) piece.splitText(to - from);
  const mark = document.createElement('span');
  mark.className = mention.known ? MARK : `${MARK} vc-unknown`;
  mark.dataset.vcName = mention.name;
  mark.tabIndex = 0;
  mark.setAttribute('role', 'button');
  mark.setAttribute('aria-haspopup', 'dialog');
  meanings.set(mark, mention);
  piece.replaceWith(mark);
  mark.append(piece);
}
