// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a request to a proxy together. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param octets 0 to 255 each */
    Bytes put(int... octets) {
        for (int octet : octets) {
            out.write(octet);
        }
        return this;
    }

    Bytes put(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Two bytes, the higher first. */
    Bytes putShort(int value) {
        return put(value >>> 8, value);
    }

    byte[] array() {
        return out.toByteArray();
    }
}
