// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.StoredMessage;

/** One conversation in memory with all that an export reads, and nothing else. */
final class Folder {
    static final ConversationId ANN = new ConversationId("ann");
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);

    final List<StoredMessage> messages = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final Map<ConversationId, Customer> customers = new HashMap<>();
    Set<String> tags = Set.of();
    /** Runs before each page but the first is read. */
    Runnable meanwhile = () -> {
    };
    /** How many messages the largest page had that was asked for. */
    int largest;
    private long arrivals;

    /** What has another conversation becomes one of this. */
    StoredMessage add(Message message) {
        return add(message, true, 0, false);
    }

    StoredMessage add(Message message, boolean understood, long version, boolean recalled) {
        StoredMessage stored = new StoredMessage(
                new Message(message.id(), ANN, message.from(), message.to(), message.fromType(), message.type(),
                        message.content(), message.attachment(), message.time(), message.extra()),
                ++arrivals, understood, version, recalled);
        messages.add(stored);
        messages.sort(ORDER);
        return stored;
    }

    void note(MessageId message, String author, String text) {
        notes.add(new Note(notes.size() + 1, ANN, message, author, text, NOW));
    }

    StoreExport export(Locale locale) {
        return new StoreExport(service(ConversationStore.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "page":
                    return page(messages.size() - ((Integer) arguments[2]).intValue(), messages.size());
                case "pageAfter":
                    return pageAfter((MessageId) arguments[1], ((Integer) arguments[2]).intValue());
                case "find":
                    return find((MessageId) arguments[0]);
                default:
                    throw new AssertionError(method + " is not needed for an export.");
            }
        }), service(NoteStore.class, (proxy, method, arguments) -> method.getName().equals("tags") ? tags : notes),
                () -> customers, Clock.fixed(NOW, SHANGHAI), locale);
    }

    /** The whole export; whoever reads it may rely on its being UTF-8. */
    String text(Format format, Locale locale) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            export(locale).export(ANN, format, out);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("That is not UTF-8.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<StoredMessage> pageAfter(MessageId after, int limit) {
        if (after != null) {
            meanwhile.run();
        }
        largest = Math.max(largest, limit);
        int from = find(after).map(messages::indexOf).orElse(Integer.valueOf(-1)).intValue() + 1;
        return page(from, from + limit);
    }

    private Optional<StoredMessage> find(MessageId id) {
        return messages.stream().filter(stored -> stored.message().id().equals(id)).findFirst();
    }

    private List<StoredMessage> page(int from, int to) {
        return List.copyOf(messages.subList(Math.max(0, from), Math.min(messages.size(), to)));
    }

    private static <T> T service(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }
}
