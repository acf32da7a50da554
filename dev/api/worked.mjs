// The worked queries of a page: each a section with a query, perhaps variables, and the answer.

const FENCE = /```(graphql|json(?: answer)?)\n([^]*?)```/g;

/** The sections that have a query: `[{ title, query, variables, answer, token }]`. */
export function workedQueries(page) {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const found = Object.fromEntries([...section.matchAll(FENCE)].map(([, kind, text]) => [kind, text]));
      return {
        title: section.slice(0, section.indexOf("\n")),
        query: found.graphql,
        variables: found.json && JSON.parse(found.json),
        answer: JSON.parse(found["json answer"] || "null"),
        token: /`(\w+)\.jwt`/.exec(section)?.[1],
      };
    })
    .filter(({ query }) => query);
}

/** The page with another answer in the section of that title. */
export function withAnswer(page, title, answer) {
  const begin = page.indexOf(`## ${title}\n`);
  const [from, to] = ["```json answer\n", "```"];
  const start = page.indexOf(from, begin) + from.length;
  return page.slice(0, start) + layout(answer) + page.slice(page.indexOf(to, start));
}

/** JSON over several lines only where one would be too long. */
function layout(value, indent = "") {
  const short = JSON.stringify(value, undefined, 1).replace(/\n\s*/g, " ");
  const fits = typeof value !== "object" || short.length + indent.length <= 118;
  return `${fits ? short : long(value, `${indent}  `)}${indent === "" ? "\n" : ""}`;
}

function long(value, indent) {
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const named = (key) => (Array.isArray(value) ? "" : `${JSON.stringify(key)}: `);
  const lines = Object.entries(value).map(([key, one]) => `${indent}${named(key)}${layout(one, indent)}`);
  return `${open}\n${lines.join(",\n")}\n${indent.slice(2)}${close}`;
}
