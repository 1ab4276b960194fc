// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.settle;

import java.util.List;
import java.util.function.Predicate;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.sending.internal.lane.Lane;

/**
 * Looks for one message whose answer was lost: at once, and again ever more seldom, and whenever there is reason to.
 * Never gives up by itself, but after the last planned look it waits for a reason. Belongs to the lane.
 */
public final class Search {
    /** After the beginning. */
    private static final long[] LOOKS_MILLIS = { 2_000, 8_000, 30_000, 120_000, 600_000 };

    private final ConversationId conversation;
    private final MessageId after;
    private final StoreLook store;
    private final HistoryLook history;
    private final Lane lane;
    private final Predicate<List<Message>> found;

    private int planned;
    private Lane.Timer timer = Lane.Timer.NONE;
    private boolean looking;
    private boolean again;
    private boolean stopped;
    /** Runs once after a look that began when it was given, or later. */
    private Runnable afterThis = () -> { };
    private Runnable afterNext = () -> { };

    /**
     * @param after the message is later than this one, null: than none
     * @param found gets what came after; says whether the message is among them, and the search over
     */
    public Search(ConversationId conversation, MessageId after, StoreLook store, HistoryLook history, Lane lane,
            Predicate<List<Message>> found) {
        this.conversation = conversation;
        this.after = after;
        this.store = store;
        this.history = history;
        this.lane = lane;
        this.found = found;
    }

    /** @param then runs after the first look that has not found it */
    public void begin(Runnable then) {
        plan();
        look(then);
    }

    private void plan() {
        if (planned < LOOKS_MILLIS.length) {
            long before = planned == 0 ? 0 : LOOKS_MILLIS[planned - 1];
            timer = lane.schedule(LOOKS_MILLIS[planned] - before, () -> {
                plan();
                look(() -> { });
            });
            planned++;
        }
    }

    /** Looks now, or once more after the look that is under way. @param then runs if that has not found it */
    public void look(Runnable then) {
        if (stopped) {
            return;
        }
        Runnable others = afterNext;
        afterNext = () -> {
            others.run();
            then.run();
        };
        if (looking) {
            again = true;
        } else {
            begin();
        }
    }

    /** Something was stored: looks there only, beside what is under way. */
    public void lookStored() {
        if (!stopped) {
            store.after(conversation, after, stored -> take(stored, () -> { }));
        }
    }

    private void begin() {
        looking = true;
        again = false;
        afterThis = afterNext;
        afterNext = () -> { };
        store.after(conversation, after, stored -> take(stored,
                () -> history.after(conversation, after, missed -> store.without(after, missed,
                        unknown -> take(unknown, this::end)))));
    }

    private void take(List<Message> messages, Runnable otherwise) {
        if (stopped) {
            return;
        }
        if (found.test(messages)) {
            stop();
        } else {
            otherwise.run();
        }
    }

    private void end() {
        looking = false;
        Runnable then = afterThis;
        afterThis = () -> { };
        then.run();
        if (again && !looking && !stopped) {
            begin();
        }
    }

    /** It is over. */
    public void stop() {
        stopped = true;
        timer.cancel();
    }
}
