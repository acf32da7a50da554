// The ministry of foreign affairs: which missions there are in a country.
import { readJson, serve } from "../serve.js";

const folder = new URL("./", import.meta.url);
const missions = readJson(new URL("missions.json", folder)).sort((one, other) =>
  one.country.localeCompare(other.country),
);
const country = (code) => ({ code });

serve({
  name: "foreign affairs",
  folder,
  listen: process.env.FOREIGN_AFFAIRS_LISTEN ?? "127.0.0.1:4001",
  resolvers: {
    Query: {
      mission: (_, { id }) => missions.find((mission) => mission.id === id),
      missions: () => missions,
    },
    Country: {
      __resolveReference: ({ code }) => country(code),
      missions: ({ code }) => missions.filter((mission) => mission.country === code),
    },
    Mission: {
      __resolveReference: ({ id }) => missions.find((mission) => mission.id === id),
      country: (mission) => country(mission.country),
      accreditedTo: (mission) => mission.accreditedTo.map(country),
    },
  },
});
