// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.chatdock.api.connection.QuarantinedFrame;
import org.chatdock.api.message.ConversationId;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.Origin;
import org.chatdock.ui.internal.model.FakeOutbox;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.model.WatchedStore;
import org.chatdock.ui.internal.model.Say;
import org.chatdock.ui.internal.model.Times;
import org.chatdock.ui.internal.quick.QuickReplyServices;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** A desk with real widgets in a shell of its own, a store in memory, and an outbox that answers when it is told to. */
final class Bench implements AutoCloseable {
    static final ConversationId ANN = new ConversationId("ann");
    static final ConversationId BOB = new ConversationId("bob");
    /** Another bundle. */
    static final Origin GUEST = new Origin("guest", 0, 1);

    final Display display = Display.getDefault();
    final RecordingLogger log = new RecordingLogger();
    final WatchedStore store = new WatchedStore();
    final ManualClock clock = new ManualClock(Say.START.plus(Duration.ofHours(4)));
    final QuickReplyServices quick = new QuickReplyServices();
    final FakeOutbox outbox = new FakeOutbox();
    final Shell shell;
    final AtomicLong nanos = new AtomicLong();
    final Contributions contributions;
    final Desk desk;
    private final Window window;
    private final ExecutorService strangers = Executors.newCachedThreadPool(Bench::daemon);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(Bench::daemon);
    private final ExecutorService workers = Executors.newSingleThreadExecutor(Bench::daemon);
    volatile ConnectionStatus status = status(ConnectionState.OPEN);
    volatile int retries;
    /** Errors that a test has looked at. */
    int expectedErrors;

    Bench() {
        Language.use(Language.ENGLISH);
        contributions = new Contributions(nanos::get, log.logger());
        desk = new Desk(background, workers, strangers, contributions, quick, clock,
                new Times(ZoneOffset.UTC, Locale.ENGLISH), log.logger());
        desk.setStore(store);
        store.setListener(desk::storeChanged);
        outbox.setListener(desk::outboxChanged);
        desk.setOutbox(outbox);
        shell = new Shell(display);
        window = new Window(shell, log);
        shell.setLayout(new FillLayout());
        shell.setSize(520, 640);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bench");
        thread.setDaemon(true);
        return thread;
    }

    ConnectionStatus status(ConnectionState state) {
        return new ConnectionStatus(state, clock.instant(), "test", 0, "", 1, null, false, null, "", "",
                state.isUp());
    }

    void connect() {
        desk.setConnection(new Connection() {
            @Override
            public ConnectionStatus status() {
                return status;
            }

            @Override
            public void retryNow() {
                retries++;
            }

            @Override
            public List<ConnectionTransition> history() {
                return List.of();
            }

            @Override
            public ConnectionMetrics metrics() {
                throw new AssertionError("No view shows them.");
            }

            @Override
            public List<QuarantinedFrame> quarantine() {
                return List.of();
            }

            @Override
            public void disconnect() {
                throw new AssertionError("No view does that.");
            }
        });
    }

    void show() {
        shell.open();
        until("the shell is shown", shell::isVisible);
    }

    /** Shows a conversation's view and waits until its messages are seen. */
    ConversationView showConversation(ConversationId id) {
        ConversationView view = desk.createConversation(shell);
        show();
        open(id);
        return view;
    }

    void open(ConversationId id) {
        desk.open(id);
        until(id + " is shown", () -> transcript().showing(id)
                && (store.page(id, null, 1).isEmpty() || !transcript().visibleMessages().isEmpty()));
    }

    /** Shell and control get the keyboard for real: only then do posted keys arrive. */
    void focus(Control control) {
        until("the shell is active", () -> {
            if (display.getActiveShell() != shell) {
                shell.forceActive();
            }
            return display.getActiveShell() == shell;
        });
        control.forceFocus();
        until("the control has the focus", () -> display.getFocusControl() == control);
        settle();
    }

    Transcript transcript() {
        return (Transcript) find("transcript");
    }

    Control find(String id) {
        Control found = find(shell, id);
        assertNotNull(found, "There is no widget " + id);
        return found;
    }

    private static Control find(Control in, String id) {
        if (id.equals(in.getData(Ids.ID))) {
            return in;
        }
        if (in instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                Control found = find(child, id);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** All controls below, and the control itself. */
    static List<Control> all(Control control) {
        List<Control> all = new ArrayList<>();
        all.add(control);
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                all.addAll(all(child));
            }
        }
        return all;
    }

    Row row(String messageId) {
        for (Control child : transcript().getChildren()) {
            if (child.isVisible() && messageId.equals(child.getData(Ids.MESSAGE))) {
                return (Row) child;
            }
        }
        return fail("There is no row of message " + messageId);
    }

    /** Where a message is on the screen, from the upper edge of the transcript. */
    int pixel(String messageId) {
        return row(messageId).getBounds().y;
    }

    /** Runs the event loop until something is so. */
    void until(String what, BooleanSupplier condition) {
        window.until(what, condition);
    }

    /** Runs the event loop as long as something that must not happen would need. */
    void settle() {
        window.settle(background);
    }

    void type(String text) {
        window.type(text);
    }

    /** Presses a key that writes nothing. */
    void press(int keyCode) {
        window.press(keyCode);
    }

    void enter(int modifier) {
        window.key(SWT.CR, SWT.CR, modifier);
    }

    void ctrl(char c) {
        window.key(c, c, SWT.CTRL);
    }

    @Override
    public void close() {
        shell.dispose();
        while (display.readAndDispatch()) {
            // What is left over finds its widgets gone, and must not mind.
        }
        background.shutdownNow();
        workers.shutdownNow();
        strangers.shutdownNow();
        assertEquals(expectedErrors, log.errors().size(), () -> "Unexpected errors: " + log.entries());
    }
}
