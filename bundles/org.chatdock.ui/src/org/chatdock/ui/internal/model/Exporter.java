// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationExport;
import org.osgi.service.log.Logger;

/** Exports conversations to files, in the background: a file is there as a whole, or as it was before. Any thread. */
public final class Exporter {
    private final Executor workers;
    private final Executor ui;
    private final Logger log;
    private final AtomicReference<ConversationExport> service = new AtomicReference<>();

    /** @param ui runs what it is given on the UI thread, soon, or never if there is no UI any more */
    public Exporter(Executor workers, Executor ui, Logger log) {
        this.workers = workers;
        this.ui = ui;
        this.log = log;
    }

    public void setService(ConversationExport export) {
        service.set(export);
    }

    public void unsetService(ConversationExport gone) {
        service.compareAndSet(gone, null);
    }

    /** Whether there is anything that exports. */
    public boolean available() {
        return service.get() != null;
    }

    /** @param done is told on the UI thread whether the file is there; if it is not, the log says why */
    public void export(ConversationId conversation, ExportTarget target, Consumer<Boolean> done) {
        try {
            workers.execute(() -> {
                Boolean written = Boolean.valueOf(write(conversation, target));
                ui.execute(() -> done.accept(written));
            });
        } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
            // The desk is closing; its views go with it.
            done.accept(Boolean.FALSE);
        }
    }

    private boolean write(ConversationId conversation, ExportTarget target) {
        ConversationExport export = service.get();
        try {
            if (export == null) {
                throw new IOException("The store is gone");
            }
            // Symbolic links are followed: what they point to is replaced, not they.
            Path file = Path.of(target.path()).toAbsolutePath();
            write(export, conversation, target, Files.exists(file) ? file.toRealPath() : file);
            return true;
        } catch (IOException | InvalidPathException e) {
            log.warn("A conversation could not be exported to a file", e);
        } catch (RuntimeException | LinkageError e) {
            log.error("A conversation could not be exported", e);
        }
        return false;
    }

    private static void write(ConversationExport export, ConversationId conversation, ExportTarget target, Path file)
            throws IOException {
        // Under a name that nobody has, and for nobody but this user to read.
        Path part = Files.createTempFile(file.getParent(), "chatdock", ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                export.export(conversation, target.format(), Channels.newOutputStream(channel));
                channel.force(true);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (@SuppressWarnings("unused") AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
