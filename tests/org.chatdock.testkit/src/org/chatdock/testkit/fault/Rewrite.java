// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes other frames of the gateway's text frames. Only on the proxy's thread. */
interface Rewrite {
    /** @param frame a whole message; {@code out} takes what goes to the client instead, in order */
    void text(byte[] frame, Consumer<byte[]> out);

    /** Lets go of what is held back. */
    default void flush(Consumer<byte[]> out) {
    }

    /** Cuts the payload into pieces of about the same size, also inside a character. */
    static Rewrite fragmented(int pieces, boolean pings) {
        return (frame, out) -> {
            byte[] payload = Frames.payload(frame);
            for (int i = 0; i < pieces; i++) {
                if (i > 0 && pings) {
                    out.accept(Frames.of(Frames.FINAL | Frames.PING, new byte[] { (byte) i }));
                }
                int first = i == 0 ? Frames.TEXT : Frames.CONTINUATION;
                out.accept(Frames.of(i == pieces - 1 ? Frames.FINAL | first : first,
                        Arrays.copyOfRange(payload, border(payload, i, pieces), border(payload, i + 1, pieces))));
            }
        };
    }

    private static int border(byte[] payload, int piece, int pieces) {
        return (int) ((long) payload.length * piece / pieces);
    }

    static Rewrite repeated(int times) {
        return (frame, out) -> {
            for (int i = 0; i < times; i++) {
                out.accept(frame);
            }
        };
    }

    /** Puts a binary frame, a text that is no JSON and JSON that is no object before every text. */
    static Rewrite noise() {
        return (frame, out) -> {
            out.accept(Frames.of(Frames.FINAL | Frames.BINARY, new byte[] { 0, -1, 1, -2 }));
            out.accept(Frames.text("not {json"));
            out.accept(Frames.text("[1, null]"));
            out.accept(frame);
        };
    }

    /** Holds texts until there are {@code window} of them. */
    static Rewrite reordered(int window, UnaryOperator<List<String>> order) {
        return new Rewrite() {
            private final List<String> held = new ArrayList<>();

            @Override
            public void text(byte[] frame, Consumer<byte[]> out) {
                held.add(new String(Frames.payload(frame), StandardCharsets.UTF_8));
                if (held.size() == window) {
                    flush(out);
                }
            }

            @Override
            public void flush(Consumer<byte[]> out) {
                if (held.isEmpty()) {
                    return;
                }
                List<String> texts = order.apply(List.copyOf(held));
                held.clear();
                texts.forEach(text -> out.accept(Frames.text(text)));
            }
        };
    }
}
