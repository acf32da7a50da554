package mithaq.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The local table: where each agreement stands, and up to which event. */
final class Table {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Content content;

    /** What is kept. */
    private static final class Content {
        /** How many events were taken in, without repeats. */
        public long events;

        /** The highest sequence among them; at rest it equals {@link #events}, or some were missed. */
        public long lastSequence;

        public TreeMap<String, Row> agreements = new TreeMap<>();
    }

    /** An agreement; without a number and a status where it left the audience's sight. */
    private record Row(String registryNumber, String status, long revision, long sequence) {
        static final Row NONE = new Row(null, null, 0, 0);

        Row after(Event event) {
            if (event.kind() == Event.Kind.WITHDRAWN) {
                return new Row(null, null, event.revision(), event.sequence());
            }
            String number = event.registryNumber() == null ? registryNumber : event.registryNumber();
            String becomes = event.status() == null ? status : event.status();
            return new Row(number, becomes, event.revision(), event.sequence());
        }
    }

    /** A line of the table as it is printed. */
    private record Line(String id, String registryNumber, String status) {}

    private Table(Path path, Content content) {
        this.path = path;
        this.content = content;
    }

    /** Opens the table, or begins one. */
    static Table open(Path path) throws IOException {
        boolean there = Files.exists(path);
        return new Table(path, there ? JSON.readValue(path.toFile(), Content.class) : new Content());
    }

    /** Takes an event in, unless it was before. Answers how the agreement stands where that changed. */
    Optional<String> apply(Event event) {
        Row row = content.agreements.getOrDefault(event.agreement(), Row.NONE);
        if (event.sequence() <= row.sequence) {
            return Optional.empty();
        }
        if (event.kind() != Event.Kind.DISCLOSED && event.revision() != row.revision + 1) {
            throw new IllegalStateException(
                    "agreement %s: revision %d came after %d, so events are missing; begin with a new --table and --group"
                            .formatted(event.agreement(), event.revision(), row.revision));
        }
        Row next = row.after(event);
        content.agreements.put(event.agreement(), next);
        content.events += 1;
        content.lastSequence = Math.max(content.lastSequence, event.sequence());
        if (Objects.equals(next.status, row.status)) {
            return Optional.empty();
        }
        String name = Objects.requireNonNullElse(next.registryNumber, event.agreement());
        return Optional.of(name + " " + Objects.requireNonNullElse(next.status, "withdrawn"));
    }

    /** Puts the table on disk: whole, or as it was before. */
    void save() throws IOException {
        Path written = path.resolveSibling(path.getFileName() + ".new");
        JSON.writeValue(written.toFile(), content);
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Prints the agreements in force, by id. */
    void print() throws IOException {
        for (var entry : content.agreements.entrySet()) {
            Row row = entry.getValue();
            if ("IN_FORCE".equals(row.status)) {
                Line line = new Line(entry.getKey(), row.registryNumber, row.status);
                System.out.println(JSON.writeValueAsString(line));
            }
        }
        System.err.printf("caught up: %d events, last sequence %d%n", content.events, content.lastSequence);
    }
}
