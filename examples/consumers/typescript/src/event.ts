// An event, as far as this consumer needs it. All else that it holds, known or not, is passed over.

import type { KafkaMessage } from "kafkajs";

// The agreement left the audience's sight.
export const WITHDRAWN = "mithaq.agreement.withdrawn.v1";
// It came into the audience's sight; its revisions begin anew.
export const DISCLOSED = "mithaq.agreement.disclosed.v1";

export interface Event {
  agreement: string;
  type: string;
  // The event's place in the topic, and among the events of its agreement.
  sequence: number;
  revision: number;
  registryNumber: string | undefined;
  // As of the day on which the act was recorded; an open list.
  status: string | undefined;
}

interface Data {
  registryNumber?: string;
  status?: { after?: string };
}

export function eventOf(message: KafkaMessage, partition: number): Event {
  const header = (name: string): string => {
    const value = message.headers?.[name];
    if (value === undefined) throw new Error(`partition ${partition} offset ${message.offset}: no ${name}`);
    return value.toString();
  };
  const data: Data = message.value ? JSON.parse(message.value.toString()) : {};
  return {
    agreement: message.key?.toString() ?? "",
    type: header("ce_type"),
    sequence: Number(header("ce_sequence")),
    revision: Number(header("ce_agreementrevision")),
    registryNumber: data.registryNumber,
    status: data.status?.after,
  };
}
