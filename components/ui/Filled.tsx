import type { ComponentChildren } from 'preact';

export interface FilledProps {
  /** A sentence with `{names}` of what is no text. */
  text: string;
  parts: Readonly<Record<string, ComponentChildren>>;
}

/** A sentence with links, keys or bold words in it, wherever the language puts them. */
export function Filled({ text, parts }: FilledProps) {
  return <>{text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 === 0 ? piece : (parts[piece] ?? '')))}</>;
}
