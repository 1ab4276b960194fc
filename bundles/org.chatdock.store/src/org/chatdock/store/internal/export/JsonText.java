// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import org.chatdock.api.store.StoreException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Values as JSON, in one line that every reader takes for one, and that UTF-8 can write. Any thread. */
final class JsonText {
    /** What was stored must be written: the limits against foreign input are the line's business. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder().streamWriteConstraints(
            StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build()).build());
    private static final String HEX = "0123456789abcdef";

    /** Writes one value. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {
    }

    static String of(Object value) {
        return of(json -> json.writePOJO(value));
    }

    static String of(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            content.write(json);
        } catch (@SuppressWarnings("unused") JsonProcessingException e) {
            // Without its message: that may quote a value.
            throw new StoreException("A message has a field that cannot be written as JSON.", null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escaped(text.getBuffer());
    }

    /** Only what stands in a text or a key can be anything else than ASCII. */
    private static String escaped(CharSequence json) {
        StringBuilder line = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (needsEscape(json, i, c)) {
                line = line == null ? new StringBuilder(json.length() + 16).append(json, 0, i) : line;
                line.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    line.append(HEX.charAt(c >> shift & 0xf));
                }
            } else if (line != null) {
                line.append(c);
            }
        }
        return line == null ? json.toString() : line.toString();
    }

    private static boolean needsEscape(CharSequence text, int at, char c) {
        return c == '\u0085' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && isHalf(text, at);
    }

    /** Whether the surrogate there has no other half beside it. */
    static boolean isHalf(CharSequence text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}
