// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.settle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.lane.Serial;
import org.osgi.service.log.Logger;

/**
 * Looks into the store for what the agent sent after a message was known. After means: arrived later. By time a message
 * of ours may stand before what was known, because times are whole seconds, and clocks differ. Asked on the lane, and
 * answers there.
 */
public final class StoreLook {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10;
    /** So many of the messages that stand before the known one may have come after it. */
    private static final int BEFORE = 100;
    private static final int NEWEST = 50;

    private final ConversationStore store;
    private final Serial disk;
    private final Lane lane;
    private final Logger logger;

    public StoreLook(ConversationStore store, Serial disk, Lane lane, Logger logger) {
        this.store = store;
        this.disk = disk;
        this.lane = lane;
        this.logger = logger;
    }

    /** The message of a conversation that arrived last; null if there is none. Waits for the disk. */
    public static MessageId newest(ConversationStore store, ConversationId conversation) {
        return store.page(conversation, null, NEWEST).stream().max(Comparator.comparingLong(StoredMessage::arrival))
                .map(stored -> stored.message().id()).orElse(null);
    }

    /**
     * @param after null: from the beginning
     * @param then gets the agent's messages in order, empty if the store cannot be read, or does not know
     *            {@code after} any more: then nobody can say what came after it
     */
    public void after(ConversationId conversation, MessageId after, Consumer<List<Message>> then) {
        onDisk(() -> read(conversation, after), then);
    }

    /**
     * Leaves out what was in the store before, or stands before the known one.
     *
     * @param then gets the others, in order; none if the store cannot be read
     */
    public void without(MessageId after, List<Message> messages, Consumer<List<Message>> then) {
        if (messages.isEmpty()) {
            then.accept(messages);
        } else {
            onDisk(() -> behind(after, messages).stream().filter(isNewer(arrival(after))).toList(), then);
        }
    }

    private static List<Message> behind(MessageId after, List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).id().equals(after)) {
                return messages.subList(i + 1, messages.size());
            }
        }
        return messages;
    }

    private void onDisk(Supplier<List<Message>> question, Consumer<List<Message>> then) {
        disk.execute(() -> {
            List<Message> found = List.of();
            try {
                found = question.get();
            } catch (RuntimeException e) {
                logger.warn("The store could not be searched for a message whose answer was lost: {}",
                        e.getClass().getName());
            }
            List<Message> answer = found;
            lane.execute(() -> then.accept(answer));
        });
    }

    /** What is not known arrived before all that is. */
    private long arrival(MessageId id) {
        return id == null ? Long.MIN_VALUE
                : store.find(id).map(StoredMessage::arrival).orElse(Long.MIN_VALUE);
    }

    private Predicate<Message> isNewer(long known) {
        return message -> store.find(message.id()).map(stored -> stored.arrival() > known).orElse(true);
    }

    private List<Message> read(ConversationId conversation, MessageId after) {
        List<StoredMessage> near = new ArrayList<>();
        long known = arrival(after);
        if (after != null) {
            if (known == Long.MIN_VALUE) {
                return List.of();
            }
            near.addAll(store.page(conversation, after, BEFORE));
        }
        MessageId last = after;
        for (int i = 0; i < MOST_PAGES; i++) {
            List<StoredMessage> page = store.pageAfter(conversation, last, PAGE);
            near.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
            last = page.get(page.size() - 1).message().id();
        }
        return near.stream().filter(stored -> stored.arrival() > known).map(StoredMessage::message)
                .filter(message -> SenderType.AGENT.equals(message.fromType())).toList();
    }
}
