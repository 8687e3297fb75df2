import type { FailureCode } from './failure-codes';

/** What an expected failure tells: a code from the closed list, and the facts its sentence needs. Never secrets. */
export interface Failure {
  code: FailureCode;
  facts: Readonly<Record<string, string | number>>;
}

/** The answer of everything that can fail in an expected way. Plain JSON, so it crosses messages unchanged. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, facts: Failure['facts'] = {}): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, facts } };
}
