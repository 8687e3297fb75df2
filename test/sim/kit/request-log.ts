/** What a request looked like when it arrived; secrets in it are the simulators' own inventions. */
export interface LoggedRequest {
  at: number;
  kind: 'http' | 'upgrade';
  method: string;
  host: string;
  path: string;
  query: string;
  origin: string | undefined;
  cookie: string | undefined;
  headers: Record<string, string>;
  body: string;
  /** Filled when the answer went out; 101 for an accepted upgrade, 0 while open or destroyed. */
  status: number;
  /** Anything the simulator wants to remember about it (user, connection number, code). */
  note: string;
}

/** Every request in order of arrival, so that tests can prove what was and was not sent. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): LoggedRequest {
    this.#entries.push(entry);
    return entry;
  }

  clear(): void {
    this.#entries = [];
  }

  all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Requests whose `METHOD host/path` contains `text`. */
  matching(text: string): LoggedRequest[] {
    return this.#entries.filter((entry) => `${entry.method} ${entry.host}${entry.path}`.includes(text));
  }
}
