// What a client of the gateway sees of three ministries.
import assert from "node:assert/strict";
import { test } from "node:test";
import { absentNumber, ask, book, codes, GATEWAY, numbers, propose, token, WITHOUT_FINANCE } from "./client.mjs";

const DEFENCE = "MTQ-2019-21TM62";
const IMPORTED = "MTQ-2019-2MY44T";
const SECRET = "MTQ-2021-1HPPKX";
const ACROSS = `query ($number: String!) { agreementByRegistryNumber(registryNumber: $number) {
  title { value } version spending { ofVersion spent }
  parties { actor { ... on Country { code missions { city country { name { value } } } } } } } }`;
const LEDGER = "{ ledger { spent agreement { id title { value } } } }";

test("one query crosses three ministries", async () => {
  book([DEFENCE]);
  const { data, errors } = await ask(GATEWAY, ACROSS, { variables: { number: DEFENCE } });
  assert.equal(errors, undefined);
  const found = data.agreementByRegistryNumber;
  assert.equal(found.title.value, "Agreement on Co-operation in the Field of Defence");
  assert.deepEqual(found.spending, { ofVersion: found.version, spent: 0 });
  const egypt = { name: { value: "Egypt" } };
  assert.deepEqual(found.parties, [
    { actor: { code: "JOR", missions: [] } },
    { actor: { code: "EGY", missions: [{ city: "Cairo", country: egypt }, { city: "Alexandria", country: egypt }] } },
  ]);
});

test("a query may begin at a partner", async () => {
  const { data, errors } = await ask(GATEWAY, "{ mission(id: \"cairo\") { country { agreements { totalCount } } } }");
  assert.equal(errors, undefined);
  assert.ok(data.mission.country.agreements.totalCount > 0);
});

test("a partner that is down leaves the others' answers", async () => {
  const { data, errors } = await ask(WITHOUT_FINANCE, ACROSS, { variables: { number: DEFENCE } });
  const { title, spending, parties } = data.agreementByRegistryNumber;
  assert.equal(title.value, "Agreement on Co-operation in the Field of Defence");
  assert.equal(parties[1].actor.missions.length, 2);
  assert.equal(spending, null);
  assert.deepEqual(errors.map(({ path }) => path), [["agreementByRegistryNumber", "spending"]]);
});

test("one bad key among fifty is one error, and the others answer", async () => {
  const known = await numbers();
  while (known.length < 49) {
    const { data } = await propose(`fifty-${known.length}`, token("secret"));
    known.push(data.proposeAgreement.agreement.registryNumber);
  }
  // One character is wrong, so that the check character does not fit.
  const bad = DEFENCE.replace("21TM", "21TN");
  book(known.slice(0, 49).toSpliced(7, 0, bad));
  const { data, errors } = await ask(GATEWAY, LEDGER);
  assert.equal(data.ledger.length, 50);
  assert.deepEqual(data.ledger.flatMap(({ agreement }, at) => (agreement ? [] : [at])), [7]);
  assert.equal(errors.length, 1);
  assert.equal(errors[0].extensions.code, "BAD_USER_INPUT");
  assert.deepEqual(errors[0].path.slice(0, 3), ["ledger", 7, "agreement"]);
});

test("a hidden agreement is null to whom it is hidden from", async () => {
  book([DEFENCE, SECRET]);
  const titles = ({ data }) => data.ledger.map(({ agreement }) => agreement?.title.value ?? null);
  const open = "Agreement on Co-operation in the Field of Defence";
  for (const caller of [undefined, token("confidential")]) {
    assert.deepEqual(titles(await ask(GATEWAY, LEDGER, { token: caller })), [open, null]);
  }
  const cleared = await ask(GATEWAY, LEDGER, { token: token("secret") });
  assert.equal(cleared.errors, undefined);
  assert.deepEqual(titles(cleared), [open, "General Agreement on the Protection of Classified Military Information"]);
});

test("a hidden agreement and one that never was are answered alike", async () => {
  const answers = [];
  for (const number of [SECRET, absentNumber(1)]) {
    book([number]);
    answers.push(await ask(GATEWAY, LEDGER), await ask(GATEWAY, ACROSS, { variables: { number } }));
  }
  assert.deepEqual(answers.slice(0, 2), answers.slice(2));
});

test("1,000 of a partner's keys are answered, and 1,001 refused with the limit", async () => {
  const query = "{ ledger { spent agreement { importedFrom } } }";
  const many = (count) => [IMPORTED, ...Array.from({ length: count - 1 }, (_, at) => absentNumber(at))];

  book(many(1000));
  const within = await ask(GATEWAY, query);
  assert.equal(within.errors, undefined);
  assert.equal(within.data.ledger[0].agreement.importedFrom, "petra-archive");

  book(many(1001));
  const beyond = await ask(GATEWAY, query);
  assert.ok(codes(beyond).length > 0 && codes(beyond).every((code) => code === "LIMIT_EXCEEDED"), `${codes(beyond)}`);
  assert.equal(beyond.data.ledger.length, 1001);
  assert.equal(beyond.data.ledger[0].agreement?.importedFrom ?? null, null);
});

test("a mutation goes through, and its answer crosses too", async () => {
  const anonymous = await propose("through");
  assert.deepEqual([anonymous.data.proposeAgreement, codes(anonymous)], [null, ["UNAUTHENTICATED"]]);

  const first = await propose("through", token("secret"));
  assert.equal(first.errors, undefined);
  const { agreement, refusals, replayed } = first.data.proposeAgreement;
  assert.deepEqual([refusals, replayed, agreement.spending], [[], false, null]);
  assert.deepEqual(agreement.parties[1], { actor: { code: "KEN", missions: [{ city: "Nairobi" }] } });

  const again = await propose("through", token("secret"));
  assert.equal(again.data.proposeAgreement.replayed, true);
  assert.equal(again.data.proposeAgreement.agreement.id, agreement.id);
});

test("refusals and error codes reach the client", async () => {
  const cleared = token("secret");
  const { data } = await propose("refused", cleared);
  const { id, version } = data.proposeAgreement.agreement;
  const sign = (key, party, expectedVersion) =>
    ask(GATEWAY, "mutation ($input: SignAgreementInput!) { signAgreement(input: $input) { refusals { code } } }", {
      token: cleared,
      variables: {
        input: {
          agreementId: id,
          idempotencyKey: key,
          expectedVersion,
          sign: { party: { country: party }, on: "2024-03-01", signatory: "The minister", office: "FOREIGN_MINISTER" },
        },
      },
    });
  const signed = await sign("one", "JOR", version);
  assert.deepEqual(signed, { data: { signAgreement: { refusals: [] } } });
  const refused = await sign("two", "JOR");
  assert.equal(refused.errors, undefined);
  assert.equal(refused.data.signAgreement.refusals.length, 1);
  assert.deepEqual(codes(await sign("three", "KEN", version)), ["STALE_VERSION"]);
});

test("a token that is not believed is never taken for none", async () => {
  const answer = await ask(GATEWAY, ACROSS, { variables: { number: DEFENCE }, token: "nonsense" });
  assert.deepEqual([answer.data.agreementByRegistryNumber, codes(answer)], [null, ["UNAUTHENTICATED"]]);
});
