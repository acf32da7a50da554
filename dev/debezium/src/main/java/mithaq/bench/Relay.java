package mithaq.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * From a table to a topic, by Debezium's outbox event router, set for throughput and for latency alike. It runs until it
 * is killed.
 *
 * <pre>Relay postgres://USER@HOST:PORT/DATABASE SLOT BROKERS TOPIC</pre>
 */
public final class Relay {
  private final KafkaProducer<String, String> producer;
  private final String topic;

  private Relay(KafkaProducer<String, String> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  public static void main(String[] given) throws Exception {
    var database = URI.create(given[0]);
    var producer = new KafkaProducer<>(producerSettings(given[2]), new StringSerializer(), new StringSerializer());
    var relay = new Relay(producer, given[3]);
    try (var engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(engineSettings(database, given[1], given[3]))
            .notifying(relay::send)
            .build()) {
      engine.run();
    }
  }

  /** Hands a batch to the producer, waits until all of it is in the topic, and only then lets Debezium go on. */
  private void send(
      List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (var change : batch) {
      var row = change.record();
      if (row.value() instanceof String value) {
        var record = new ProducerRecord<>(topic, (String) row.key(), value);
        for (Header header : row.headers()) {
          record.headers().add(header.key(), header.value().toString().getBytes());
        }
        producer.send(record);
      }
    }
    producer.flush();
    for (var change : batch) {
      committer.markProcessed(change);
    }
    committer.markBatchFinished();
  }

  private static Properties producerSettings(String brokers) {
    var settings = new Properties();
    settings.put("bootstrap.servers", brokers);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("compression.type", "zstd");
    settings.put("linger.ms", "1");
    settings.put("batch.size", "1000000");
    settings.put("buffer.memory", "134217728");
    return settings;
  }

  private static Properties engineSettings(URI database, String slot, String topic) {
    var settings = new Properties();
    settings.put("name", "relay");
    settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    settings.put("offset.flush.interval.ms", "1000");
    settings.put("topic.prefix", "bench");
    settings.put("database.hostname", database.getHost());
    settings.put("database.port", Integer.toString(database.getPort()));
    settings.put("database.user", database.getUserInfo());
    settings.put("database.password", "unused");
    settings.put("database.dbname", database.getPath().substring(1));
    settings.put("plugin.name", "pgoutput");
    settings.put("slot.name", slot);
    settings.put("publication.name", slot);
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("table.include.list", "public.outbox");
    settings.put("snapshot.mode", "no_data");
    settings.put("tombstones.on.delete", "false");
    settings.put("max.batch.size", "8192");
    settings.put("max.queue.size", "65536");
    settings.put("poll.interval.ms", "2");
    settings.put("transforms", "outbox");
    settings.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
    settings.put("transforms.outbox.route.topic.replacement", topic);
    settings.put("transforms.outbox.table.field.event.key", "aggregateid");
    return settings;
  }
}
