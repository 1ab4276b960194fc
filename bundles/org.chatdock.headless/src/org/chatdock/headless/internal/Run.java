// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.headless.Main;
import org.chatdock.headless.Options;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

import com.fasterxml.jackson.databind.JsonNode;

/** One run, on a thread of its own: waits for the rooms that it needs, then dumps or sends. */
final class Run implements Runnable {
    private static final long START_MILLIS = 15_000;
    private static final int PAGE = 1_000;

    private final BundleContext context;
    private final Options options;
    private final Complaints complaints;
    private ServiceRegistration<ConnectionListener> listening;
    /** Belongs to the thread that tells listeners. */
    private ConnectionStatus printed;

    Run(BundleContext context, Options options, Complaints complaints) {
        this.context = context;
        this.options = options;
        this.complaints = complaints;
    }

    /** Prints every change of the connection from now on. */
    void listen() {
        listening = context.registerService(ConnectionListener.class, this::print, null);
    }

    /** Only what is a change of state: the same state may be told again when something about it has changed. */
    private void print(ConnectionStatus status) {
        ConnectionStatus before = printed;
        printed = status;
        if (before == null || before.state() != status.state()
                || !before.since().equals(status.since()) || !before.cause().equals(status.cause())) {
            Json.print(status);
        }
    }

    void close() {
        listening.unregister();
    }

    @Override
    public void run() {
        try {
            ConversationStore store = await(ConversationStore.class);
            if (options.reads()) {
                complaints.started();
                if (options.dump()) {
                    dump(store);
                }
                if (options.outbox()) {
                    await(OutboxStore.class).entries().forEach(Json::print);
                }
                Main.exit(0);
                return;
            }
            boolean sends = !options.sends().isEmpty() || options.sendStdin();
            Outbox outbox = sends ? await(Outbox.class) : null;
            if (options.hasGateway()) {
                await(Connection.class);
            }
            complaints.started();
            boolean allSent = outbox == null || send(outbox, await(OutboxStore.class));
            if (!options.hasGateway()) {
                Main.exit(allSent ? 0 : 1);
            }
        } catch (InterruptedException e) {
            // The framework stops; so does this.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("chatdock: error: standard input cannot be read: " + e.getMessage());
            Main.exit(1);
        }
    }

    private <T> T await(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        T service = tracker.waitForService(START_MILLIS);
        if (service == null) {
            System.err.println("chatdock: error: there is no " + type.getSimpleName() + " after " + START_MILLIS / 1000
                    + " s; the lines above say why, or the build is not whole.");
            Main.exit(1);
            throw new InterruptedException();
        }
        return service;
    }

    private static void dump(ConversationStore store) {
        List<ConversationId> conversations = store.conversations().stream().map(ConversationSummary::id).sorted()
                .toList();
        for (ConversationId conversation : conversations) {
            // Pages come newest first, lines go oldest first.
            Deque<List<StoredMessage>> pages = new ArrayDeque<>();
            MessageId before = null;
            List<StoredMessage> page = store.page(conversation, before, PAGE);
            while (!page.isEmpty()) {
                pages.push(page);
                before = page.get(0).message().id();
                page = store.page(conversation, before, PAGE);
            }
            pages.forEach(messages -> messages.forEach(stored -> Json.print(stored.message())));
        }
    }

    private boolean send(Outbox outbox, OutboxStore kept) throws IOException {
        List<CompletableFuture<SendOutcome>> results = new ArrayList<>();
        for (OutboxEntry entry : kept.entries()) {
            results.add(end(outbox, entry));
        }
        for (Options.Send send : options.sends()) {
            results.add(send(outbox, Outgoing.text(new ConversationId(send.to()), send.text())));
        }
        boolean understood = true;
        if (options.sendStdin()) {
            // Lives as long as the process: closing it would close standard input for the whole of it.
            @SuppressWarnings("resource")
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line;
            while ((line = in.readLine()) != null) {
                Outgoing outgoing = line.isBlank() ? null : outgoing(line);
                if (outgoing != null) {
                    results.add(send(outbox, outgoing));
                }
                understood &= line.isBlank() || outgoing != null;
            }
        }
        // All of them: what does not leave before the end stays for the next time.
        List<SendOutcome> outcomes = results.stream().map(CompletableFuture::join).toList();
        return understood && outcomes.stream().allMatch(SendOutcome.Sent.class::isInstance);
    }

    private CompletableFuture<SendOutcome> send(Outbox outbox, Outgoing outgoing) {
        return outbox.put(List.of(outgoing), null).thenCompose(admission -> {
            if (admission instanceof Admission.NotTaken notTaken) {
                SendOutcome refused = new SendOutcome.Refused(notTaken.reason(), "");
                Json.print(outgoing, refused);
                return CompletableFuture.completedStage(refused);
            }
            OutboxEntry entry = ((Admission.Taken) admission).entries().get(0);
            if (options.outbox()) {
                Json.print(entry);
            }
            return end(outbox, entry);
        }).toCompletableFuture();
    }

    /** Completes with null if it ended before anybody asked. */
    private static CompletableFuture<SendOutcome> end(Outbox outbox, OutboxEntry entry) {
        return outbox.outcome(entry.id()).thenApply(ended -> {
            ended.ifPresent(outcome -> Json.print(entry.message(), outcome));
            return ended.orElse(null);
        }).toCompletableFuture();
    }

    /** Null, and said on standard error, if the line is no message. */
    private static Outgoing outgoing(String line) {
        try {
            JsonNode json = Json.read(line);
            if (json.path("To").isValueNode() && !json.path("To").asText().isEmpty()) {
                return new Outgoing(new ConversationId(json.path("To").asText()),
                        json.path("MsgType").asText(MessageType.TEXT), json.path("Content").asText(""),
                        new Attachment(json.path("KfPicUrl").asText(""), json.path("KfFileUrl").asText(""),
                                json.path("MediaId").asText("")));
            }
        } catch (IOException e) {
            // Said below, without the text.
        }
        System.err.println("chatdock: error: a line of standard input is not sent: write one JSON object a line, such "
                + "as {\"To\":\"wm1001\",\"MsgType\":\"text\",\"Content\":\"Hello\"}.");
        return null;
    }
}
