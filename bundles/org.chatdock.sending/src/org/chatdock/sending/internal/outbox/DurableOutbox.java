// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.sending.internal.wire.JavaScriptText;

/** The outbox as others see it. Any thread; never waits. */
public final class DurableOutbox implements Outbox, MessageSender, StoreListener, ConnectionListener {
    private final OutboxParts parts;
    private final OutboxEngine engine;
    /** Whether the line was up when it was last told. Told on one thread. */
    private boolean up;

    public DurableOutbox(OutboxParts parts) {
        this.parts = parts;
        engine = new OutboxEngine(parts);
    }

    /** Goes on with what was kept. */
    public void start() {
        engine.start();
    }

    /** To be run by the lane, as its last task. */
    public void stop() {
        engine.stop();
    }

    /** As the seed trims. */
    public static Outgoing trimmed(Outgoing message) {
        return new Outgoing(message.to(), message.type(), JavaScriptText.trim(message.content()),
                message.attachment());
    }

    /** Whether nothing is left to send of what is trimmed. */
    public static boolean isEmpty(Outgoing trimmed) {
        return trimmed.content().isEmpty() && trimmed.attachment().isEmpty();
    }

    /** Trimmed. @throws IllegalArgumentException as {@link Outbox#put} */
    public static List<Outgoing> checked(List<Outgoing> parts) {
        List<Outgoing> trimmed = parts.stream().map(DurableOutbox::trimmed).toList();
        if (trimmed.isEmpty() || trimmed.stream().map(Outgoing::to).distinct().count() > 1) {
            throw new IllegalArgumentException("What is put has at least one part, and all have the same recipient.");
        }
        return trimmed;
    }

    @Override
    public CompletionStage<Admission> put(List<Outgoing> messages, StoredDraft rest) {
        CompletableFuture<Admission> answer = new CompletableFuture<>();
        Putting putting = new Putting(checked(messages), rest, answer, null);
        Reason reason = reason(putting);
        if (reason != null) {
            answer.complete(new Admission.NotTaken(reason));
        } else {
            engine.put(putting);
        }
        return answer.minimalCompletionStage();
    }

    private Reason reason(Putting putting) {
        if (putting.parts().stream().anyMatch(DurableOutbox::isEmpty)) {
            return Reason.EMPTY;
        }
        if (parts.signIn().get() == null) {
            parts.logger().warn("A message to {} was not taken: nobody is signed in.", putting.to());
            return Reason.NOT_CONFIGURED;
        }
        return null;
    }

    @Override
    public CompletionStage<SendOutcome> send(Outgoing message) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        Putting putting = new Putting(checked(List.of(message)), null, null, outcome);
        Reason reason = reason(putting);
        if (reason != null) {
            outcome.complete(new SendOutcome.Refused(reason, ""));
        } else {
            engine.put(putting);
        }
        return outcome.minimalCompletionStage();
    }

    @Override
    public List<OutboxEntry> entries() {
        return engine.entries();
    }

    @Override
    public List<OutboxEntry> entries(ConversationId conversation) {
        return engine.entries(conversation);
    }

    @Override
    public CompletionStage<Boolean> retry(ClientId id) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        engine.retry(id, answer);
        return answer.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Outgoing>> discard(ClientId id) {
        CompletableFuture<Optional<Outgoing>> answer = new CompletableFuture<>();
        engine.discard(id, answer);
        return answer.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Optional<SendOutcome>> outcome(ClientId id) {
        CompletableFuture<Optional<SendOutcome>> answer = new CompletableFuture<>();
        engine.outcome(id, answer);
        return answer.minimalCompletionStage();
    }

    @Override
    public SendHealth health() {
        return engine.health();
    }

    @Override
    public Optional<Allowance> allowance(ConversationId conversation) {
        return engine.allowance(conversation);
    }

    @Override
    public void storeChanged(StoreChange change) {
        engine.storeChanged(change);
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
        boolean before = up;
        up = status.state().isUp();
        if (up && !before) {
            engine.lineUp();
        }
    }

    /** Somebody has signed in. */
    public void signedIn() {
        engine.signedIn();
    }
}
