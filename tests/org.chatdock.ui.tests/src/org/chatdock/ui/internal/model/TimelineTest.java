// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline(ZoneOffset.UTC);

    /** Does what it is told with a list of its own, as a view does. */
    private final class Mirror implements Timeline.Listener {
        private final List<MessageId> ids = new ArrayList<>();
        private final List<Integer> changed = new ArrayList<>();

        Mirror() {
            inserted(0, timeline.rows());
        }

        @Override
        public void cleared() {
            ids.clear();
        }

        @Override
        public void inserted(int index, int count) {
            for (int i = index; i < index + count; i++) {
                ids.add(i, timeline.row(i).message().id());
            }
        }

        @Override
        public void removed(int index, int count) {
            ids.subList(index, index + count).clear();
        }

        @Override
        public void changed(int index) {
            changed.add(Integer.valueOf(index));
        }
    }

    private static StoredMessage stored(Message message, long arrival) {
        return new StoredMessage(message, arrival, true);
    }

    private List<String> shown() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            ids.add(timeline.get(i).message().id().value());
        }
        return ids;
    }

    @Test
    void ordersWhateverComesAndTellsWhere() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Timeline fresh = new Timeline(ZoneOffset.UTC);
            timeline.clear();
            Mirror mirror = new Mirror();
            timeline.setListener(mirror);
            List<StoredMessage> all = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                // Every third has the time of its predecessor; only the arrival tells them apart.
                Message message = Say.begin("c", i).time(Say.START.plusSeconds(i - i % 3)).build();
                all.add(stored(message, i));
            }
            fresh.merge(all);
            List<StoredMessage> mixed = new ArrayList<>(all);
            Collections.shuffle(mixed, random);
            for (int at = 0; at < mixed.size();) {
                int to = Math.min(mixed.size(), at + 1 + random.nextInt(20));
                // Some come twice.
                timeline.merge(mixed.subList(Math.max(0, at - random.nextInt(4)), to));
                at = to;
            }
            assertEquals(all.stream().map(one -> one.message().id()).toList(), mirror.ids, "seed " + seed);
            assertEquals(mirror.ids.stream().map(MessageId::value).toList(), shown());
            for (int i = 0; i < all.size(); i++) {
                assertEquals(i, timeline.indexOf(all.get(i).message().id()));
                assertEquals(fresh.get(i), timeline.get(i));
            }
        }
    }

    @Test
    void showsAMessageAnewOnceItIsUnderstood() {
        Mirror mirror = new Mirror();
        timeline.merge(List.of(stored(Say.user("c", 0), 1), new StoredMessage(Say.user("c", 1), 2, false)));
        timeline.setListener(mirror);
        timeline.merge(List.of(stored(Say.user("c", 1), 2)));
        assertEquals(List.of(Integer.valueOf(1)), mirror.changed);
        assertEquals(true, timeline.get(1).understood());
        timeline.merge(List.of(stored(Say.user("c", 1), 2)));
        assertEquals(1, mirror.changed.size(), "Nothing is new.");
    }

    @Test
    void frameNamesTheSenderOncePerBreath() {
        timeline.merge(List.of(stored(Say.user("c", 0), 1), stored(Say.user("c", 60), 2),
                stored(Say.agent("c", 61, "a"), 3), stored(Say.agent("c", 62, "b"), 4),
                stored(Say.agent("c", 400, "c"), 5)));
        assertEquals(List.of("true", "false", "true", "false", "true"),
                List.of(0, 1, 2, 3, 4).stream().map(i -> "" + timeline.frame(i.intValue()).newSender()).toList());
    }

    @Test
    void frameBeginsADayInTheZoneOfTheAgent() {
        Timeline shanghai = new Timeline(ZoneOffset.ofHours(8));
        // 15:59:59 and 16:00:00 UTC: midnight in Shanghai.
        Duration toMidnight = Duration.ofHours(13);
        List<StoredMessage> two = List.of(
                stored(Say.begin("c", 0).time(Say.START.plus(toMidnight).minusSeconds(1)).build(), 1),
                stored(Say.begin("c", 1).time(Say.START.plus(toMidnight)).build(), 2));
        shanghai.merge(two);
        timeline.merge(two);
        assertEquals(true, shanghai.frame(1).newDay());
        assertEquals(false, timeline.frame(1).newDay());
        assertEquals(true, timeline.frame(0).newDay());
    }

    @Test
    void dividerMovesAndBothRowsAreTold() {
        Mirror mirror = new Mirror();
        timeline.merge(List.of(stored(Say.user("c", 0), 1), stored(Say.user("c", 1), 2)));
        timeline.setListener(mirror);
        timeline.setUnreadFrom(new MessageId("c-1"));
        assertEquals(new Timeline.Frame(false, true, true), timeline.frame(1));
        timeline.setUnreadFrom(new MessageId("c-0"));
        assertEquals(List.of(1, 1, 0), mirror.changed);
        timeline.clear();
        assertNull(timeline.unreadFrom());
    }

    @Test
    void rowBehindAnInsertionIsToldBecauseItsFrameMayDiffer() {
        timeline.merge(List.of(stored(Say.agent("c", 0, "a"), 1), stored(Say.agent("c", 2, "b"), 2)));
        assertEquals(false, timeline.frame(1).newSender());
        Mirror mirror = new Mirror();
        timeline.setListener(mirror);
        timeline.merge(List.of(stored(Say.user("c", 1), 3)));
        assertEquals(List.of(2), mirror.changed);
        assertEquals(true, timeline.frame(2).newSender());
    }
}
