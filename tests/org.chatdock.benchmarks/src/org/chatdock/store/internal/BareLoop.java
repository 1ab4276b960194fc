// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;

/**
 * The obvious durable store: one table, its id unique, an index in order, prepared statements, the log flushed with
 * every commit, and whatever has queued up in one transaction. It cannot be read meanwhile, counts nothing, and tells
 * nobody.
 */
final class BareLoop implements AutoCloseable {
    private static final int TRANSACTION_LIMIT = 4096;

    private record Append(Message message, CompletableFuture<Appended> stage) {
    }

    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "bare-loop");
    private final Connection connection;
    private final PreparedStatement insert;
    private volatile boolean closing;

    BareLoop(Path file) throws SQLException {
        connection = new Database(file, StoreOptions.DEFAULT).openToWrite();
        try (Statement statement = connection.createStatement()) {
            // As SQLite does when nobody says anything.
            statement.execute("PRAGMA wal_autocheckpoint = 1000");
            statement.execute("CREATE TABLE message (arrival INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
                    + "conversation TEXT NOT NULL, seconds INTEGER NOT NULL, nanos INTEGER NOT NULL, "
                    + "understood INTEGER NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL, "
                    + "from_type TEXT NOT NULL, type TEXT NOT NULL, picture_url TEXT NOT NULL, file_url TEXT NOT NULL, "
                    + "media_id TEXT NOT NULL, extra TEXT NOT NULL, content TEXT NOT NULL)");
            statement.execute("CREATE INDEX in_order ON message (conversation, seconds, nanos, arrival)");
            connection.commit();
        }
        insert = connection.prepareStatement("INSERT OR IGNORE INTO message (id, conversation, seconds, nanos, "
                + "understood, sender, receiver, from_type, type, picture_url, file_url, media_id, extra, content) "
                + "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, '', ?)");
        thread.start();
    }

    CompletableFuture<Appended> append(Message message) {
        Append append = new Append(message, new CompletableFuture<>());
        queue.add(append);
        return append.stage;
    }

    private void run() {
        List<Append> batch = new ArrayList<>();
        List<Appended> results = new ArrayList<>();
        try {
            while (!closing) {
                batch.add(queue.take());
                queue.drainTo(batch, TRANSACTION_LIMIT - 1);
                for (Append append : batch) {
                    results.add(insert(append.message));
                }
                connection.commit();
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).stage.complete(results.get(i));
                }
                batch.clear();
                results.clear();
            }
        } catch (SQLException e) {
            batch.forEach(append -> append.stage.completeExceptionally(e));
        } catch (InterruptedException e) {
            // closed
        }
    }

    private Appended insert(Message message) throws SQLException {
        Attachment attachment = message.attachment();
        Instant time = message.time();
        insert.setString(1, message.id().value());
        insert.setString(2, message.conversation().value());
        insert.setLong(3, time.getEpochSecond());
        insert.setInt(4, time.getNano());
        insert.setString(5, message.from());
        insert.setString(6, message.to());
        insert.setString(7, message.fromType());
        insert.setString(8, message.type());
        insert.setString(9, attachment.pictureUrl());
        insert.setString(10, attachment.fileUrl());
        insert.setString(11, attachment.mediaId());
        insert.setString(12, message.content());
        return insert.executeUpdate() == 0 ? Appended.DUPLICATE : Appended.ADDED;
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join();
        insert.close();
        connection.close();
    }
}
