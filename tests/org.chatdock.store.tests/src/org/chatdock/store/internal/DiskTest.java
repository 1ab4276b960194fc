// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, refuses to be written, or has turned read-only: nothing is acknowledged that is not stored,
 * reading goes on, and when the disk is well again, so is the store.
 */
class DiskTest {
    private static final int POINTS = 50;

    @TempDir
    Path classes;
    @TempDir
    Path directory;
    @TempDir
    Path temporary;

    @Test
    void aFailingDiskIsGotOverWithoutRestart() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("DiskTest: -Dchatdock.seed=" + seed);
        ForkedClasses forked = ForkedClasses.in(classes);
        List<String> reasons = new ArrayList<>();
        // Mounting as root, and with what a user has of root's rights; without it, the disk can at least refuse.
        for (List<String> wrapper : List.of(Disk.wrapper(true), Disk.wrapper(false), List.<String>of())) {
            try (Fork fork = start(wrapper, forked, seed)) {
                String line = fork.line();
                if ("ready".equals(line)) {
                    System.out.println("DiskTest: " + fork.line());
                    String last = fork.line();
                    System.out.println("DiskTest: " + last);
                    assertTrue(String.valueOf(last).startsWith("kept its promises"), last);
                    assertEquals(0, fork.end());
                    return;
                }
                // Where nothing is mounted, there is nobody else who could have ended it.
                assertTrue(line != null || !wrapper.isEmpty(), "the process has not begun");
                reasons.add(String.valueOf(line));
            } catch (IOException e) {
                reasons.add(e.getMessage());
            }
            System.out.println("DiskTest: not all faults can be made, " + reasons);
        }
        assumeTrue(false, "there is no disk here that can be made to fail: " + reasons);
    }

    private Fork start(List<String> wrapper, ForkedClasses forked, long seed) throws IOException {
        return Fork.start(wrapper, forked, temporary, StoreOnFailingDisk.class,
                Files.createTempDirectory(directory, "disk").toString(), Integer.toString(POINTS),
                Long.toString(seed), Boolean.toString(!wrapper.isEmpty()));
    }
}
