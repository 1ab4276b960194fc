// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.line.SignInException;
import org.chatdock.connection.internal.wire.FrameDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The history from a configured address, in the form that {@link HistoryFormat} says. Ranks below whatever a host
 * offers. Its threads and its HTTP client are made with the first question. Stages that fail, do so with an
 * {@link java.io.IOException} that says in a sentence what is wrong and what to do.
 */
@Component(configurationPid = HistoryConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = HistoryConfiguration.class)
public final class HttpHistory implements HistorySource {
    private final HistoryOptions options;
    private final HistoryFormat format = new HistoryFormat(new FrameDecoder(Clock.systemUTC()));
    /** Asked for and not given yet. */
    private final Set<CompletableFuture<HistoryPage>> open = ConcurrentHashMap.newKeySet();

    /** Set by SCR on any thread, at any time; null while nobody knows who is signed in. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SignIn signIn;

    /** Null before the first question. Guarded by this. */
    private CompletableFuture<HistoryClient> client;
    /** Guarded by this. */
    private boolean stopped;

    /** @throws IllegalArgumentException if the configuration is wrong, naming what to do */
    @Activate
    public HttpHistory(HistoryConfiguration configuration) {
        options = HistoryOptions.of(configuration);
    }

    /** Ends all questions, frees the threads; within two seconds. */
    @Deactivate
    void stop() {
        CompletableFuture<HistoryClient> running;
        synchronized (this) {
            stopped = true;
            running = client;
        }
        List.copyOf(open).forEach(page -> page.completeExceptionally(isStopped()));
        if (running != null) {
            // One that is still starting is closed by the thread that starts it.
            running.thenAccept(HistoryClient::close);
        }
    }

    private static HistoryException isStopped() {
        return new HistoryException("The history has been stopped. Ask the one that is configured now.");
    }

    @Override
    public CompletionStage<HistoryPage> missed(Map<ConversationId, MessageId> known, String after) {
        CompletableFuture<HistoryPage> page = new CompletableFuture<>();
        CompletableFuture<HistoryClient> asked = enter(page);
        if (asked == null) {
            return CompletableFuture.failedStage(isStopped());
        }
        page.whenComplete((given, failure) -> open.remove(page));
        byte[] question = HistoryFormat.question(known, after, options.pageSize());
        // On a thread of our own: the client may still be starting, and the caller does not wait.
        asked.thenAccept(http -> http.execute(() -> ask(http, question, after, page)))
                .whenComplete((begun, failure) -> end(page, null, failure));
        return page.minimalCompletionStage();
    }

    /** Null after the end. */
    private synchronized CompletableFuture<HistoryClient> enter(CompletableFuture<HistoryPage> page) {
        if (stopped) {
            return null;
        }
        open.add(page);
        if (client == null || client.isCompletedExceptionally()) {
            client = CompletableFuture.supplyAsync(() -> HistoryClient.start(options), HttpHistory::onNewThread);
        }
        return client;
    }

    private static void onNewThread(Runnable task) {
        Thread thread = new Thread(task, "chatdock-history-start");
        thread.setDaemon(true);
        thread.start();
    }

    private void ask(HistoryClient http, byte[] question, String after, CompletableFuture<HistoryPage> page) {
        credentials(http, null).thenComposeAsync(credentials -> ask(http, question, credentials), http)
                .thenApply(answer -> read(answer, after))
                .whenComplete((given, failure) -> end(page, given, failure));
    }

    /** Asks with these; if they have run out, once more with better ones, if there are any. */
    private CompletionStage<byte[]> ask(HistoryClient http, byte[] question, Credentials credentials) {
        return http.ask(question, credentials).exceptionallyCompose(failure -> {
            if (!(rootOf(failure) instanceof HistoryException refusal) || !refusal.isUnauthorized()) {
                return CompletableFuture.failedStage(failure);
            }
            return credentials(http, credentials).thenComposeAsync(better -> better.equals(credentials)
                    ? CompletableFuture.failedStage(failure) : http.ask(question, better), http);
        });
    }

    /**
     * @param refused what the service did not accept, null if it has not refused any
     * @return completes with credentials that can be sent, or with a {@link HistoryException}
     */
    private CompletableFuture<Credentials> credentials(HistoryClient http, Credentials refused) {
        SignIn present = signIn;
        if (present == null) {
            return CompletableFuture.completedFuture(Objects.requireNonNullElse(refused, Credentials.NONE));
        }
        CompletableFuture<Credentials> asked = new CompletableFuture<>();
        (refused == null ? present.credentials() : present.renew(refused)).whenComplete((found, failure) -> {
            if (failure == null) {
                asked.complete(found);
            } else {
                asked.completeExceptionally(failure);
            }
        });
        Runnable unwind = http.after(options.timeoutMillis(),
                () -> asked.completeExceptionally(new TimeoutException()));
        asked.whenComplete((found, failure) -> unwind.run());
        return asked.handle(this::checked);
    }

    private Credentials checked(Credentials found, Throwable failure) {
        if (failure instanceof TimeoutException) {
            throw new CompletionException(new HistoryException("The credential source gave nothing within "
                    + options.timeoutMillis() + " ms. The history is asked again later."));
        }
        if (failure != null) {
            Throwable root = rootOf(failure);
            String what = root instanceof SignInException known ? known.what() : root.getClass().getSimpleName();
            throw new CompletionException(new HistoryException(
                    "The credential source gave no credentials (" + what + "). Check who is signed in."));
        }
        if (!options.canCarry(found)) {
            throw new CompletionException(new HistoryException("The credentials have characters that a header cannot "
                    + "carry. Set credentialsIn in org.chatdock.history to QUERY."));
        }
        return found;
    }

    private HistoryPage read(byte[] answer, String after) {
        try {
            HistoryPage page = format.page(answer);
            if (page.next() != null && page.next().equals(after)) {
                throw HistoryException.unreadable("leads from a page to the same page");
            }
            return page;
        } catch (HistoryException e) {
            throw new CompletionException(e);
        }
    }

    /** What neither gives nor fails goes on. */
    private void end(CompletableFuture<HistoryPage> page, HistoryPage given, Throwable failure) {
        if (failure != null) {
            Throwable root = rootOf(failure);
            page.completeExceptionally(root instanceof HistoryException ? root
                    : HistoryException.broken(root, options.timeoutMillis()));
        } else if (given != null) {
            page.complete(given);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
