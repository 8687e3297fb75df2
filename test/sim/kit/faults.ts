/** One armed fault switch. */
export interface Fault {
  name: string;
  /** Only requests whose `host + path` contains this text; every request when absent. */
  path?: string | undefined;
  /** How many more times it strikes; for ever when absent. */
  times?: number | undefined;
  /** Free numbers and words a fault may need (milliseconds, bytes, codes). */
  with?: Record<string, string | number | boolean> | undefined;
}

/** Named fault switches. `take` uses one strike up; `has` only looks. */
export class Faults {
  #armed: Fault[] = [];
  readonly known: ReadonlySet<string>;

  constructor(known: Iterable<string>) {
    this.known = new Set(known);
  }

  /** @throws RangeError when the simulator has no switch of that name: a typo would make a test that cannot fail. */
  arm(fault: Fault): void {
    if (!this.known.has(fault.name)) throw new RangeError(`no fault switch named ${fault.name}`);
    this.#armed.push({ ...fault });
  }

  disarm(name?: string): void {
    this.#armed = name === undefined ? [] : this.#armed.filter((fault) => fault.name !== name);
  }

  has(name: string, where = ''): boolean {
    return this.#find(name, where) !== undefined;
  }

  take(name: string, where = ''): Fault | undefined {
    const fault = this.#find(name, where);
    if (fault === undefined) return undefined;
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.#armed = this.#armed.filter((other) => other !== fault);
    }
    return fault;
  }

  list(): readonly Fault[] {
    return this.#armed;
  }

  #find(name: string, where: string): Fault | undefined {
    return this.#armed.find(
      (fault) => fault.name === name && (fault.path === undefined || where.includes(fault.path)),
    );
  }
}
