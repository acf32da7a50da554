// Queries for lists, drawn at random; the same seed draws the same.

/** Numbers from 0 up to 1, drawn from a seed (mulberry32). */
export function draws(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws queries about what there is to ask about: countries, areas, forms, registers, days, moments, ranges. */
export class Generator {
  #draw;
  #there;
  /** How many more filters the query may have, as the registry takes only so many conditions. */
  #left = 0;

  constructor(draw, there) {
    this.#draw = draw;
    this.#there = there;
  }

  /** `{ filter, orderBy, asOf, knownAt }`. */
  query() {
    const { days, moments } = this.#there;
    this.#left = 12;
    return {
      filter: this.#filter(3),
      orderBy: {
        by: this.one(["RECORDED", "REGISTRY_NUMBER", "SIGNED_ON"]),
        direction: this.one(["ASCENDING", "DESCENDING"]),
      },
      asOf: this.one(days),
      knownAt: this.one(moments),
    };
  }

  /** One of them. */
  one(values) {
    return values[Math.floor(this.#draw() * values.length)];
  }

  /** A few of them, at least one and each once. */
  #some(values, most = 4) {
    const count = 1 + Math.floor(this.#draw() * most);
    return [...new Set(Array.from({ length: count }, () => this.one(values)))];
  }

  #maybe(chance) {
    return this.#draw() < chance;
  }

  #filter(depth) {
    const filter = {};
    this.#left -= 1;
    const conditions = this.#conditions();
    for (const name of this.#maybe(0.1) ? [] : this.#some(Object.keys(conditions), 2))
      Object.assign(filter, conditions[name]());
    if (depth > 0 && this.#left > 0 && this.#maybe(0.3)) filter.not = this.#filter(depth - 1);
    for (const name of ["and", "or"]) {
      if (depth > 0 && this.#left > 1 && this.#maybe(0.2))
        filter[name] = [this.#filter(depth - 1), this.#filter(depth - 1)];
    }
    return filter;
  }

  #conditions() {
    const { countries, areas, forms, registers, ranges, statuses, flags } = this.#there;
    const refs = () => this.#some(countries).map((country) => ({ country }));
    return {
      parties: () => ({ parties: refs() }),
      counterpart: () => ({ counterpart: refs() }),
      areas: () => ({ areas: this.#maybe(0.5) ? { hasAny: this.#some(areas) } : { hasAll: this.#some(areas, 2) } }),
      form: () => ({ form: this.#some(forms) }),
      bindingness: () => ({ bindingness: this.#some(["BINDING", "NON_BINDING", "UNDETERMINED"]) }),
      label: () => ({ label: this.#some(["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"]) }),
      importedFrom: () => ({ importedFrom: this.#some(registers) }),
      inForceDuring: () => ({ inForceDuring: this.one(ranges) }),
      signedDuring: () => ({ signedDuring: this.#range(), dates: this.one(["POSSIBLE", "CERTAIN"]) }),
      status: () => ({ status: this.#status(statuses, flags) }),
    };
  }

  /** Open at one end, or not. */
  #range() {
    const [from, to] = [this.one(this.#there.days), this.one(this.#there.days)].toSorted();
    return this.one([{ from }, { to }, { from, to }]);
  }

  #status(statuses, flags) {
    const status = this.#maybe(0.8) ? { in: this.#some(statuses) } : { flags: [this.one(flags)] };
    if (this.#maybe(0.3)) status.asOf = this.one(this.#there.days);
    if (this.#maybe(0.2)) status.knownAt = this.one(this.#there.moments);
    return status;
  }
}
