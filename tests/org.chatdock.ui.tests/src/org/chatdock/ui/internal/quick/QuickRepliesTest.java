// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.sending.QuickReply;
import org.chatdock.api.sending.QuickReplySource;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickRepliesTest {
    private final RecordingLogger log = new RecordingLogger();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final ExecutorService strangers = Executors.newCachedThreadPool();
    private final QuickReplyServices services = new QuickReplyServices();
    private final CountDownLatch never = new CountDownLatch(1);
    private long ids;

    @AfterEach
    void close() {
        never.countDown();
        workers.shutdownNow();
        strangers.shutdownNow();
        log.assertNoErrors();
    }

    private QuickReplySource add(QuickReplySource source) {
        services.put(source, Replies.origin(0, ids++));
        return source;
    }

    private List<String> names(long limitMillis) throws InterruptedException {
        return names(new QuickReplies(services, workers, strangers, limitMillis, log.logger()));
    }

    private static List<String> names(QuickReplies replies) throws InterruptedException {
        BlockingQueue<ReplySearch> found = new LinkedBlockingQueue<>();
        replies.load(Runnable::run, found::add);
        ReplySearch search = found.poll(60, TimeUnit.SECONDS);
        return search.find("", 100).stream().map(QuickReply::name).toList();
    }

    @Test
    void theRepliesOfAllSourcesAreOffered() throws Exception {
        add(Replies.source(Replies.own("a", "", "x"), Replies.own("c", "", "x")));
        QuickReplySource gone = add(Replies.source(Replies.own("b", "", "x")));
        assertEquals(List.of("a", "b", "c"), names(60_000));
        services.removeSource(gone);
        assertEquals(List.of("a", "c"), names(60_000));
    }

    @Test
    void aSourceThatFailsIsLeftOutAndNamedOnce() throws Exception {
        add(Replies.source(Replies.own("a", "", "x")));
        add(() -> {
            throw new NoClassDefFoundError("secret");
        });
        add(() -> CompletableFuture.failedStage(new IllegalStateException("secret")));
        add(() -> null);
        add(() -> CompletableFuture.completedStage(null));
        add(() -> CompletableFuture.completedStage(Arrays.asList(null, Replies.own("b", "", "x"))));
        assertEquals(List.of("a", "b"), names(60_000));
        assertEquals(List.of("a", "b"), names(60_000));
        assertEquals(4, log.warnings().size(), log.warnings()::toString);
        assertTrue(log.warnings().get(0).contains("bundle guest are left out; the source failed: "
                + "java.lang.NoClassDefFoundError"), log.warnings()::toString);
        log.assertNowhere("secret");
    }

    @Test
    void aSourceThatHangsIsLeftOutAndHoldsOneThread() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        add(Replies.source(Replies.own("a", "", "x")));
        add(() -> {
            calls.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedStage(List.of(Replies.own("late", "", "x")));
        });
        assertEquals(List.of("a"), names(20));
        assertEquals(List.of("a"), names(20));
        assertEquals(1, calls.get());
        assertEquals(1, log.warnings().size(), log.warnings()::toString);
        never.countDown();
        QuickReplies patient = new QuickReplies(services, workers, strangers, 60_000, log.logger());
        assertEquals(List.of("a", "late"), names(patient));
    }

    @Test
    void whoAsksMeanwhileGetsTheSameAnswer() throws Exception {
        CompletableFuture<List<QuickReply>> answer = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        add(() -> {
            calls.incrementAndGet();
            return answer;
        });
        QuickReplies replies = new QuickReplies(services, workers, strangers, 60_000, log.logger());
        BlockingQueue<ReplySearch> found = new LinkedBlockingQueue<>();
        replies.load(Runnable::run, found::add);
        replies.load(Runnable::run, found::add);
        answer.complete(List.of());
        ReplySearch first = found.poll(60, TimeUnit.SECONDS);
        assertEquals(first, found.poll(60, TimeUnit.SECONDS));
        assertEquals(first, replies.known());
        assertEquals(1, calls.get());
    }
}
