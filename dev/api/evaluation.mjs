// A list as it would be evaluated by hand: every agreement of the log is looked at, one after the other. It shares
// nothing with the registry's lists but the statuses, which the registry derives for one agreement on one day.

const CLEARANCES = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"];

/** What the log says of each agreement, apart from where it stands. */
export function agreementsOf(acts) {
  const ids = new Set(acts.map(({ agreementId }) => agreementId));
  return [...ids].map((id) => agreementOf(acts.filter(({ agreementId }) => agreementId === id)));
}

function agreementOf(acts) {
  const [
    {
      agreementId: id,
      registryNumber,
      recordedAt: openedAt,
      body: { details: opening },
    },
  ] = acts;
  const { parties, terms, label, register: importedFrom } = opening;
  return {
    id,
    registryNumber,
    openedAt,
    importedFrom,
    home: parties.home.actor,
    counterpart: parties.counterpart.actor,
    form: terms.form,
    bindingness: terms.bindingness,
    areas: terms.areas,
    classification: label.classification,
    releasableTo: label.releasableTo ?? [],
    signed: signedOn(acts.filter(({ body }) => body.details.kind === "SIGNED")),
  };
}

/** The first and the last day on which the second party may have signed. */
function signedOn(signatures) {
  if (signatures.length < 2) return undefined;
  const days = signatures.map(({ body }) => daysOf(body.actionOn.value));
  return days.reduce((one, other) => [max(one[0], other[0]), max(one[1], other[1])]);
}

/** A day known to the month or the year is one of several. */
function daysOf(value) {
  const [year, month, day] = value.split("-");
  if (day) return [value, value];
  const last = month ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31;
  return month ? [`${value}-01`, `${value}-${last}`] : [`${year}-01-01`, `${year}-12-31`];
}

const max = (one, other) => (one > other ? one : other);

/** Whether a caller may know of it. */
export function isVisible({ classification, releasableTo }, { clearance, ministry }) {
  const cleared = CLEARANCES.indexOf(clearance) >= CLEARANCES.indexOf(classification);
  return cleared && (releasableTo.length === 0 || releasableTo.includes(ministry));
}

/**
 * The agreements of a list, in its order. `facts` has `statusOf(agreement, day, knownAt)`, which answers `{ name, flags }`,
 * and `actor(code)`.
 */
export function evaluate(agreements, { filter, orderBy, asOf, knownAt }, caller, facts) {
  const context = { ...facts, asOf, knownAt };
  const found = agreements.filter(
    (one) => isVisible(one, caller) && (!knownAt || one.openedAt <= knownAt) && meets(one, filter, context),
  );
  return found.toSorted(comparing(orderBy, context));
}

function meets(one, filter, context) {
  return Object.entries(filter).every(([name, value]) => CONDITIONS[name](one, value, context, filter));
}

const CONDITIONS = {
  parties: (one, refs, { actor }) => refs.some(({ country }) => [one.home, one.counterpart].includes(actor(country))),
  counterpart: (one, refs, { actor }) => refs.some(({ country }) => one.counterpart === actor(country)),
  areas: (one, { hasAny, hasAll }) =>
    (!hasAny || hasAny.some((area) => one.areas.includes(area))) &&
    (!hasAll || hasAll.every((area) => one.areas.includes(area))),
  form: (one, any) => any.includes(one.form),
  bindingness: (one, any) => any.includes(one.bindingness),
  label: (one, any) => any.includes(one.classification),
  importedFrom: (one, any) => any.includes(one.importedFrom),
  status(one, wanted, { statusOf, asOf, knownAt }) {
    const moment = wanted.knownAt ?? knownAt;
    const status = statusOf(one, wanted.asOf ?? asOf, moment);
    return (
      (wanted.in?.includes(status.name) ?? true) && (wanted.flags ?? []).every((flag) => status.flags.includes(flag))
    );
  },
  inForceDuring: (one, { from, to }, { statusOf, knownAt }) =>
    daysFrom(from, to).some((day) => ["IN_FORCE", "SUSPENDED"].includes(statusOf(one, day, knownAt).name)),
  signedDuring({ signed }, { from, to }, context, { dates }) {
    if (!signed) return false;
    const [first, last] = dates === "CERTAIN" ? signed : signed.toReversed();
    return (!from || first >= from) && (!to || last <= to);
  },
  dates: () => true,
  and: (one, filters, context) => filters.every((filter) => meets(one, filter, context)),
  or: (one, filters, context) => filters.some((filter) => meets(one, filter, context)),
  not: (one, filter, context) => !meets(one, filter, context),
};

/** Every day of a range. */
export function daysFrom(from, to) {
  const days = [];
  for (let day = from; day <= to; day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10))
    days.push(day);
  return days;
}

function comparing({ by, direction }) {
  const sign = direction === "DESCENDING" ? -1 : 1;
  // A day that is not known comes last either way.
  const unknown = sign > 0 ? "9999-12-31" : "0000-00-00";
  const key = {
    RECORDED: () => "",
    REGISTRY_NUMBER: ({ registryNumber }) => registryNumber,
    SIGNED_ON: ({ signed }) => signed?.[0] ?? unknown,
  }[by];
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  return (one, other) => sign * (compare(key(one), key(other)) || compare(one.id, other.id));
}
