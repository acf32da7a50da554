package mithaq.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the consumer is told on its command line.
 *
 * @param brokers the brokers to ask first: host:port,host:port
 * @param audience the audience whose events to read
 * @param group the consumer group; a new table needs a new one
 * @param table where the table is kept
 * @param settings Kafka's own settings, from a file of properties: credentials, TLS
 * @param untilCaughtUp end when all is read that is there, and print the table
 */
record Options(
        String brokers, String audience, String group, Path table, Properties settings, boolean untilCaughtUp) {
    private static final String USAGE =
            "usage: [--brokers B] [--audience A] [--group G] [--table FILE] [--settings FILE] [--until-caught-up]";

    static Options of(String[] arguments) throws IOException {
        Map<String, String> given = new HashMap<>();
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--until-caught-up" -> given.put(name, "");
                case "--brokers", "--audience", "--group", "--table", "--settings" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException(name + " needs a value. " + USAGE);
                    }
                    given.put(name, rest.next());
                }
                default -> throw new IllegalArgumentException("unknown: " + name + ". " + USAGE);
            }
        }
        Properties settings = new Properties();
        if (given.containsKey("--settings")) {
            try (var reader = Files.newBufferedReader(Path.of(given.get("--settings")))) {
                settings.load(reader);
            }
        }
        return new Options(
                given.getOrDefault("--brokers", "127.0.0.1:29092"),
                given.getOrDefault("--audience", "public"),
                given.getOrDefault("--group", "in-force-java"),
                Path.of(given.getOrDefault("--table", "in-force.json")),
                settings,
                given.containsKey("--until-caught-up"));
    }

    String topic() {
        return "mithaq.agreement.events.v1." + audience;
    }

    Properties client() {
        Properties client = new Properties();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.putAll(settings);
        return client;
    }
}
