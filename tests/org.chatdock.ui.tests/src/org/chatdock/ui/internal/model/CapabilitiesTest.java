// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.Listening;
import org.chatdock.api.sending.MessageRecall;
import org.chatdock.api.sending.TypingSignals;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");

    private final RecordingLogger log = new RecordingLogger();
    private final ManualClock clock = new ManualClock(Say.START);
    private final List<ConversationId> changed = new ArrayList<>();
    private final Capabilities capabilities = new Capabilities(clock, changed::add, log.logger());
    private final Signals signals = new Signals();

    /** Records what it is told. */
    private static final class Signals implements TypingSignals {
        private final List<ConversationId> told = new ArrayList<>();
        private Consumer<ConversationId> listener;

        @Override
        public void agentTypes(ConversationId conversation) {
            told.add(conversation);
        }

        @Override
        public Listening listen(Consumer<ConversationId> newListener) {
            listener = newListener;
            return () -> listener = null;
        }
    }

    @Test
    void theAgentsTypingIsToldEveryThreeSecondsInEachConversation() {
        capabilities.typing().agentTypes(ANN);
        capabilities.setTyping(signals);
        capabilities.typing().agentTypes(ANN);
        clock.advance(Typing.TELL_EVERY.minusMillis(1));
        capabilities.typing().agentTypes(ANN);
        capabilities.typing().agentTypes(BOB);
        assertEquals(List.of(ANN, BOB), signals.told);
        clock.advance(Duration.ofMillis(1));
        capabilities.typing().agentTypes(ANN);
        assertEquals(List.of(ANN, BOB, ANN), signals.told);
    }

    @Test
    void aCustomersTypingCountsForSixSeconds() {
        capabilities.setTyping(signals);
        signals.listener.accept(ANN);
        assertEquals(List.of(ANN), changed);
        clock.advance(Typing.COUNTS.minusMillis(1));
        assertFalse(capabilities.typing().left(ANN).isZero());
        assertTrue(capabilities.typing().left(BOB).isZero());
        clock.advance(Duration.ofMillis(1));
        assertTrue(capabilities.typing().left(ANN).isZero());
    }

    @Test
    void whenTheServiceGoesNobodyListensAndNobodyTypes() {
        capabilities.setTyping(signals);
        signals.listener.accept(ANN);
        capabilities.unsetTyping(new Signals());
        assertFalse(capabilities.typing().left(ANN).isZero(), "Another one.");
        capabilities.unsetTyping(signals);
        assertNull(signals.listener);
        assertTrue(capabilities.typing().left(ANN).isZero());
    }

    @Test
    void aServiceThatFailsCountsAsNoAnswerAndIsLoggedWithoutItsWords() {
        capabilities.recall().set(new MessageRecall() {
            @Override
            public boolean canRecall(Message message) {
                throw new NoClassDefFoundError("secret");
            }

            @Override
            public CompletionStage<Void> recall(Message message) {
                return null;
            }
        });
        assertEquals(Boolean.FALSE, capabilities.recall().ask(recall -> Boolean.valueOf(recall.canRecall(null)),
                Boolean.FALSE));
        log.takeError();
        log.assertNowhere("secret");
    }
}
