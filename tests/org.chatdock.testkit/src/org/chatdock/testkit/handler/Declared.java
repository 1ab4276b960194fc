// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** What a handler's service properties say of the messages that it is for. */
final class Declared {
    private final Collection<?> types;
    private final Collection<?> senderTypes;
    private final Filter filter;

    /** @throws InvalidSyntaxException if the filter cannot be read: the dispatcher would refuse the handler */
    Declared(Map<String, Object> properties) throws InvalidSyntaxException {
        types = values(properties.get(MessageHandler.TYPES));
        senderTypes = values(properties.get(MessageHandler.SENDER_TYPES));
        Object text = properties.getOrDefault(MessageHandler.FILTER, "");
        filter = text.equals("") ? null : FrameworkUtil.createFilter(text.toString());
    }

    private static Collection<?> values(Object property) {
        if (property == null) {
            return List.of();
        }
        return property instanceof Object[] array ? Arrays.asList(array)
                : property instanceof Collection<?> collection ? collection : List.of(property);
    }

    boolean accepts(Message message) {
        return (types.isEmpty() || types.contains(message.type()))
                && (senderTypes.isEmpty() || senderTypes.contains(message.fromType()))
                && (filter == null || filter.matches(fields(message)));
    }

    /** A filter compares by the names of the frame; it knows neither null nor objects. */
    private static Map<String, Object> fields(Message message) {
        Map<String, Object> fields = new HashMap<>(message.extra());
        fields.values().removeIf(value -> value == null || value instanceof Map);
        fields.put("MsgType", message.type());
        fields.put("FromType", message.fromType());
        fields.put("From", message.from());
        fields.put("To", message.to());
        fields.put("GroupId", message.conversation().value());
        return fields;
    }
}
