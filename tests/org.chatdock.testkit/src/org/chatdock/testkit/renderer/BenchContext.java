// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.api.RenderContext;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;

/**
 * What a body is given in a test. Nothing happens by itself: what the body hands to {@link #workers()} and to
 * {@link #onUi} waits until the test runs it; what it opens, copies and composes is written down. UI thread, but where
 * {@link RenderContext} says any thread.
 */
public final class BenchContext implements RenderContext, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The colours of a bubble. Neither is what the toolkit has by itself. */
    public enum Look {
        LIGHT(new RGB(226, 234, 248), new RGB(24, 26, 30), new RGB(74, 80, 92), new RGB(10, 70, 180)),
        DARK(new RGB(38, 44, 58), new RGB(236, 238, 242), new RGB(176, 184, 198), new RGB(148, 190, 255));

        private final RGB background;
        private final RGB foreground;
        private final RGB secondary;
        private final RGB link;

        Look(RGB background, RGB foreground, RGB secondary, RGB link) {
            this.background = background;
            this.foreground = foreground;
            this.secondary = secondary;
            this.link = link;
        }
    }

    private final Display display;
    private final Look look;
    private final Font font;
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> uiTasks = new ConcurrentLinkedQueue<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> copied = new CopyOnWriteArrayList<>();
    private final Map<ConversationId, String> composed = new ConcurrentHashMap<>();
    private final AtomicInteger sizeChanges = new AtomicInteger();

    /** @param fontPercent the size of the font; 100 is the system's */
    public BenchContext(Display display, Look look, int fontPercent) {
        this.display = display;
        this.look = look;
        FontData[] data = display.getSystemFont().getFontData();
        for (FontData each : data) {
            each.setHeight(Math.max(1, each.getHeight() * fontPercent / 100));
        }
        font = new Font(display, data);
    }

    @Override
    public Color background() {
        return new Color(look.background);
    }

    @Override
    public Color foreground() {
        return new Color(look.foreground);
    }

    @Override
    public Color secondary() {
        return new Color(look.secondary);
    }

    @Override
    public Color link() {
        return new Color(look.link);
    }

    @Override
    public Font font() {
        return font;
    }

    @Override
    public Executor workers() {
        return work::add;
    }

    @Override
    public void onUi(Runnable task) {
        uiTasks.add(task);
    }

    @Override
    public void sizeChanged() {
        sizeChanges.incrementAndGet();
    }

    @Override
    public void open(String address) {
        opened.add(address);
    }

    @Override
    public void copy(String text) {
        if (!text.isEmpty()) {
            copied.add(text);
        }
    }

    @Override
    public void compose(ConversationId conversation, String text) {
        composed.merge(conversation, text, String::concat);
    }

    /** What was opened, in order; also what a real view would refuse to open. */
    public List<String> opened() {
        return List.copyOf(opened);
    }

    /** What was copied, in order. */
    public List<String> copied() {
        return List.copyOf(copied);
    }

    /** What was written into drafts. */
    public Map<ConversationId, String> composed() {
        return Map.copyOf(composed);
    }

    /** How often a body said that its size had changed. */
    public int sizeChanges() {
        return sizeChanges.get();
    }

    /**
     * Runs on another thread, one after the other, what was handed to {@link #workers()}, and what that hands to it,
     * until there is no more. The event loop goes on meanwhile.
     *
     * @throws AssertionError if a task throws, or all together take more than 10 seconds
     */
    public void runWorkers() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread worker = new Thread(() -> {
            for (Runnable task = work.poll(); task != null; task = work.poll()) {
                try {
                    task.run();
                } catch (Throwable e) {
                    thrown.add(e);
                }
            }
            display.wake();
        }, "bench-worker");
        worker.setDaemon(true);
        worker.start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (worker.isAlive()) {
            if (System.nanoTime() > end) {
                worker.interrupt();
                throw new AssertionError("What was handed to workers() takes more than " + PATIENCE.toSeconds()
                        + " s.");
            }
            dispatch();
            join(worker);
        }
        if (!thrown.isEmpty()) {
            throw new AssertionError("What was handed to workers() threw " + thrown.get(0), thrown.get(0));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted.", e);
        }
    }

    /** Runs what was handed to {@link #onUi}, and what that hands to it, until there is no more. */
    public void runUi() {
        for (Runnable task = uiTasks.poll(); task != null; task = uiTasks.poll()) {
            task.run();
        }
        dispatch();
    }

    /** Runs workers and then the tasks for the UI, until there are no more of either. */
    public void runAll() {
        while (!work.isEmpty() || !uiTasks.isEmpty()) {
            runWorkers();
            runUi();
        }
    }

    /** What waits for a worker, taken away. Give it back to {@link #workers()} to have it late. */
    public List<Runnable> takeWork() {
        List<Runnable> taken = new ArrayList<>();
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            taken.add(task);
        }
        return taken;
    }

    /** As {@link #takeWork}, of what waits for the UI thread. Give it back to {@link #onUi}. */
    public List<Runnable> takeUi() {
        List<Runnable> taken = new ArrayList<>();
        for (Runnable task = uiTasks.poll(); task != null; task = uiTasks.poll()) {
            taken.add(task);
        }
        return taken;
    }

    private void dispatch() {
        while (display.readAndDispatch()) {
            // As long as there is something.
        }
    }

    /** Frees the font. The bodies that use it must be gone. */
    @Override
    public void close() {
        font.dispose();
    }
}
