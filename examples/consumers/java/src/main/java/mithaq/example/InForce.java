package mithaq.example;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Keeps a local table of the agreements in force, from an audience's events. */
public final class InForce {
    private InForce() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        Table table = Table.open(options.table());
        try (var consumer = new KafkaConsumer<String, byte[]>(options.client())) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> wake(consumer, main)));
            consumer.subscribe(List.of(options.topic()));
            run(consumer, table, options.untilCaughtUp());
        } catch (WakeupException stopped) {
            // Asked to end; what was not saved is read again.
        }
    }

    private static void run(KafkaConsumer<String, byte[]> consumer, Table table, boolean untilCaughtUp)
            throws IOException {
        while (true) {
            var records = consumer.poll(Duration.ofMillis(500));
            for (ConsumerRecord<String, byte[]> record : records) {
                var change = table.apply(Event.of(record));
                if (!untilCaughtUp) {
                    change.ifPresent(System.out::println);
                }
            }
            if (!records.isEmpty()) {
                table.save();
                // Only now: what is read again after a crash between the two is dropped by its sequence.
                consumer.commitSync();
            }
            if (untilCaughtUp && caughtUp(consumer)) {
                table.print();
                return;
            }
        }
    }

    /** Whether everything is read that is there now. */
    private static boolean caughtUp(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return !ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static void wake(KafkaConsumer<?, ?> consumer, Thread main) {
        consumer.wakeup();
        try {
            main.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
