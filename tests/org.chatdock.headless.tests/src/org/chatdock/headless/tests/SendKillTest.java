// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed while they send, again and again: what they have kept is not lost, and nothing is sent
 * twice. The service knows no idempotency: it takes whatever comes, as often as it comes.
 */
class SendKillTest {
    private static final int KILLS = Integer.getInteger("chatdock.kills", 100);
    /** releng/soak.sh takes others. */
    private static final long SEED = Long.getLong("chatdock.seed", 20_261_123);
    /** Most of the time a process begins, which takes more than one processor's time, but not two. */
    private static final int AT_A_TIME = 2;

    @TempDir
    Path directory;

    @Test
    void nothingThatWasKeptIsLostAndNothingIsSentTwice() throws Exception {
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<String>> runs = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                Path place = Files.createDirectory(directory.resolve("sender " + i));
                KilledSender sender = new KilledSender(place, KILLS / AT_A_TIME, SEED + i);
                runs.add(threads.submit(sender::run));
            }
            for (Future<String> run : runs) {
                System.out.println("send kills: " + run.get());
            }
            System.out.printf("send kills: seed %d, %.1f s%n", SEED, (System.nanoTime() - begin) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }
}
