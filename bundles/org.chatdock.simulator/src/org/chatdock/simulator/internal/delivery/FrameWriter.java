// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.simulator.Customer;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.Sender;
import org.chatdock.simulator.Utterance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes utterances as frames. Any thread. */
public final class FrameWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA = "${media}";

    private final Cast cast;

    /** For one gateway. */
    public FrameWriter(Cast cast) {
        this.cast = cast;
    }

    Frame write(ScriptId id, Customer customer, Utterance what, Instant written) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("MsgId", value(id));
        frame.put("GroupId", value(customer.id()));
        address(frame, customer, what.sender());
        frame.put("MsgType", what.type());
        if (!what.content().isEmpty()) {
            frame.put("Content", resolve(what.content()));
        }
        time(frame, what, written);
        what.fields().forEach((key, value) -> frame.put(key, resolve(value)));
        return Frame.of(text(frame));
    }

    private void address(Map<String, Object> frame, Customer customer, Sender sender) {
        if (sender instanceof Sender.User) {
            from(frame, value(customer.id()), customer.name(), "user");
            frame.put("To", cast.agent());
        } else if (sender instanceof Sender.Colleague colleague) {
            from(frame, cast.agent(colleague.user()), colleague.name(), "agent");
            frame.put("To", value(customer.id()));
        } else if (sender instanceof Sender.SameAgent) {
            from(frame, cast.agent(), cast.user(), "agent");
            frame.put("To", value(customer.id()));
        } else {
            from(frame, "system", "system", "system");
            frame.put("To", cast.agent());
        }
    }

    private static void from(Map<String, Object> frame, Object id, String name, String type) {
        frame.put("From", id);
        frame.put("FromName", name);
        frame.put("FromType", type);
    }

    private static void time(Map<String, Object> frame, Utterance what, Instant written) {
        switch (what.timeForm()) {
            case SECONDS -> frame.put("MsgTime", written.getEpochSecond());
            case MILLIS -> frame.put("MsgTime", written.toEpochMilli());
            case TEXT -> frame.put("MsgTime", Long.toString(written.getEpochSecond()));
            case LOWER -> frame.put("msgTime", written.getEpochSecond());
            case NONE -> {
                // The receiver takes its own.
            }
        }
    }

    private static Object value(ScriptId id) {
        return id.number() ? (Object) Long.valueOf(id.text()) : id.text();
    }

    private Object resolve(Object value) {
        if (value instanceof String text) {
            return text.replace(MEDIA, cast.media().toString());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> resolved = new LinkedHashMap<>();
            map.forEach((key, each) -> resolved.put(key, resolve(each)));
            return resolved;
        }
        return value;
    }

    static String text(Map<String, Object> frame) {
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fields that are no JSON values", e);
        }
    }
}
