// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.history.HistoryServer.Asked;
import org.chatdock.connection.internal.line.Lane;
import org.chatdock.connection.internal.line.SignInDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHistoryTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final String TOKEN = "s3cret";
    private static final Map<ConversationId, MessageId> KNOWN = Map.of(new ConversationId("wm1"), new MessageId("m1"));

    private final Lane timer = new Lane("history test");
    private HistoryServer server;
    private HttpHistory history;

    @BeforeEach
    void startServer() throws Exception {
        server = new HistoryServer();
    }

    @AfterEach
    void stopAll() throws Exception {
        if (history != null) {
            history.stop();
        }
        timer.close();
        server.close();
    }

    private void configure(Configured configured) {
        history = new HttpHistory(configured.configuration());
        signIn(() -> CompletableFuture.completedStage(new Credentials("corp", "ann", TOKEN)));
    }

    private void signIn(CredentialSource source) {
        SignInDesk desk = new SignInDesk(HttpHistoryTest::onNewThread, timer);
        desk.use(source);
        history.signIn = desk;
    }

    private static void onNewThread(Runnable task) {
        Thread thread = new Thread(task, "history test's sign-in");
        thread.setDaemon(true);
        thread.start();
    }

    private void configure() {
        configure(Configured.with(server.url("/h/{userId}?x=1")));
    }

    private static HistoryPage await(CompletionStage<HistoryPage> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The text of the failure, which holds no secret, nor does anything behind it. */
    private static String failure(CompletionStage<HistoryPage> stage) {
        Throwable failure = assertThrows(ExecutionException.class, () -> await(stage)).getCause();
        assertInstanceOf(IOException.class, failure);
        StringWriter whole = new StringWriter();
        failure.printStackTrace(new PrintWriter(whole, true));
        assertFalse(whole.toString().contains(TOKEN), whole.toString());
        return failure.getMessage();
    }

    private String failure() {
        return failure(history.missed(KNOWN, null));
    }

    private Asked asked() throws Exception {
        return server.asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void theCallIsAPostWithTheCredentialsInHeaders() throws Exception {
        configure();
        server.answer("{\"messages\":[{\"MsgId\":\"m2\",\"GroupId\":\"wm1\",\"Content\":\"还在吗\"}],\"next\":\"c1\"}");

        HistoryPage page = await(history.missed(KNOWN, null));

        Asked asked = asked();
        assertEquals("POST /h/ann?x=1 HTTP/1.1", asked.line());
        assertEquals("corp", asked.headers().get("corpid"));
        assertEquals("ann", asked.headers().get("userid"));
        assertEquals(TOKEN, asked.headers().get("token"));
        assertEquals("application/json", asked.headers().get("content-type"));
        assertEquals("{\"known\":{\"wm1\":\"m1\"},\"limit\":500}", asked.body());
        assertEquals("还在吗", page.messages().get(0).content());
        assertEquals("c1", page.next());
    }

    @Test
    void theNextPageIsAskedForWithTheCursor() throws Exception {
        configure(Configured.with(server.url("/h")).and("pageSize", 2).and("credentialsIn", "QUERY"));

        HistoryPage page = await(history.missed(KNOWN, "c1"));

        Asked asked = asked();
        assertEquals("POST /h?corpid=corp&userid=ann&token=s3cret HTTP/1.1", asked.line());
        assertNull(asked.headers().get("token"));
        assertEquals("{\"known\":{\"wm1\":\"m1\"},\"after\":\"c1\",\"limit\":2}", asked.body());
        assertEquals(new HistoryPage(List.of(), null), page);
    }

    @Test
    void withoutACredentialSourceItIsAskedWithoutCredentials() throws Exception {
        configure();
        history.signIn = null;

        await(history.missed(KNOWN, null));

        Asked asked = asked();
        assertEquals("POST /h/?x=1 HTTP/1.1", asked.line());
        assertNull(asked.headers().get("token"));
        assertNull(asked.headers().get("corpid"));
    }

    @Test
    void aRefusalIsSaidWithTheStatusAndWhatToDo() throws Exception {
        configure();
        for (Map.Entry<Integer, String> each : Map.of(400, "Check historyUrl", 401, "Check corpId, userId and token",
                403, "Check corpId, userId and token", 404, "Check historyUrl", 302, "Set historyUrl", 407, "failed",
                500, "asked again later", 503, "too busy", 204, "failed").entrySet()) {
            server.refuse(each.getKey());

            String failure = failure();

            assertTrue(failure.contains("(HTTP " + each.getKey() + ")"), failure);
            assertTrue(failure.contains(each.getValue()), failure);
            assertEquals("POST /h/ann?x=1 HTTP/1.1", asked().line());
            assertNull(server.asked.poll(), "it asked twice");
        }
    }

    /** Gives the token {@link #TOKEN}, and a better one once that has been refused. */
    private static final class Renewing implements CredentialSource {
        final AtomicInteger refreshes = new AtomicInteger();
        private final String better;

        Renewing(String better) {
            this.better = better;
        }

        @Override
        public CompletionStage<Credentials> credentials() {
            return CompletableFuture.completedStage(new Credentials("corp", "ann", TOKEN));
        }

        @Override
        public CompletionStage<Credentials> refresh(Credentials refused) {
            refreshes.incrementAndGet();
            return CompletableFuture.completedStage(new Credentials("corp", "ann", better));
        }
    }

    @Test
    void aTokenThatHasRunOutIsRenewedOnceAndTheQuestionAskedOnceMore() throws Exception {
        configure();
        Renewing source = new Renewing("better");
        signIn(source);
        server.answer(out -> {
            server.answer("{\"messages\":[{\"MsgId\":\"m2\"}]}");
            HistoryServer.write(out, "HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        });

        assertEquals(1, await(history.missed(KNOWN, null)).messages().size());

        Asked first = asked();
        Asked second = asked();
        assertEquals(TOKEN, first.headers().get("token"));
        assertEquals("better", second.headers().get("token"));
        assertEquals(first.body(), second.body());
        assertEquals(1, source.refreshes.get());
    }

    @Test
    void betterCredentialsThatAreRefusedTooAreTheEnd() throws Exception {
        configure();
        Renewing source = new Renewing("better");
        signIn(source);
        server.refuse(401);

        assertTrue(failure().contains("(HTTP 401)"));

        asked();
        assertEquals("better", asked().headers().get("token"));
        assertNull(server.asked.poll(), "it asked a third time");
        assertEquals(1, source.refreshes.get());
    }

    @Test
    void aRenewalThatFailsIsSaid() throws Exception {
        configure();
        signIn(new CredentialSource() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return CompletableFuture.completedStage(new Credentials("corp", "ann", TOKEN));
            }

            @Override
            public CompletionStage<Credentials> refresh(Credentials refused) {
                throw new NoClassDefFoundError(TOKEN);
            }
        });
        server.refuse(401);

        assertEquals("The credential source gave no credentials (NoClassDefFoundError). Check who is signed in.",
                failure());
        asked();
        assertNull(server.asked.poll());
    }

    @Test
    void anotherRefusalThanA401RenewsNothing() throws Exception {
        configure();
        Renewing source = new Renewing("better");
        signIn(source);
        for (int status : new int[] { 400, 403, 500 }) {
            server.refuse(status);
            failure();
            assertEquals(TOKEN, asked().headers().get("token"));
        }

        assertNull(server.asked.poll());
        assertEquals(0, source.refreshes.get());
    }

    @Test
    void afterAFailureItCanBeAskedAgain() throws Exception {
        configure();
        server.refuse(500);
        failure();
        server.answer("{\"messages\":[{\"MsgId\":\"m2\"}]}");

        assertEquals(1, await(history.missed(KNOWN, null)).messages().size());
    }

    @Test
    void aServiceThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        configure(Configured.with(server.url("/h")).and("timeoutMillis", 300));
        CountDownLatch end = new CountDownLatch(1);
        server.answer(out -> end.await());

        assertEquals("The history service did not answer within 300 ms. Check the network, or set timeoutMillis in "
                + "org.chatdock.history higher.", failure());
        end.countDown();
    }

    @Test
    void aServiceThatIsNotThereIsSaid() throws Exception {
        configure();
        server.close();

        assertEquals("The history service was not reached (ConnectException). Check the network, and historyUrl in "
                + "org.chatdock.history.", failure());
    }

    @Test
    void anAnswerThatBreaksOffIsAFailure() throws Exception {
        configure();
        server.answer(out -> HistoryServer.write(out,
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages\":[{\"MsgId\":\"m2\"}]"));

        assertTrue(failure().startsWith("The history service was not reached ("), "no failure");
    }

    @Test
    void anAnswerThatIsNoHistoryIsAFailure() throws Exception {
        configure();
        server.answer("<html>s3cret</html>");

        assertTrue(failure().contains("is not JSON"));
    }

    @Test
    void aPageThatLeadsToItselfIsAFailure() throws Exception {
        configure();
        server.answer("{\"messages\":[],\"next\":\"c1\"}");

        assertEquals("c1", await(history.missed(KNOWN, null)).next());
        assertTrue(failure(history.missed(KNOWN, "c1")).contains("leads from a page to the same page"));
    }

    @Test
    void anAnswerMayBeLarge() throws Exception {
        configure();
        String content = "字".repeat(5 << 20);
        server.answer("{\"messages\":[{\"MsgId\":\"m2\",\"Content\":\"" + content + "\"}]}");

        assertEquals(content, await(history.missed(KNOWN, null)).messages().get(0).content());
    }

    @Test
    void anAnswerThatIsTooLargeIsDropped() throws Exception {
        configure();
        server.answer(out -> {
            byte[] mebibyte = new byte[1 << 20];
            HistoryServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (200 << 20) + "\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                out.write(mebibyte);
            }
        });

        assertEquals("The history service's answer is larger than 64 MiB. Set pageSize in org.chatdock.history lower.",
                failure());
    }

    @Test
    void aCredentialSourceThatGivesNothingIsNamed() throws Exception {
        configure(Configured.with(server.url("/h")).and("timeoutMillis", 300));
        List<CredentialSource> sources = List.of(
                () -> CompletableFuture.failedStage(new IllegalStateException(TOKEN)), () -> {
                    throw new IllegalStateException(TOKEN);
                }, () -> null);
        for (CredentialSource source : sources) {
            signIn(source);
            String failure = failure();
            assertTrue(failure.startsWith("The credential source gave no credentials ("), failure);
        }
        signIn(CompletableFuture::new);
        assertEquals("The credential source gave nothing within 300 ms. The history is asked again later.", failure());
        assertNull(server.asked.poll());
    }

    @Test
    void credentialsThatAHeaderCannotCarryAreNotSent() throws Exception {
        configure();
        Credentials injecting = new Credentials("corp", "ann", TOKEN + "\r\nx: y");
        signIn(() -> CompletableFuture.completedStage(injecting));

        assertTrue(failure().contains("Set credentialsIn in org.chatdock.history to QUERY."));
        assertNull(server.asked.poll());
    }

    @Test
    void theCallerNeverWaitsForTheCredentialSource() throws Exception {
        configure();
        CountDownLatch end = new CountDownLatch(1);
        signIn(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedStage(new Credentials("corp", "ann", TOKEN));
        });

        CompletionStage<HistoryPage> page = history.missed(KNOWN, null);
        assertFalse(page.toCompletableFuture().isDone());
        end.countDown();

        assertEquals(List.of(), await(page).messages());
    }

    @Test
    void threadsAreThereFromTheFirstQuestionToTheEndOnly() throws Exception {
        Set<Thread> others = threads();
        configure();
        assertEquals(Set.of(), without(others, threads()));
        await(history.missed(KNOWN, null));
        Set<Thread> threads = without(others, threads());
        assertFalse(threads.isEmpty());
        assertTrue(threads.stream().allMatch(Thread::isDaemon));

        history.stop();

        assertEnd(threads);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("chatdock-history")).collect(Collectors.toSet());
    }

    /** What an earlier test has stopped may still be about to end. */
    private static Set<Thread> without(Set<Thread> others, Set<Thread> threads) {
        threads.removeAll(others);
        return threads;
    }

    private static void assertEnd(Set<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void theEndDoesNotWaitForAnAnswer() throws Exception {
        configure();
        CountDownLatch end = new CountDownLatch(1);
        server.answer(out -> end.await());
        CompletionStage<HistoryPage> page = history.missed(KNOWN, null);
        asked();
        long begin = System.nanoTime();

        history.stop();

        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(millis < 2_500, millis + " ms");
        assertTrue(page.toCompletableFuture().isDone());
        assertTrue(failure(page).startsWith("The history has been stopped."));
        end.countDown();
    }

    @Test
    void theEndFromACallbackOfItsOwnReturns() throws Exception {
        configure();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        signIn(() -> {
            history.stop();
            stopped.complete(null);
            return CompletableFuture.completedStage(Credentials.NONE);
        });

        assertTrue(failure().startsWith("The history has been stopped."));
        stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void afterTheEndNothingIsAsked() throws Exception {
        configure();
        history.stop();

        assertTrue(failure().startsWith("The history has been stopped."));
        assertNull(server.asked.poll());
    }

    @Test
    void theEndDuringTheFirstQuestionLeavesNoThread() throws Exception {
        configure();
        Set<Thread> others = threads();
        CompletionStage<HistoryPage> page = history.missed(KNOWN, null);

        history.stop();

        assertTrue(failure(page).startsWith("The history has been stopped."));
        Set<Thread> threads = without(others, threads());
        while (!threads.isEmpty()) {
            assertEnd(threads);
            // The one that starts the others may have left some.
            threads = without(others, threads());
        }
    }
}
