/** What a key press asks for. */
export type KeyDeed =
  | { kind: 'choose-character'; index: number }
  | { kind: 'focus-search' }
  | { kind: 'type-in-search' }
  | { kind: 'select'; step: 1 | -1 }
  | { kind: 'enter-tiles' }
  | { kind: 'walk-tiles'; key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' }
  | { kind: 'send'; equip: boolean }
  | { kind: 'tile-deed'; deed: 'pull' | 'equip' | 'vault' | 'lock' | 'mark' | 'tag' }
  | { kind: 'undo' }
  | { kind: 'key-sheet' }
  | { kind: 'step-back' };

const TILE_DEEDS: Readonly<Record<string, Extract<KeyDeed, { kind: 'tile-deed' }>['deed']>> = {
  p: 'pull',
  e: 'equip',
  v: 'vault',
  l: 'lock',
  x: 'mark',
  t: 'tag',
};

export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
}

/** Where the press happened. */
export interface KeyPlace {
  on: 'search' | 'tile' | 'field' | 'control' | 'page';
  typed: string;
  hits: number;
}

/** The meaning of a key press; undefined leaves it to the browser. */
export function readKey(press: KeyPress, { on, typed, hits }: KeyPlace): KeyDeed | undefined {
  if (press.isComposing) return undefined;
  if (press.ctrlKey || press.metaKey) {
    // While something is typed, the browser's own undo of the text is meant.
    const undo = press.key.toLowerCase() === 'z' && !press.shiftKey && (on !== 'search' || typed === '');
    return undo && on !== 'field' ? { kind: 'undo' } : undefined;
  }
  if (on === 'field') return undefined;
  const digit = /^(?:Digit|Numpad)([1-3])$/.exec(press.code)?.[1];
  if (digit !== undefined && (press.altKey || (typed === '' && !press.shiftKey))) {
    return { kind: 'choose-character', index: Number(digit) - 1 };
  }
  if (press.altKey) return undefined;
  switch (press.key) {
    case 'Escape':
      return { kind: 'step-back' };
    case 'ArrowUp':
    case 'ArrowDown':
      if (typed !== '' && hits > 0) return { kind: 'select', step: press.key === 'ArrowDown' ? 1 : -1 };
      if (on === 'tile') return { kind: 'walk-tiles', key: press.key };
      return on === 'search' && press.key === 'ArrowDown' ? { kind: 'enter-tiles' } : undefined;
    case 'ArrowLeft':
    case 'ArrowRight':
      return on === 'tile' ? { kind: 'walk-tiles', key: press.key } : undefined;
    case 'Enter':
      return on === 'search' && hits > 0 ? { kind: 'send', equip: press.shiftKey } : undefined;
    case '?':
      return on === 'search' ? undefined : { kind: 'key-sheet' };
    case '/':
      return on === 'search' ? undefined : { kind: 'focus-search' };
    case 'Backspace':
      return on === 'search' ? undefined : { kind: 'type-in-search' };
    default: {
      const deed = on === 'tile' ? TILE_DEEDS[press.key.toLowerCase()] : undefined;
      if (deed !== undefined) return { kind: 'tile-deed', deed };
      // A space presses the focused button; every other letter is meant for the search.
      return on !== 'search' && press.key.length === 1 && press.key !== ' '
        ? { kind: 'type-in-search' }
        : undefined;
    }
  }
}
