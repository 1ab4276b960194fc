// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Parses the fields of the protocol, acknowledges, and flushes when the input has run dry. Nothing else. */
final class BareLoop implements FrameHandler {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    /** The four of the acknowledgement first. */
    private static final Map<String, Integer> FIELDS = Map.of("MsgId", 0, "GroupId", 1, "From", 2, "To", 3, "FromType",
            4, "MsgType", 5, "Content", 6, "MsgTime", 7);

    private final Runnable closed;
    /** The last message, so that the compiler cannot leave the parsing out. */
    volatile String[] parsed;
    private CoreSession session;
    private boolean unflushed;

    BareLoop(Runnable closed) {
        this.closed = closed;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        opened.setAutoFragment(false);
        opened.setIdleTimeout(Duration.ZERO);
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        if (frame.getOpCode() == OpCode.TEXT) {
            acknowledge(frame.getPayload());
        }
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE) {
            session.demand();
        }
    }

    private void acknowledge(ByteBuffer payload) {
        String[] fields = new String[FIELDS.size()];
        try (JsonParser parser = JSON.createParser(payload.array(), payload.arrayOffset() + payload.position(),
                payload.remaining())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Integer field = FIELDS.get(parser.currentName());
                parser.nextToken();
                if (field == null) {
                    parser.skipChildren();
                } else {
                    fields[field] = parser.getText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = fields[0] + '|' + fields[1] + '|' + fields[2] + '|' + fields[3] + '|'
                + System.currentTimeMillis() + "|newTextMessage";
        parsed = fields;
        unflushed = true;
        session.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))),
                Callback.NOOP, true);
    }

    /** There is nothing more to read at this moment. */
    void dry() {
        if (unflushed) {
            unflushed = false;
            session.flush(Callback.NOOP);
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        System.err.println("The bare client failed: " + cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        closed.run();
    }
}
