// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What all calls that are posted have in common. Any thread. */
final class Posts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Posts() {
    }

    /** Whether it is a POST; answers if it is none. */
    static boolean isPost(Request request, Response response, Callback callback) {
        boolean post = request.getMethod().equals("POST");
        if (!post) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Answer.error(405, "use POST here").write(response, callback);
        }
        return post;
    }

    /** Reads the body and hands it on; answers if it breaks off. */
    static void read(Request request, Response response, Callback callback, Consumer<String> then) {
        Content.Source.asString(request, StandardCharsets.UTF_8, Promise.from(then,
                failure -> Answer.error(400, "the body broke off").write(response, callback)));
    }

    /** A missing node if it is no JSON. */
    static JsonNode parse(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Breaks the connection; what was not written is not. */
    static void cut(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("cut on request"));
    }
}
