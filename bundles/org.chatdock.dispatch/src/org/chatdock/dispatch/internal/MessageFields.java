// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.Message;

/** A message as a filter sees it: by the names of the frame. A view; nothing is copied to look a key up. */
final class MessageFields extends AbstractMap<String, Object> {
    private static final List<String> NAMED = List.of("MsgType", "FromType", "From", "To", "GroupId");

    private final Message message;

    MessageFields(Message message) {
        this.message = message;
    }

    /** An object is no value that a filter could compare, and null is none at all. */
    @Override
    public Object get(Object key) {
        return switch ((String) key) {
            case "MsgType" -> message.type();
            case "FromType" -> message.fromType();
            case "From" -> message.from();
            case "To" -> message.to();
            case "GroupId" -> message.conversation().value();
            default -> {
                Object value = message.extra().get(key);
                yield value instanceof Map ? null : value;
            }
        };
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        NAMED.forEach(name -> all.put(name, get(name)));
        message.extra().keySet().forEach(name -> all.put(name, get(name)));
        return all.entrySet();
    }
}
