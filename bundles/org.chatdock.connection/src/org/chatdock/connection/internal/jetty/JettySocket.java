// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.chatdock.connection.internal.line.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/**
 * One socket on Jetty's core API: payload bytes instead of texts, explicit demand, batched writes. Jetty calls the
 * frame handler's methods one after the other.
 */
final class JettySocket implements Socket, FrameHandler {
    private final SocketEvents events;
    private final TextAssembly texts;
    private final int maxTextBytes;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile CoreSession session;
    private volatile CompletableFuture<CoreSession> connecting;
    private volatile boolean aborted;

    JettySocket(SocketEvents events, int maxTextBytes) {
        this.events = events;
        this.maxTextBytes = maxTextBytes;
        this.texts = new TextAssembly(maxTextBytes);
    }

    void connect(WebSocketCoreClient client, URI address, Map<String, String> headers) throws IOException {
        CoreClientUpgradeRequest request = CoreClientUpgradeRequest.from(client, address, this);
        request.headers(fields -> headers.forEach(fields::put));
        connecting = client.connect(request);
        connecting.whenComplete((opened, failure) -> {
            if (failure != null) {
                end(Failures.ending(failure));
            }
        });
        if (aborted) {
            abort();
        }
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        // Jetty's own is 30 s: a line without heartbeats would fall whenever nobody writes.
        opened.setIdleTimeout(Duration.ZERO);
        opened.setAutoFragment(false);
        opened.setMaxFrameSize(maxTextBytes);
        opened.setMaxTextMessageSize(maxTextBytes);
        session = opened;
        callback.succeeded();
        if (aborted) {
            opened.abort();
            return;
        }
        events.opened();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        events.alive();
        boolean readOn = true;
        try {
            switch (frame.getOpCode()) {
                case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> readOn = data(frame);
                case OpCode.PING -> session.sendFrame(new Frame(OpCode.PONG, copy(frame.getPayload())), Callback.NOOP,
                        false);
                default -> {
                    // PONG is a sign of life; CLOSE is answered by Jetty, and onClosed tells of it.
                }
            }
        } catch (RuntimeException e) {
            callback.failed(e);
            return;
        }
        boolean isLast = frame.getOpCode() == OpCode.CLOSE;
        callback.succeeded();
        if (readOn && !isLast) {
            resume();
        }
    }

    private boolean data(Frame frame) {
        ByteBuffer text = texts.add(frame);
        return text == null || events.text(text, this);
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
        copy.put(payload.slice());
        return copy.flip();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
        end(Failures.ending(cause));
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        Throwable own = status.getCause();
        // With a cause it was this side that closed; only a connection that just broke has one too.
        end(own == null || status.getCode() == CloseStatus.NO_CLOSE
                ? Ending.closed(status.getCode(), status.getReason()) : Failures.ending(own));
    }

    private void end(Ending ending) {
        if (ended.compareAndSet(false, true)) {
            events.ended(ending);
        }
    }

    @Override
    public void write(List<String> lines, Consumer<Boolean> done) {
        CoreSession target = session;
        if (target == null) {
            done.accept(false);
            return;
        }
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            target.sendFrame(new Frame(OpCode.TEXT, lines.get(i)), Callback.NOOP, true);
        }
        // One flush for all: the frames before are handed over before this one is.
        target.sendFrame(new Frame(OpCode.TEXT, lines.get(last)),
                Callback.from(() -> done.accept(true), failure -> done.accept(false)), false);
    }

    @Override
    public void resume() {
        CoreSession target = session;
        if (target != null && !ended.get()) {
            try {
                target.demand();
            } catch (IllegalStateException e) {
                // The session ended in between; onClosed has said so or will.
            }
        }
    }

    @Override
    public void close() {
        CoreSession target = session;
        if (target == null) {
            abort();
        } else {
            target.close(CloseStatus.NORMAL, null, Callback.NOOP);
        }
    }

    @Override
    public void abort() {
        aborted = true;
        CoreSession target = session;
        CompletableFuture<CoreSession> attempt = connecting;
        if (target != null) {
            target.abort();
        } else if (attempt != null) {
            attempt.cancel(true);
        }
    }
}
