// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class HandlersTest {
    private final RecordingLogger log = new RecordingLogger();
    private final Handlers handlers = new Handlers(Fakes.options(), () -> 0, log.logger(), news -> { });

    @AfterEach
    void nothingWentWrong() {
        log.assertNoErrors();
    }

    private List<String> names() {
        return handlers.inOrder().stream().map(BoundHandler::name).toList();
    }

    @Test
    void handlersRunByRankingAndThenByAge() {
        handlers.add(Fakes.reference(3, 0, Map.of()), Fakes.handler("third"));
        handlers.add(Fakes.reference(9, 5, Map.of()), Fakes.handler("first"));
        handlers.add(Fakes.reference(4, -5, Map.of()), Fakes.handler("last"));
        handlers.add(Fakes.reference(2, 0, Map.of()), Fakes.handler("second"));

        assertEquals(List.of("first", "second", "third", "last"), names());
    }

    @Test
    void aHandlerThatGoesIsGoneAndTheOthersStay() {
        ServiceReference<MessageHandler> going = Fakes.reference(1);
        handlers.add(going, Fakes.handler("a"));
        handlers.add(Fakes.reference(2), Fakes.handler("b"));
        List<BoundHandler> before = handlers.inOrder();

        handlers.remove(going);
        handlers.remove(Fakes.reference(3));

        assertEquals(List.of("b"), names());
        assertEquals(2, before.size(), "who runs now keeps its list");
    }

    @Test
    void aSecondHandlerOfANameIsRefusedWhateverItsRanking() {
        handlers.add(Fakes.reference(1), Fakes.handler("newTextMessage"));

        handlers.add(Fakes.reference(2, 100, Map.of()), Fakes.handler("newTextMessage"));

        assertEquals(1, handlers.inOrder().size());
        assertEquals("The message handler 'newTextMessage' of bundle-2 is not used: bundle-1 has a handler of that name"
                + " already", log.takeError().text());
    }

    @Test
    void aNameIsFreeAgainWhenItsHandlerHasGone() {
        ServiceReference<MessageHandler> first = Fakes.reference(1);
        handlers.add(first, Fakes.handler("a"));

        handlers.remove(first);
        handlers.add(Fakes.reference(2), Fakes.handler("a"));

        assertEquals(List.of("a"), names());
    }

    @Test
    void namesThatWouldBreakTheAcknowledgementAreRefused() {
        for (String wrong : Arrays.asList(null, "", "a|b", "a\nb", "a\rb", "|")) {
            handlers.add(Fakes.reference(1), Fakes.handler(wrong));

            assertEquals(List.of(), names());
            assertTrue(log.takeError().text()
                    .endsWith("a name must not be empty and must hold no '|' and no line break"));
        }
        handlers.add(Fakes.reference(1), Fakes.handler("neu Nachricht-1 新"));
        assertEquals(List.of("neu Nachricht-1 新"), names());
    }

    @Test
    void aHandlerWhoseNameFailsIsRefused() {
        for (Throwable failure : List.of(new IllegalStateException("name"), new NoClassDefFoundError("name"))) {
            handlers.add(Fakes.reference(1), new MessageHandler() {
                @Override
                public String name() {
                    return Fakes.thrown(failure);
                }

                @Override
                public boolean test(Message message) {
                    return true;
                }

                @Override
                public Outcome handle(Message message) {
                    return null;
                }
            });

            assertEquals(List.of(), names());
            assertEquals(failure, log.takeError().failure());
        }
    }

    @Test
    void aHandlerWhoseNameDoesNotAnswerIsRefused() {
        CountDownLatch never = new CountDownLatch(1);
        Handlers impatient = new Handlers(new DispatchOptions(1, false, 1, 50, 1, 1, 1, 1, 1), () -> 0, log.logger(),
                news -> { });
        impatient.add(Fakes.reference(1), new MessageHandler() {
            @Override
            public String name() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // Asked to end.
                }
                return "late";
            }

            @Override
            public Outcome handle(Message message) {
                return null;
            }
        });

        assertEquals(List.of(), impatient.inOrder());
        assertEquals("The message handler '' of bundle-1 is not used: its name() did not answer within 50 ms",
                log.takeError().text());
    }

    @Test
    void aFilterThatCannotBeReadIsSaidAndTheHandlerIsRefused() {
        handlers.add(Fakes.reference(1, 0, Map.of(MessageHandler.FILTER, "(a=b")), Fakes.handler("a"));

        assertEquals(List.of(), names());
        HandlerHealth health = handlers.health().get(0);
        assertEquals(State.REFUSED, health.state());
        assertEquals("bundle-1", health.bundle());
        assertTrue(health.reason().startsWith("its filter cannot be read: "), health.reason());
        assertTrue(log.takeError().text().contains("'a' of bundle-1"));
    }

    @Test
    void aHandlerThatTakesAnothersNameIsRefusedAndTheOtherStays() {
        ServiceReference<MessageHandler> renamed = Fakes.reference(1);
        handlers.add(renamed, Fakes.handler("a"));
        handlers.add(Fakes.reference(2), Fakes.handler("b"));

        handlers.add(renamed, Fakes.handler("b"));

        assertEquals(List.of("b"), names());
        assertEquals("bundle-2", handlers.inOrder().get(0).bundle());
        log.takeError();
    }

    @Test
    void theNameIsReadOnce() {
        StringBuilder name = new StringBuilder("a");
        handlers.add(Fakes.reference(1), new MessageHandler() {
            @Override
            public String name() {
                return name.append("b").toString();
            }

            @Override
            public boolean test(Message message) {
                return true;
            }

            @Override
            public Outcome handle(Message message) {
                return null;
            }
        });

        assertEquals(List.of("ab"), names());
        assertEquals(List.of("ab"), names());
    }

    @Test
    void aFallbackIsWhoSaysSo() {
        for (Object yes : List.of(true, "true", "TRUE")) {
            ServiceReference<MessageHandler> reference = Fakes.reference(1, 0, yes);
            handlers.add(reference, Fakes.handler("a"));
            assertTrue(handlers.inOrder().get(0).fallback());
            handlers.remove(reference);
        }
        for (Object no : Arrays.asList(false, "no", 1, null)) {
            ServiceReference<MessageHandler> reference = Fakes.reference(1, 0, no);
            handlers.add(reference, Fakes.handler("a"));
            assertTrue(!handlers.inOrder().get(0).fallback());
            handlers.remove(reference);
        }
    }
}
