// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;

/** Puts fragments together. A text in one frame, as nearly all are, is passed on without a copy. */
final class TextAssembly {
    private final int maxBytes;
    private ByteArrayOutputStream fragments;
    private boolean binary;

    TextAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Returns the text's bytes, valid as long as the frame is, or null if there is no whole text yet or it is binary.
     */
    ByteBuffer add(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            binary = frame.getOpCode() == OpCode.BINARY;
            if (frame.isFin()) {
                return binary ? null : frame.getPayload();
            }
            fragments = new ByteArrayOutputStream();
        }
        if (!binary) {
            append(frame.getPayload());
        }
        if (!frame.isFin() || binary) {
            return null;
        }
        ByteBuffer text = ByteBuffer.wrap(fragments.toByteArray());
        fragments = null;
        return text;
    }

    private void append(ByteBuffer payload) {
        if (fragments.size() + payload.remaining() > maxBytes) {
            throw new MessageTooLargeException("A text is larger than " + maxBytes + " bytes.");
        }
        byte[] bytes = new byte[payload.remaining()];
        payload.slice().get(bytes);
        fragments.writeBytes(bytes);
    }
}
