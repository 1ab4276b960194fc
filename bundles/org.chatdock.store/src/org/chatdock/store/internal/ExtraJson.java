// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The keys that the protocol does not name, as JSON: no digit lost, in their order, null kept. Any thread. */
final class ExtraJson {
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
    };

    private final ObjectMapper mapper = new ObjectMapper(unlimited())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What was accepted once must be readable: the limits against foreign input are the line's business. */
    private static JsonFactory unlimited() {
        return JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                .maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE).maxNestingDepth(Integer.MAX_VALUE).build()).build();
    }

    /** @return the empty text if there is none */
    String write(Map<String, Object> extra) {
        try {
            return extra.isEmpty() ? "" : mapper.writeValueAsString(extra);
        } catch (JsonProcessingException e) {
            // Without its message: that may quote a value.
            throw StoreFailure.extra();
        }
    }

    Map<String, Object> read(String json) {
        try {
            return json.isEmpty() ? Map.of() : mapper.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            throw StoreFailure.extra();
        }
    }
}
