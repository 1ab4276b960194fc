// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An answer of the gateway's, read tolerantly: what is asked for may stand in an inner object {@code data}.
 *
 * @param status of the answer
 * @param json missing if it is no JSON
 */
public record Reply(int status, JsonNode json) {
    private static final String[] ERROR_KEYS = { "ErrMsg", "errMsg", "errmsg" };
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Reply of(int status, String body) {
        try {
            return new Reply(status, MAPPER.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body));
        } catch (@SuppressWarnings("unused") JsonProcessingException quotesTheBody) {
            return new Reply(status, MAPPER.missingNode());
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first of the keys that has a text or a number, outside before inside; empty if none has. */
    public String text(String... keys) {
        for (JsonNode place : new JsonNode[] { json, json.path("data") }) {
            for (String key : keys) {
                JsonNode value = place.path(key);
                String text = value.isTextual() ? value.textValue().strip()
                        : value.isIntegralNumber() ? value.bigIntegerValue().toString() : "";
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    /** The service's own words; empty if it gave none. */
    public String errorText() {
        return text(ERROR_KEYS);
    }

    /** Whether it calls a failure what has the status of a success: WeCom's code that is not 0. */
    public boolean isDenial() {
        String code = text("errcode", "ErrCode", "errCode");
        return !code.isEmpty() && !code.equals("0");
    }
}
