// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.ContractRun;
import org.chatdock.testkit.handler.OrderContract.OrderHandler;
import org.junit.jupiter.api.Test;

/** Every check of the contract finds the flaw that it is for, and nothing else is wrong then. */
class MessageHandlerContractFlawsTest {
    private static ContractRun run(Function<ConversationStore, MessageHandler> factory) {
        return ContractRun.of(() -> new OrderContract(factory));
    }

    @Test
    void aGoodHandlerPassesEverything() {
        run(OrderHandler::new).assertPassed();
    }

    @Test
    void aNameThatCannotBeSentIsFound() {
        for (String name : new String[] { "", "a|b", "a\nb", "a\rb", null }) {
            run(store -> new OrderHandler(store) {
                @Override
                public String name() {
                    return name;
                }
            }).assertFailed("itsNameCanBeUsed", "name() is");
        }
    }

    @Test
    void aNameThatChangesIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public String name() {
                return store.size() == 0 ? "first" : "later";
            }
        }).assertFailed("itsNameStaysTheSame", "name() changed");
    }

    @Test
    void aNameOfItsOwnForEveryInstanceIsFound() {
        AtomicInteger instances = new AtomicInteger();
        run(store -> {
            String name = "order" + instances.incrementAndGet();
            return new OrderHandler(store) {
                @Override
                public String name() {
                    return name;
                }
            };
        }).assertFailed("itsNameStaysTheSame", "second instance");
    }

    @Test
    void propertiesThatDoNotMatchAreFound() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(MessageHandler.TYPES, "Order"), Map.of(MessageHandler.SENDER_TYPES, List.of("agent")),
                Map.of(MessageHandler.FILTER, "(amount>=2)"))) {
            ContractRun.of("itsPropertiesAcceptEverySample", () -> declaring(wrong))
                    .assertFailed("itsPropertiesAcceptEverySample", "does not match");
        }
        ContractRun.of("itsPropertiesAcceptEverySample", () -> declaring(Map.of(MessageHandler.FILTER, "(amount>=")))
                .assertFailed("itsPropertiesAcceptEverySample", "cannot be read");
        ContractRun.of("itsPropertiesAcceptEverySample", () -> declaring(Map.of(MessageHandler.FILTER, "(amount>=1)")))
                .assertPassed();
        ContractRun.of(() -> declaring(Map.of())).assertPassed();
    }

    private static MessageHandlerContractTest declaring(Map<String, Object> properties) {
        return new OrderContract(OrderHandler::new) {
            @Override
            protected Map<String, Object> properties() {
                return properties;
            }
        };
    }

    @Test
    void aHandlerThatDoesNotWantItsSampleIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public boolean test(Message message) {
                return false;
            }
        }).assertFailed("itWantsEverySample", "test() is false");
    }

    @Test
    void askingThatThrowsIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public boolean test(Message message) {
                return super.test(message) && message.extra().get("amount").hashCode() != 0;
            }
        }).assertFailed("askingItHasNoEffectAndThrowsNothing", "NullPointerException");
    }

    @Test
    void askingThatHasAnEffectIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public boolean test(Message message) {
                store.append(message);
                return super.test(message);
            }
        }).assertFailed("askingItHasNoEffectAndThrowsNothing", "test() had an effect");
    }

    @Test
    void askingThatAnswersDifferentlyIsFound() {
        AtomicInteger asked = new AtomicInteger();
        run(store -> new OrderHandler(store) {
            @Override
            public boolean test(Message message) {
                boolean even = !message.id().value().equals("zoo-blank") || asked.incrementAndGet() % 2 == 0;
                return super.test(message) && even;
            }
        }).assertFailed("askingItHasNoEffectAndThrowsNothing", "differently");
    }

    @Test
    void samplesThatAreNotHandledAreFound() {
        for (Outcome outcome : new Outcome[] { Outcome.skipped(), Outcome.failed("later"), Outcome.refused("no"),
                null }) {
            ContractRun.of("itHandlesItsSamples", () -> new OrderContract(store -> answering(store, outcome)))
                    .assertFailed("itHandlesItsSamples", "must answer Handled");
        }
    }

    private static MessageHandler answering(ConversationStore store, Outcome outcome) {
        return new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return outcome;
            }
        };
    }

    @Test
    void aCallThatDoesNotReturnIsFound() {
        CountDownLatch never = new CountDownLatch(1);
        ContractRun.of("itHandlesItsSamples", () -> quick(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.handle(message);
            }
        })).assertFailed("itHandlesItsSamples", "did not return within 1000 ms");
    }

    @Test
    void aStageThatDoesNotCompleteIsFound() {
        ContractRun.of("itHandlesItsSamples",
                () -> quick(store -> answering(store, Outcome.handled(new CompletableFuture<>()))))
                .assertFailed("itHandlesItsSamples", "did not complete within 1000 ms");
    }

    private static MessageHandlerContractTest quick(Function<ConversationStore, MessageHandler> factory) {
        return new OrderContract(factory) {
            @Override
            protected Duration limit() {
                return Duration.ofSeconds(1);
            }
        };
    }

    @Test
    void aHandlerThatKnowsAllFieldsIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return Set.of("number", "amount").containsAll(message.extra().keySet()) ? super.handle(message)
                        : Outcome.refused("a field too many");
            }
        }).assertFailed("unknownFieldsAreTolerated", "no longer handles");
    }

    @Test
    void aHandlerThatThrowsIfSomethingIsMissingIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                if (message.content().isEmpty() && message.extra().containsKey("number")) {
                    throw new IllegalStateException("no content");
                }
                return super.handle(message);
            }
        }).assertFailed("missingFieldsGiveAnOutcome", "no content");
    }

    @Test
    void aHandlerThatThrowsIfAValueIsOddIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                String number = (String) message.extra().get("number");
                return number == null ? Outcome.refused("no number") : super.handle(message);
            }
        }).assertFailed("oddValuesGiveAnOutcome", "ClassCastException");
    }

    @Test
    void aHandlerThatReturnsNullIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return message.content().startsWith("{\"a\"") ? null : super.handle(message);
            }
        }).assertFailed("oddValuesGiveAnOutcome", "null");
    }

    @Test
    void aSecondEffectIsFound() {
        ContractRun.of(Booking::new).assertFailed("aSecondDeliveryHasNoSecondEffect", "second effect");
    }

    /** Books an order once it is stored, and again if it comes again. */
    private static final class Booking extends OrderContract {
        private Map<MessageId, Integer> booked = Map.of();

        Booking() {
            super(OrderHandler::new);
        }

        @Override
        protected MessageHandler handler(ConversationStore store) {
            Map<MessageId, Integer> mine = new ConcurrentHashMap<>();
            booked = mine;
            return new OrderHandler(store) {
                @Override
                public Outcome handle(Message message) {
                    return Outcome.handled(
                            store.append(message).thenRun(() -> mine.merge(message.id(), 1, Integer::sum)));
                }
            };
        }

        @Override
        protected Object effect() {
            Map<String, Integer> copy = new TreeMap<>();
            booked.forEach((id, times) -> copy.put(id.value(), times));
            return copy;
        }
    }

    @Test
    void aSecondDeliveryThatIsSkippedIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return store.find(message.id()).isPresent() ? Outcome.skipped() : super.handle(message);
            }
        }).assertFailed("aSecondDeliveryHasNoSecondEffect", "for ever");
    }

    @Test
    void aHandlerThatDropsWhatComesLateIsFound() {
        run(store -> new OrderHandler(store) {
            private final Map<Object, Instant> newest = new ConcurrentHashMap<>();

            @Override
            public Outcome handle(Message message) {
                Instant last = newest.merge(message.conversation(), message.time(),
                        (one, other) -> one.isAfter(other) ? one : other);
                return message.time().isBefore(last) ? Outcome.handled() : super.handle(message);
            }
        }).assertFailed("theOrderOfArrivalMakesNoDifference", "reversed order");
    }

    @Test
    void aHandlerThatNeedsTheOthersFirstMayFailUntilTheyAreThere() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                boolean second = message.id().value().equals("order-2");
                boolean alone = store.find(new MessageId("order-1")).isEmpty();
                return second && alone && store.size() > 0 ? Outcome.failed("too early") : super.handle(message);
            }
        }).assertPassed();
    }

    @Test
    void aHandlerThatFailsWithALargeContentIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return message.content().length() > 1_000_000 ? Outcome.failed("too much") : super.handle(message);
            }
        }).assertFailed("aLargeContentIsHandledOrRefused", "tried again");
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                return message.content().length() > 1_000_000 ? Outcome.refused("too much") : super.handle(message);
            }
        }).assertPassed();
    }

    @Test
    void aHandlerThatDoesNotMindTheStoreIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                super.handle(message);
                return Outcome.handled();
            }
        }).assertFailed("aFailingStoreIsNoSuccess", "message is lost");
    }

    @Test
    void aHandlerThatRemembersBeforeItStoresIsFound() {
        run(store -> new OrderHandler(store) {
            private final Set<MessageId> seen = ConcurrentHashMap.newKeySet();

            @Override
            public Outcome handle(Message message) {
                return seen.add(message.id()) ? super.handle(message) : Outcome.handled();
            }
        }).assertFailed("aFailingStoreIsNoSuccess", "made good");
    }

    @Test
    void aHandlerThatRefusesWhenTheStoreFailsIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                Outcome[] outcome = { null };
                store.append(message).whenComplete((appended, failure) -> outcome[0] = failure == null
                        ? Outcome.handled() : Outcome.refused("the store fails"));
                return outcome[0] == null ? Outcome.failed("the store is slow") : outcome[0];
            }
        }).assertFailed("aFailingStoreIsNoSuccess", "Refused");
    }

    @Test
    void aHandlerForOneThreadIsFound() {
        run(store -> new OrderHandler(store) {
            private final Semaphore one = new Semaphore(1);
            private final CountDownLatch another = new CountDownLatch(1);

            @Override
            public Outcome handle(Message message) {
                if (!one.tryAcquire()) {
                    another.countDown();
                    throw new IllegalStateException("two at once");
                }
                try {
                    if (message.id().value().contains("-variant-") && store.size() == 0) {
                        another.await(200, TimeUnit.MILLISECONDS);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    one.release();
                }
                return super.handle(message);
            }
        }).assertFailed("conversationsAreHandledAtOnce", "two at once");
    }

    @Test
    void aCountThatThreadsSpoilForEachOtherIsFound() {
        ContractRun.of("conversationsAreHandledAtOnce", Counting::new)
                .assertFailed("conversationsAreHandledAtOnce", "another effect");
    }

    /** Counts orders, and loses one if two threads count at once. */
    private static final class Counting extends OrderContract {
        private final Exchanger<Message> meeting = new Exchanger<>();
        private volatile int count;

        Counting() {
            super(OrderHandler::new);
        }

        @Override
        protected MessageHandler handler(ConversationStore store) {
            count = 0;
            return new OrderHandler(store) {
                @Override
                public Outcome handle(Message message) {
                    int before = count;
                    if (message.id().value().endsWith("-variant-0") || message.id().value().endsWith("-variant-8")) {
                        meet(message);
                    }
                    count = before + 1;
                    return super.handle(message);
                }
            };
        }

        /** Waits until two threads have read the count, if there are two. */
        private void meet(Message message) {
            try {
                meeting.exchange(message, 300, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (@SuppressWarnings("unused") TimeoutException alone) {
                // Then nothing can go wrong.
            }
        }

        @Override
        protected Object effect() {
            return count;
        }
    }

    @Test
    void aHandlerThatWaitsWhateverHappensIsFound() {
        ContractRun.of(() -> new OrderContract(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                store.append(message).toCompletableFuture().join();
                return Outcome.handled();
            }
        }) {
            @Override
            protected Duration limit() {
                return Duration.ofSeconds(2);
            }
        }).assertFailed("anInterruptedCallComesBack", "interrupted thread");
    }

    @Test
    void aHandlerThatWaitsAndCanBeInterruptedPasses() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                try {
                    store.append(message).toCompletableFuture().get();
                    return Outcome.handled();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Outcome.failed("interrupted");
                } catch (@SuppressWarnings("unused") ExecutionException e) {
                    return Outcome.failed("the store failed");
                }
            }
        }).assertPassed();
    }

    @Test
    void aReasonThatQuotesTheMessageIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                Object number = message.extra().get("number");
                return number == null || number.toString().startsWith("A-") ? super.handle(message)
                        : Outcome.refused("What number is " + number + '?');
            }
        }).assertFailed("reasonsHoldNoMessageText", "quotes");
    }

    @Test
    void anExceptionThatQuotesTheMessageIsFound() {
        run(store -> new OrderHandler(store) {
            @Override
            public Outcome handle(Message message) {
                if (message.content().startsWith("%")) {
                    throw new IllegalStateException("bad content",
                            new IllegalArgumentException("cannot read " + message.content()));
                }
                return super.handle(message);
            }
        }).assertFailed("reasonsHoldNoMessageText", "quotes");
    }

    @Test
    void aThreadThatStaysIsFound() {
        CountDownLatch end = new CountDownLatch(1);
        ContractRun.of(() -> new OrderContract(store -> new Threaded(store, end)) {
            @Override
            protected Duration limit() {
                return Duration.ofSeconds(2);
            }
        }).assertFailed("noThreadIsLeftBehind", "order-worker");
        end.countDown();
        ContractRun.of(() -> new OrderContract(store -> new Threaded(store, new CountDownLatch(1))) {
            @Override
            protected void close(MessageHandler handler) {
                ((Threaded) handler).stop();
            }
        }).assertPassed();
    }

    /** Has a worker that it never stops by itself. */
    private static final class Threaded extends OrderHandler {
        private final CountDownLatch end;

        Threaded(ConversationStore store, CountDownLatch end) {
            super(store);
            this.end = end;
            Thread worker = new Thread(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }, "order-worker");
            worker.setDaemon(true);
            worker.start();
        }

        void stop() {
            end.countDown();
        }
    }
}
