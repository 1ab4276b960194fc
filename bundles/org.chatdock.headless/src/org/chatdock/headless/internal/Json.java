// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.internal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The lines of standard output, UTF-8, one JSON object each. Any thread. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
            StandardCharsets.UTF_8);

    private Json() {
    }

    /** Reads one JSON text. */
    static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    static void print(ConnectionStatus status) {
        ObjectNode line = MAPPER.createObjectNode().put("t", status.since().toEpochMilli())
                .put("state", status.state().name()).put("cause", status.cause()).put("attempt", status.attempt());
        if (status.code() != 0) {
            line.put("code", status.code());
        }
        if (!status.reason().isEmpty()) {
            line.put("reason", status.reason());
        }
        if (status.nextTry() != null) {
            line.put("nextTry", status.nextTry().toEpochMilli());
        }
        print(line);
    }

    static void print(Message message) {
        ObjectNode line = MAPPER.createObjectNode().put("GroupId", message.conversation().value())
                .put("MsgId", message.id().value()).put("From", message.from()).put("FromType", message.fromType())
                .put("MsgType", message.type()).put("MsgTime", wireTime(message.time()))
                .put("Content", message.content());
        print(line);
    }

    static void print(Outgoing sent, SendOutcome outcome) {
        ObjectNode line = MAPPER.createObjectNode();
        if (outcome instanceof SendOutcome.Sent success) {
            line.put("result", "SENT").put("To", sent.to().value()).put("MsgId", success.message().id().value())
                    .put("MsgTime", wireTime(success.message().time()));
        } else if (outcome instanceof SendOutcome.Refused refused) {
            line.put("result", "REFUSED").put("To", sent.to().value()).put("reason", refused.reason().name())
                    .put("ErrMsg", refused.serviceText());
        } else {
            line.put("result", outcome instanceof SendOutcome.Expired ? "EXPIRED" : "UNKNOWN")
                    .put("To", sent.to().value());
        }
        print(line);
    }

    static void print(OutboxEntry entry) {
        Outgoing message = entry.message();
        ObjectNode line = MAPPER.createObjectNode().put("outbox", entry.id().value())
                .put("state", entry.state().name()).put("To", message.to().value()).put("MsgType", message.type())
                .put("Content", message.content());
        if (entry.reason() != null) {
            line.put("reason", entry.reason().name());
        }
        print(line);
    }

    /** As the protocol writes it: whole seconds, else milliseconds. */
    private static long wireTime(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.toEpochMilli();
    }

    private static void print(ObjectNode line) {
        OUT.println(line);
    }
}
