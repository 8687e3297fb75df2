/** What went wrong on a browser's consoles, and what a test said it expects to go wrong. */
export interface Problems {
  readonly seen: readonly string[];
  add(problem: string, key?: string): void;
  /** Takes one back, as when a rejected promise is handled after all. */
  withdraw(key: string): void;
  /** Problems that match are expected from now on, and were so far. */
  allow(pattern: RegExp): void;
  /** @throws Error listing every problem nobody allowed. */
  expectNone(): void;
}

/** An empty list for one browser. */
export function collectProblems(): Problems {
  const all: { text: string; key: string | undefined }[] = [];
  const allowed: RegExp[] = [];
  return {
    get seen() {
      return all.map(({ text }) => text);
    },
    add: (text, key) => void all.push({ text, key }),
    withdraw(key) {
      const at = all.findIndex((problem) => problem.key === key);
      if (at >= 0) all.splice(at, 1);
    },
    allow: (pattern) => void allowed.push(pattern),
    expectNone() {
      const left = all.filter(({ text }) => !allowed.some((pattern) => pattern.test(text)));
      if (left.length === 0) return;
      throw new Error(
        `${left.length} problem(s) on the console:\n${left.map(({ text }) => text).join('\n')}`,
      );
    },
  };
}
