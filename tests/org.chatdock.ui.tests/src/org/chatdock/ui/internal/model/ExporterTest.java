// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationExport;
import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.api.store.StoreException;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private final RecordingLogger log = new RecordingLogger();
    private final List<Runnable> work = new ArrayList<>();
    private final List<Boolean> told = new ArrayList<>();
    private final Exporter exporter = new Exporter(work::add, Runnable::run, log.logger());
    @TempDir
    Path place;
    private Path file;

    @BeforeEach
    void name() {
        file = place.resolve("Ann.html");
    }

    private void export() {
        exporter.export(ANN, new ExportTarget(file.toString(), Format.HTML), told::add);
    }

    private void work() {
        work.forEach(Runnable::run);
        work.clear();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    @Test
    void theFileIsWrittenInTheBackgroundAndHoldsTheExport() throws IOException {
        exporter.setService((conversation, format, out) -> write(out, conversation + " as " + format));
        export();
        assertEquals(List.of(), files());
        assertEquals(List.of(), told);
        work();
        assertEquals("ann as HTML", Files.readString(file));
        assertEquals(List.of(file), files());
        assertEquals(List.of(Boolean.TRUE), told);
    }

    @Test
    void untilItIsCompleteTheOldFileStays() throws IOException {
        Files.writeString(file, "old");
        exporter.setService((conversation, format, out) -> {
            write(out, "new");
            out.flush();
            assertEquals("old", Files.readString(file));
        });
        export();
        work();
        assertEquals("new", Files.readString(file));
    }

    @Test
    void anExportThatFailsLeavesNothingBehind() throws IOException {
        List<ConversationExport> broken = List.of((conversation, format, out) -> {
            write(out, "half");
            throw new IOException("expected");
        }, (conversation, format, out) -> {
            write(out, "half");
            throw new StoreException("expected", null);
        }, (conversation, format, out) -> {
            throw new NoClassDefFoundError("expected");
        });
        Files.writeString(file, "old");
        for (ConversationExport each : broken) {
            exporter.setService(each);
            export();
            work();
        }
        assertEquals(List.of(file), files());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(Boolean.FALSE, Boolean.FALSE, Boolean.FALSE), told);
        assertEquals(2, log.errors().size());
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAFailure() throws IOException {
        exporter.setService((conversation, format, out) -> write(out, "text"));
        exporter.export(ANN, new ExportTarget(place.resolve("none").resolve("a.html").toString(), Format.HTML),
                told::add);
        exporter.export(ANN, new ExportTarget("a\u0000.html", Format.HTML), told::add);
        Files.createDirectory(file);
        Files.writeString(file.resolve("inside"), "kept");
        export();
        work();
        assertEquals(List.of(Boolean.FALSE, Boolean.FALSE, Boolean.FALSE), told);
        assertEquals(List.of(file), files());
        assertEquals(List.of(), log.errors());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.writeString(place.resolve("real.html"), "old");
        Files.createSymbolicLink(file, real);
        exporter.setService((conversation, format, out) -> write(out, "new"));
        export();
        work();
        assertTrue(Files.isSymbolicLink(file));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void aStoreThatIsGoneOrADeskThatClosesIsAFailure() throws IOException {
        ConversationExport service = (conversation, format, out) -> write(out, "text");
        exporter.setService(service);
        assertTrue(exporter.available());
        exporter.unsetService((conversation, format, out) -> {
            throw new AssertionError("It is another one.");
        });
        assertTrue(exporter.available());
        export();
        exporter.unsetService(service);
        assertFalse(exporter.available());
        work();
        Executor closing = task -> {
            throw new RejectedExecutionException("expected");
        };
        new Exporter(closing, Runnable::run, log.logger()).export(ANN, new ExportTarget("a.html", Format.HTML),
                told::add);
        assertEquals(List.of(Boolean.FALSE, Boolean.FALSE), told);
        assertEquals(List.of(), files());
    }
}
