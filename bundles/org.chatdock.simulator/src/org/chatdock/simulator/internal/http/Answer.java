// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Duration;
import java.util.Map;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An HTTP answer that is a JSON object.
 *
 * @param status HTTP status
 * @param body the object as text; empty for no body
 */
record Answer(int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Done; there is nothing to say. */
    static final Answer NOTHING = new Answer(200, "{}");

    static Answer ok(Object value) {
        return new Answer(200, text(value));
    }

    static Answer error(int status, String errMsg) {
        return new Answer(status, text(Map.of("ErrMsg", errMsg)));
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        if (!body.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        }
        Content.Sink.write(response, true, body, callback);
    }

    /** @param retryAfter rounded up to seconds; zero for no such header */
    void write(Response response, Duration retryAfter, Callback callback) {
        if (!retryAfter.isZero()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, retryAfter.plusNanos(999_999_999).toSeconds());
        }
        write(response, callback);
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON value", e);
        }
    }
}
