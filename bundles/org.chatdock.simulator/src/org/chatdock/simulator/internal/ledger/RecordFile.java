// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.ledger;

import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.Transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Appends what the client did to a file, one JSON object per line, each line written before the next is counted. The
 * ledger calls it under its lock; it has none of its own.
 */
public final class RecordFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RecordFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer writer;
    private boolean failed;

    /** Writes to nowhere. */
    public RecordFile() {
        this.writer = Writer.nullWriter();
    }

    /**
     * Opens a file for appending, and creates it.
     *
     * @throws IOException if it cannot be written
     */
    public RecordFile(Path file) throws IOException {
        try {
            this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException("the record cannot be written to " + file + ": give a file in a folder that exists "
                    + "and is writable", e);
        }
    }

    void ack(Ack ack) {
        Map<String, Object> line = line("ack", ack.receivedAt());
        line.put("MsgId", ack.messageId());
        line.put("GroupId", ack.groupId());
        line.put("From", ack.from());
        line.put("To", ack.to());
        line.put("sentAt", ack.sentAt().toEpochMilli());
        line.put("handler", ack.handler());
        line.put("delivered", ack.delivered());
        line.put("raw", ack.raw());
        append(line);
    }

    void malformed(String raw, Instant at) {
        Map<String, Object> line = line("malformed", at);
        line.put("raw", raw);
        append(line);
    }

    void send(Send send) {
        Map<String, Object> line = line("send", send.receivedAt());
        line.put("status", send.status());
        line.put("msgID", send.messageId());
        line.put("clientId", send.clientId());
        line.put("repeated", send.repeated());
        line.put("tokenMatched", send.tokenMatched());
        line.put("headers", send.headers());
        line.put("body", body(send.body()));
        append(line);
    }

    void transfer(Transfer transfer) {
        Map<String, Object> line = line("transfer", transfer.receivedAt());
        line.put("To", transfer.conversation());
        line.put("Target", transfer.target());
        line.put("Note", transfer.note());
        append(line);
    }

    private static Map<String, Object> line(String kind, Instant at) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        line.put("at", at.toEpochMilli());
        return line;
    }

    /** As JSON if it is any, so that a reader need not unpack it. */
    private static Object body(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private void append(Map<String, Object> line) {
        if (failed) {
            return;
        }
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            failed = true;
            LOG.log(Level.WARNING, "nothing more is recorded, the file cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the record may lack its end", e);
        }
    }
}
