// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.process;

import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.simulator.Gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the process says once it is ready. */
public final class ReadyLine {

    private ReadyLine() {
    }

    /** One line of JSON, without its end. */
    public static String of(Gateway gateway) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ready", true);
        line.put("gateway", gateway.webSocketUri().toString());
        line.put("api", gateway.sendUri().toString());
        line.put("history", gateway.historyUri().toString());
        line.put("upload", gateway.uploadUri().toString());
        line.put("recall", gateway.recallUri().toString());
        line.put("agents", gateway.agentsUri().toString());
        line.put("transfer", gateway.transferUri().toString());
        line.put("media", gateway.mediaUri().toString());
        line.put("state", gateway.httpUri() + "/state");
        line.put("scripted", gateway.state().scripted());
        try {
            return new ObjectMapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("addresses that cannot be written", e);
        }
    }
}
