// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does what is to be done when the test says so, on its thread. */
final class ManualAgenda implements Agenda {
    private record Task(Runnable run, long due) {
    }

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    @Override
    public synchronized void execute(Runnable task) {
        later(task, 0);
    }

    @Override
    public synchronized void later(Runnable task, long millis) {
        tasks.add(new Task(task, now + millis));
    }

    /** Does what is due by then, in order, and what comes of it. */
    void advance(long millis) {
        long end = time() + millis;
        for (Task task = next(end); task != null; task = next(end)) {
            task.run.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** Does what is due now. */
    void run() {
        advance(0);
    }

    private synchronized long time() {
        return now;
    }

    private synchronized Task next(long end) {
        Task first = tasks.stream().min(Comparator.comparingLong(Task::due)).orElse(null);
        if (first == null || first.due > end) {
            return null;
        }
        tasks.remove(first);
        now = Math.max(now, first.due);
        return first;
    }

    @Override
    public void close(long millis) {
        run();
    }
}
