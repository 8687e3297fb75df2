export type Json = Readonly<Record<string, unknown>>;

/** The value as an object, undefined for anything else. */
export function object(value: unknown): Json | undefined {
  // An object that is neither null nor an array has string keys and unknown values.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
