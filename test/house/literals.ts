import { parseSync } from 'vite';

/** What the literals of one source file are used for. */
export interface Literals {
  /** Texts that a reader would see: words in JSX, attributes that are shown or read aloud, whole sentences. */
  shown: string[];
  /** Every string, as it stands. */
  strings: string[];
  /** Templates that make a message's key: `setting_${name}_help`. */
  patterns: RegExp[];
  /** Calls that say something while the module is loaded. */
  early: string[];
}

interface Node {
  type: string;
  [field: string]: unknown;
}

const SHOWN_ATTRIBUTES = /^(aria-label|aria-description|title|placeholder|alt|label|hint|sure)$/;
const SAYS = /^(say|sayCount|besideText|sentences|listText|capital|numberText|failureText)$/;
/** Two words of which the first begins as a sentence does. */
const SENTENCE = /^[A-Z“][\w’'“”-]*[ ,:].*[a-z]{2}/;
/** A template that begins like a sentence, or goes on like one after what it was given first. */
const FILLED_SENTENCE =
  /^[A-Z“](?:[\w’'“”-]|\{\})*[ ,:].*[a-z]{2}|\{\},? (?:[a-z]+ed|and|are|broke|entries|for|from|has|in|is|items?|more|of|on|pieces|power|s|times|to|was|worn)\b/;
const WORD = /\p{L}{2}/u;

/** Reads a source file by its syntax. @throws Error when it is no TypeScript. */
export function literalsIn(file: string, source: string): Literals {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Literals = { shown: [], strings: [], patterns: [], early: [] };
  walk(program as unknown as Node, { inFunction: false, developers: false }, found);
  return found;
}

interface Around {
  inFunction: boolean;
  /** Inside a log line or an error that no reader sees. */
  developers: boolean;
}

function walk(node: Node, around: Around, found: Literals): void {
  const { type } = node;
  if (/^(TS|Import|ExportAll)/.test(type) && !/^TS(As|Satisfies|NonNull)/.test(type)) return;
  if (type === 'JSXText') note(String(node.value).trim(), WORD, found.shown);
  if (type === 'JSXAttribute') attribute(node, found);
  if (type === 'Literal' && typeof node.value === 'string') string(node.value, around, found);
  if (type === 'TemplateLiteral') template(node, around, found);
  if (type === 'CallExpression' && !around.inFunction && SAYS.test(nameOf(node.callee as Node)))
    found.early.push(nameOf(node.callee as Node));
  const inside = {
    inFunction: around.inFunction || /Function|MethodDefinition/.test(type),
    developers: around.developers || isForDevelopers(node),
  };
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, inside, found);
}

function string(value: string, { developers }: Around, found: Literals): void {
  found.strings.push(value);
  if (!developers) note(value, SENTENCE, found.shown);
}

function template(node: Node, { developers }: Around, found: Literals): void {
  const parts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  if (parts.length > 1 && /^[a-z]\w*_/.test(parts[0] ?? ''))
    found.patterns.push(new RegExp(`^${parts.join('\\w+')}$`));
  if (!developers) note(parts.join('{}'), FILLED_SENTENCE, found.shown);
}

function attribute(node: Node, found: Literals): void {
  const name = (node.name as { name: unknown }).name;
  const value = node.value as Node | null;
  if (typeof name !== 'string' || !SHOWN_ATTRIBUTES.test(name) || value?.type !== 'Literal') return;
  note(String(value.value), WORD, found.shown);
}

function note(text: string, what: RegExp, into: string[]): void {
  if (what.test(text) && !into.includes(text)) into.push(text);
}

function isForDevelopers({ type, callee }: Node): boolean {
  if (type === 'ThrowStatement') return true;
  return isNode(callee) && (nameOf(callee) === 'Error' || nameOf(callee.object as Node) === 'console');
}

function nameOf(node: Node | undefined): string {
  return typeof node?.name === 'string' ? node.name : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
