// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.sending.internal.lane.Serial;
import org.osgi.service.log.Logger;

/** Looks into the store for what the agent sent after a message. Asked on the lane, and answers there. */
public final class StoreLook {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10;

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

    /**
     * @param after null: from the beginning
     * @param then gets the agent's messages in order, empty if the store cannot be read, or does not know
     *            {@code after} any more: then nobody can say what came after it
     */
    public void after(ConversationId conversation, MessageId after, Consumer<List<Message>> then) {
        disk.execute(() -> {
            List<Message> found = read(conversation, after);
            lane.execute(() -> then.accept(found));
        });
    }

    private List<Message> read(ConversationId conversation, MessageId after) {
        List<Message> found = new ArrayList<>();
        try {
            if (after != null && store.find(after).isEmpty()) {
                return found;
            }
            MessageId last = after;
            for (int i = 0; i < MOST_PAGES; i++) {
                List<StoredMessage> page = store.pageAfter(conversation, last, PAGE);
                page.stream().map(StoredMessage::message)
                        .filter(message -> SenderType.AGENT.equals(message.fromType())).forEach(found::add);
                if (page.size() < PAGE) {
                    break;
                }
                last = page.get(page.size() - 1).message().id();
            }
        } catch (RuntimeException e) {
            logger.warn("The store could not be searched for a message whose answer was lost: {}",
                    e.getClass().getName());
        }
        return found;
    }
}
