// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.MessageZoo;
import org.chatdock.testkit.store.FaultyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Checks whether a handler keeps to {@link MessageHandler}. A subclass says how the handler is made and what it is for;
 * see the package's description. Every check is a test of its own and says what is wrong in the extender's terms.
 */
public abstract class MessageHandlerContractTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int CONVERSATIONS = 8;
    private static final int EACH = 8;
    /** After so many failures with one message the dispatcher gives up. */
    private static final int TRIES = 3;
    /** Occurs nowhere by chance. */
    private static final String SECRET = "pq7f3a9z";

    private final Calls calls = new Calls(this::limit);
    private final List<MessageHandler> made = new ArrayList<>();
    private FaultyStore store;
    private MessageHandler handler;

    /**
     * The handler under test. A check may ask for several: each begins from nothing, and so does what
     * {@link #effect()} tells. Called on a thread of the kit.
     *
     * @param store new and empty
     */
    protected abstract MessageHandler handler(ConversationStore store) throws Exception;

    /**
     * Messages that the handler must handle, with different ids: at least one; two or more if the order of arrival
     * could make a difference.
     */
    protected abstract List<Message> samples();

    /** The service properties that the handler is registered with, as they stand in its component's XML. None. */
    protected Map<String, Object> properties() {
        return Map.of();
    }

    /**
     * What the present handler has done so far: a copy, comparable by {@code equals}, whatever the order of arrival
     * was. If nothing else is said, the messages in the store.
     */
    protected Object effect() {
        return store.contents().stream().map(stored -> Map.entry(stored.message(), stored.understood()))
                .collect(Collectors.toSet());
    }

    /** The store of the present handler. */
    protected final FaultyStore store() {
        return store;
    }

    /**
     * A message like a sample, under another id and in another conversation, the same one for the same number. To be
     * overridden if something else in it, such as an order's number, must be there only once.
     */
    protected Message variant(Message sample, int number) {
        return MessageZoo.elsewhere(sample, "-variant-" + number);
    }

    /** Frees what a handler holds, as its component's deactivation does: closes it if it can be closed. */
    protected void close(MessageHandler old) throws Exception {
        if (old instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** How long a call may take, and then its stage: 5 seconds, as in the dispatcher if nothing else is configured. */
    protected Duration limit() {
        return LIMIT;
    }

    @AfterEach
    protected final void closeAll() {
        List<MessageHandler> old = List.copyOf(made);
        made.clear();
        for (MessageHandler each : old) {
            calls.get("close(handler)", () -> {
                close(each);
                return null;
            });
        }
    }

    @Test
    protected void itsNameCanBeUsed() {
        begin();
        String name = name();
        assertNotNull(name, "name() is null: the dispatcher refuses the handler.");
        assertFalse(name.isEmpty(), "name() is empty: the dispatcher refuses the handler.");
        assertTrue(name.chars().noneMatch(c -> c == '|' || c == '\n' || c == '\r'),
                () -> "name() is '" + name + "': no | and no line break may be in it, for it goes to the gateway.");
    }

    @Test
    protected void itsNameStaysTheSame() {
        begin();
        String first = name();
        samples().forEach(this::answer);
        assertEquals(first, name(), "name() changed after a message: acknowledgements would go under several names.");
        begin();
        assertEquals(first, name(), "name() is not the same for a second instance: after a restart the gateway would "
                + "not know the handler.");
    }

    @Test
    protected void itsPropertiesAcceptEverySample() {
        Declared declared = declared();
        for (Message sample : checkedSamples()) {
            assertTrue(declared.accepts(sample), () -> "What properties() declares does not match " + sample
                    + ": the dispatcher would never call the handler for it. Look at types, senderTypes and filter.");
        }
    }

    @Test
    protected void itWantsEverySample() {
        begin();
        for (Message sample : checkedSamples()) {
            assertTrue(wants(sample), () -> "test() is false for " + sample + ", which samples() says it handles.");
        }
    }

    @Test
    protected void askingItHasNoEffectAndThrowsNothing() {
        begin();
        Object before = snapshot();
        for (Message message : offered()) {
            boolean first = wants(message);
            assertEquals(first, wants(message), () -> "test() answers differently when asked again for " + message);
        }
        assertEquals(before, snapshot(), "test() had an effect: it may be asked often, and for messages that are then "
                + "not handled.");
        assertEquals(0, store.writes(), "test() wrote into the store.");
    }

    @Test
    protected void itHandlesItsSamples() {
        begin();
        checkedSamples().forEach(this::handled);
    }

    @Test
    protected void unknownFieldsAreTolerated() {
        begin();
        for (Message sample : samples()) {
            Answer answer = answer(MessageZoo.withUnknownFields(sample));
            assertTrue(answer.isHandled(), () -> "With fields that it does not know the handler no longer handles "
                    + sample + " but answers: " + answer + ". Gateways add fields at any time.");
        }
    }

    @Test
    protected void missingFieldsGiveAnOutcome() {
        begin();
        for (Message sample : samples()) {
            for (Message less : MessageZoo.without(sample)) {
                outcomeIfWanted(less, "content: " + less.content().length() + " characters, attachment: "
                        + !less.attachment().isEmpty() + ", extra fields: " + less.extra().keySet());
            }
        }
    }

    @Test
    protected void oddValuesGiveAnOutcome() {
        begin();
        for (Message sample : samples()) {
            for (Message odd : MessageZoo.withOddFields(sample)) {
                outcomeIfWanted(odd, "extra fields: " + odd.extra());
            }
            for (Message odd : MessageZoo.like(sample)) {
                outcomeIfWanted(odd, "a message of the zoo");
            }
        }
    }

    @Test
    protected void aSecondDeliveryHasNoSecondEffect() {
        begin();
        samples().forEach(this::handled);
        Object once = snapshot();
        for (Message sample : samples()) {
            Answer again = answer(sample);
            assertTrue(again.isHandled(), () -> "When " + sample + " came again the handler answered: " + again
                    + ". Only Handled is acknowledged, so the gateway would deliver it for ever.");
        }
        assertEquals(once, snapshot(), "The same messages again had a second effect.");
    }

    @Test
    protected void theOrderOfArrivalMakesNoDifference() {
        List<Message> samples = checkedSamples();
        assumeTrue(samples.size() > 1, "One sample has no order.");
        begin();
        deliver(samples);
        Object inOrder = snapshot();
        begin();
        List<Message> reversed = new ArrayList<>();
        samples.forEach(sample -> reversed.add(0, sample));
        deliver(reversed);
        assertEquals(inOrder, snapshot(), "In reversed order the samples have another effect. A message that was "
                + "missed comes after newer ones.");
    }

    @Test
    protected void aLargeContentIsHandledOrRefused() {
        begin();
        Message large = MessageZoo.large(checkedSamples().get(0));
        assumeTrue(isFor(large), "The handler is not for messages with a large content.");
        Answer answer = answer(large);
        assertTrue(answer.isHandled() || answer.outcome() instanceof Outcome.Refused,
                () -> "A content of " + MessageZoo.LARGE + " characters gives: " + answer
                        + ". Handle it, or refuse it: what fails is tried again and again.");
    }

    @Test
    protected void aFailingStoreIsNoSuccess() {
        for (Message sample : checkedSamples()) {
            begin();
            handled(sample);
            Object expected = snapshot();
            begin();
            store.failWrites(true);
            Answer failing = answer(sample);
            assumeTrue(store.writes() > 0, "The handler does not write into the store.");
            assertTrue(failing.isFailure(), () -> "The store failed, and the handler answered: " + failing
                    + ". Then the message is lost. Give the stage of append to Outcome.handled, or return Failed.");
            store.failWrites(false);
            Answer again = answer(sample);
            assertTrue(again.isHandled(), () -> "After the store worked again the handler answered: " + again);
            assertEquals(expected, snapshot(), "What the store had failed to keep was not made good when the message "
                    + "came again.");
        }
    }

    @Test
    protected void conversationsAreHandledAtOnce() {
        Message sample = checkedSamples().get(0);
        begin();
        IntStream.range(0, CONVERSATIONS * EACH).forEach(number -> handled(variant(sample, number)));
        Object oneByOne = snapshot();
        begin();
        CyclicBarrier barrier = new CyclicBarrier(CONVERSATIONS);
        List<Calls.Call<List<Answer>>> all = IntStream.range(0, CONVERSATIONS)
                .mapToObj(thread -> calls.start(() -> {
                    List<Answer> answers = new ArrayList<>();
                    barrier.await();
                    for (int i = 0; i < EACH; i++) {
                        Message message = variant(sample, thread * EACH + i);
                        answers.add(settled(message, handler.handle(message)));
                    }
                    return answers;
                }, false)).toList();
        for (Calls.Call<List<Answer>> call : all) {
            try {
                calls.await("handle() on " + CONVERSATIONS + " threads", call)
                        .forEach(answer -> assertTrue(answer.isHandled(), () -> "Called on " + CONVERSATIONS
                                + " threads at once, for different conversations, the handler answered: " + answer));
            } catch (ExecutionException e) {
                fail("Called on " + CONVERSATIONS + " threads at once, for different conversations, the handler threw "
                        + e.getCause(), e.getCause());
            }
        }
        assertEquals(oneByOne, snapshot(), "Called on several threads at once the handler has another effect than "
                + "called for one message after the other.");
    }

    @Test
    protected void anInterruptedCallComesBack() {
        Queue<Runnable> held = new ConcurrentLinkedQueue<>();
        begin(held::add);
        Message sample = checkedSamples().get(0);
        Calls.Call<Outcome> call = calls.start(() -> handler.handle(sample), true);
        try {
            calls.await("handle() on an interrupted thread, while the store is slow,", call);
        } catch (@SuppressWarnings("unused") ExecutionException answer) {
            // To throw is one way to come back.
        } finally {
            for (Runnable commit = held.poll(); commit != null; commit = held.poll()) {
                commit.run();
            }
        }
    }

    @Test
    protected void reasonsHoldNoMessageText() {
        for (Message sample : checkedSamples()) {
            List<Message> secrets = new ArrayList<>();
            for (String content : List.of(SECRET, sample.content() + SECRET, '{' + SECRET, '<' + SECRET,
                    '%' + SECRET)) {
                secrets.add(MessageZoo.withContent(sample, content));
                MessageZoo.without(MessageZoo.withContent(sample, content)).forEach(secrets::add);
            }
            sample.extra().keySet().forEach(key -> secrets.add(MessageZoo.withField(sample, key, SECRET)));
            for (boolean fail : new boolean[] { false, true }) {
                begin();
                store.failWrites(fail);
                secrets.stream().filter(this::isFor).map(this::answer).forEach(answer -> assertFalse(
                        answer.words().contains(SECRET), () -> "A reason or an exception quotes the message, which "
                                + "would then stand in the log: " + answer));
            }
        }
    }

    @Test
    protected void noThreadIsLeftBehind() {
        begin();
        samples().forEach(this::answer);
        closeAll();
        List<Thread> left = calls.left();
        assertTrue(left.isEmpty(), () -> "After close(handler) threads of the handler are still there: " + left
                + ". Every start of the bundle would add some. If the handler ends them in its @Deactivate method, "
                + "override close(handler) to call it.");
    }

    private void begin() {
        begin(Runnable::run);
    }

    private void begin(Executor writer) {
        store = new FaultyStore(writer);
        handler = calls.get("handler(store)", () -> handler(store));
        assertNotNull(handler, "handler(store) returned null.");
        made.add(handler);
    }

    private List<Message> checkedSamples() {
        List<Message> samples = samples();
        assertFalse(samples.isEmpty(), "samples() is empty: give one message at least.");
        Set<MessageId> ids = new HashSet<>();
        samples.forEach(sample -> assertTrue(ids.add(sample.id()),
                () -> "Two messages in samples() have the id " + sample.id() + '.'));
        return samples;
    }

    private Declared declared() {
        try {
            return new Declared(properties());
        } catch (InvalidSyntaxException e) {
            return fail("The filter in properties() cannot be read, so the dispatcher would refuse the handler: "
                    + e.getMessage(), e);
        }
    }

    /** All that the dispatcher might ask about. */
    private List<Message> offered() {
        List<Message> all = new ArrayList<>(MessageZoo.messages());
        for (Message sample : checkedSamples()) {
            all.add(sample);
            all.add(MessageZoo.withUnknownFields(sample));
            all.addAll(MessageZoo.without(sample));
            all.addAll(MessageZoo.withOddFields(sample));
            all.addAll(MessageZoo.like(sample));
        }
        Declared declared = declared();
        all.removeIf(message -> !declared.accepts(message));
        return all;
    }

    private String name() {
        return calls.get("name()", handler::name);
    }

    private boolean wants(Message message) {
        return calls.get("test() for " + message, () -> handler.test(message));
    }

    /** Whether the dispatcher would have it handled. */
    private boolean isFor(Message message) {
        try {
            return declared().accepts(message) && calls
                    .await("test() for " + message, calls.start(() -> handler.test(message), false)).booleanValue();
        } catch (@SuppressWarnings("unused") ExecutionException thrown) {
            // Another check looks at that.
            return false;
        }
    }

    private Object snapshot() {
        Object effect = effect();
        assertNotNull(effect, "effect() returned null.");
        return effect;
    }

    private void handled(Message message) {
        Answer answer = answer(message);
        assertTrue(answer.isHandled(),
                () -> "For " + message + " the handler must answer Handled, and its stage complete; but: " + answer);
    }

    /** Delivers as the gateway and the dispatcher do: what fails comes again, after the others. */
    private void deliver(List<Message> messages) {
        List<Message> open = messages;
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
            open = open.stream().filter(message -> answer(message).isFailure()).toList();
        }
    }

    private void outcomeIfWanted(Message message, String what) {
        if (!isFor(message)) {
            return;
        }
        Answer answer = answer(message);
        assertNotNull(answer.outcome(), () -> "handle() must answer with an Outcome (Refused if it can never be "
                + "done), but for " + message + " (" + what + ") it was: " + answer);
    }

    private Answer answer(Message message) {
        try {
            return settled(message, calls.await("handle() for " + message,
                    calls.start(() -> handler.handle(message), false)));
        } catch (ExecutionException e) {
            return new Answer(null, e.getCause());
        }
    }

    private Answer settled(Message message, Outcome outcome) {
        if (!(outcome instanceof Outcome.Handled handled)) {
            return new Answer(outcome, null);
        }
        CompletableFuture<Void> stage = new CompletableFuture<>();
        handled.durable().whenComplete((value, failure) -> {
            if (failure == null) {
                stage.complete(null);
            } else {
                stage.completeExceptionally(failure);
            }
        });
        try {
            stage.get(limit().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(outcome, null);
        } catch (ExecutionException e) {
            return new Answer(outcome, e.getCause());
        } catch (TimeoutException e) {
            return fail("The stage of Handled for " + message + " did not complete within " + limit().toMillis()
                    + " ms, so it was never acknowledged.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("The test was interrupted.", e);
        }
    }
}
