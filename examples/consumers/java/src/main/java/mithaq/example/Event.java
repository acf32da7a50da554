package mithaq.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event, as far as this consumer needs it. All else that it holds, known or not, is passed over.
 *
 * @param agreement the agreement
 * @param kind what happened to it
 * @param sequence the event's place in the topic
 * @param revision the event's place among those of its agreement
 * @param registryNumber the number by which people name the agreement, or null
 * @param status the status as of the day on which the act was recorded (an open list), or null
 */
record Event(String agreement, Kind kind, long sequence, long revision, String registryNumber, String status) {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Kind {
        /** The agreement left the audience's sight. */
        WITHDRAWN,
        /** It came into the audience's sight; its revisions begin anew. */
        DISCLOSED,
        /** An act was recorded, of a kind known or not. */
        ACT;

        static Kind of(String type) {
            return switch (type) {
                case "mithaq.agreement.withdrawn.v1" -> WITHDRAWN;
                case "mithaq.agreement.disclosed.v1" -> DISCLOSED;
                default -> ACT;
            };
        }
    }

    static Event of(ConsumerRecord<String, byte[]> record) throws IOException {
        JsonNode data = record.value() == null ? JSON.createObjectNode() : JSON.readTree(record.value());
        return new Event(
                record.key(),
                Kind.of(header(record, "ce_type")),
                Long.parseLong(header(record, "ce_sequence")),
                Long.parseLong(header(record, "ce_agreementrevision")),
                data.path("registryNumber").textValue(),
                data.path("status").path("after").textValue());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) throws IOException {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IOException("partition %d offset %d: no %s".formatted(record.partition(), record.offset(), name));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
