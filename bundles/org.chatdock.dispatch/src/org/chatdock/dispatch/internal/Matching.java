// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What a handler's properties say of the messages that it is for. To evaluate it calls nothing of the handler's.
 *
 * @param types empty: all
 * @param senderTypes empty: all
 * @param filter null: all
 */
record Matching(Set<String> types, Set<String> senderTypes, Filter filter) {
    static final Matching ALL = new Matching(Set.of(), Set.of(), null);

    /** @throws InvalidSyntaxException if the filter cannot be read */
    static Matching of(ServiceReference<?> reference) throws InvalidSyntaxException {
        Object filter = reference.getProperty(MessageHandler.FILTER);
        return new Matching(texts(reference.getProperty(MessageHandler.TYPES)),
                texts(reference.getProperty(MessageHandler.SENDER_TYPES)),
                filter == null || filter.equals("") ? null : FrameworkUtil.createFilter(filter.toString()));
    }

    private static Set<String> texts(Object property) {
        Collection<?> values = property == null ? Set.of()
                : property instanceof Object[] array ? Arrays.asList(array)
                        : property instanceof Collection<?> collection ? collection : Set.of(property);
        return values.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** @param fields of the message: one view for all handlers */
    boolean accepts(Message message, MessageFields fields) {
        return (types.isEmpty() || types.contains(message.type()))
                && (senderTypes.isEmpty() || senderTypes.contains(message.fromType()))
                && (filter == null || filter.matches(fields));
    }
}
