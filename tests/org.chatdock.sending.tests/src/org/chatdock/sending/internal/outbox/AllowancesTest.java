// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.lane.Serial;
import org.chatdock.sending.internal.quota.Allowances;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.chatdock.testkit.store.ForwardingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is sent while the store is read, which takes its time. */
class AllowancesTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log);
    private Runnable whileRead = () -> { };
    private final ForwardingStore store = new ForwardingStore(world.store) {
        @Override
        public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
            List<StoredMessage> page = super.page(conversation, before, limit);
            Runnable now = whileRead;
            whileRead = () -> { };
            now.run();
            return page;
        }
    };
    private final Allowances allowances = new Allowances(new ReplyRules(Duration.ofHours(48), 5), store,
            new Serial(Runnable::run, log.logger()), new ManualLane(world.clock), world.clock, conversation -> { },
            log.logger());

    private int left() {
        return allowances.of(ANN, List.of()).left();
    }

    private void sent(Message message) {
        world.store.append(message);
        allowances.sent(ANN, message.id());
    }

    @Test
    void whatWasSentWhileTheStoreWasReadCountsOnceAndOnlyUntilTheCustomerWrites() {
        world.store.append(world.customers("c1", ANN, world.clock.instant()));
        allowances.whenKnown(ANN, known -> { });
        assertEquals(5, left());
        sent(world.agents("m1", ANN, "1", Map.of()));
        assertEquals(4, left());

        whileRead = () -> sent(world.agents("m2", ANN, "2", Map.of()));
        allowances.storeChanged(Set.of(ANN));
        assertEquals(3, left());

        allowances.storeChanged(Set.of(ANN));
        assertEquals(3, left());
        world.store.append(world.customers("c2", ANN, world.clock.instant()));
        allowances.storeChanged(Set.of(ANN));
        assertEquals(5, left());
    }
}
