// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.internal.model.CustomerKeeper;
import org.chatdock.ui.internal.model.CustomerNames;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.view.Ids;
import org.chatdock.ui.internal.view.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleListener;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Widget;

/** A text with quick replies in a window of its own, and a box around it that sends on Enter. */
final class PopupBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Display display = Display.getDefault();
    final RecordingLogger log = new RecordingLogger();
    final QuickReplyServices services = new QuickReplyServices();
    final Shell shell;
    final Text text;
    final Text other;
    /** "conversation: text [missing fields]". */
    final List<String> texts = new ArrayList<>();
    /** "conversation: type content, ...". */
    final List<String> parts = new ArrayList<>();
    private final Window window;
    private final ExecutorService workers = Executors.newSingleThreadExecutor(PopupBench::daemon);
    private final ExecutorService strangers = Executors.newCachedThreadPool(PopupBench::daemon);
    /** How often Enter came to the box. */
    int enters;
    ConversationId to = new ConversationId("ann");

    PopupBench() {
        Language.use(Language.ENGLISH);
        shell = new Shell(display);
        window = new Window(shell, log);
        shell.setLayout(new GridLayout());
        shell.setBounds(60, 260, 480, 220);
        other = new Text(shell, SWT.SINGLE | SWT.BORDER);
        other.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, true));
        text = new Text(shell, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        GridData data = new GridData(SWT.FILL, SWT.END, true, false);
        data.heightHint = 3 * text.getLineHeight();
        text.setLayoutData(data);
        // Before the popup's, as in the box.
        text.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.CR) {
                enters++;
                event.doit = false;
            }
        });
        CustomerNames names = new CustomerNames(new CustomerKeeper((millis, task) -> {
            // Nothing is kept here.
        }, log.logger()), log.logger());
        QuickReplyPopup.attach(text,
                new QuickReplies(services, workers, strangers, PATIENCE.toMillis(), log.logger()),
                new CustomerValues(services, names, log.logger()), () -> to, new Chosen() {
                    @Override
                    public void text(ConversationId whose, Filled filled) {
                        texts.add(whose + ": " + filled.text() + " " + filled.missing());
                    }

                    @Override
                    public void parts(ConversationId whose, List<FilledPart> filled) {
                        parts.add(whose + ": " + filled.stream().map(
                                part -> part.type() + " " + part.text().text() + part.attachment().pictureUrl())
                                .collect(Collectors.joining(", ")));
                    }
                });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "popup bench");
        thread.setDaemon(true);
        return thread;
    }

    /** The window is shown, and the text has the keyboard. */
    void show() {
        shell.open();
        until("the shell is active", () -> {
            if (display.getActiveShell() != shell) {
                shell.forceActive();
            }
            return shell.isVisible() && display.getActiveShell() == shell;
        });
        text.forceFocus();
        until("the text has the focus", text::isFocusControl);
        settle();
    }

    boolean isOpen() {
        return popup() != null;
    }

    /** Null if there is none. */
    Shell popup() {
        for (Shell one : display.getShells()) {
            if ("quick".equals(id(one)) && one.isVisible()) {
                return one;
            }
        }
        return null;
    }

    static String id(Widget widget) {
        return (String) widget.getData(Ids.ID);
    }

    Table table() {
        return (Table) child("quick.list");
    }

    String hint() {
        return ((Label) child("quick.hint")).getText();
    }

    private Control child(String id) {
        Control found = child(popup(), id);
        if (found != null) {
            return found;
        }
        throw new AssertionError("There is no " + id);
    }

    private static Control child(Composite in, String id) {
        for (Control child : in.getChildren()) {
            Control found = id.equals(id(child)) ? child : child instanceof Composite inner ? child(inner, id) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What a screen reader is told of the text; null if nothing. */
    String description() {
        return told(text, AccessibleListener::getDescription);
    }

    static String name(Control control) {
        return told(control, AccessibleListener::getName);
    }

    /** SWT offers no other way to ask than the platform's, so its own list of listeners is read. */
    private static String told(Control control, BiConsumer<AccessibleListener, AccessibleEvent> question) {
        Accessible accessible = control.getAccessible();
        AccessibleEvent event = new AccessibleEvent(accessible);
        event.childID = ACC.CHILDID_SELF;
        try {
            Field field = Accessible.class.getDeclaredField("accessibleListeners");
            field.setAccessible(true);
            for (Object listener : (List<?>) field.get(accessible)) {
                question.accept((AccessibleListener) listener, event);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("This SWT keeps its accessible listeners elsewhere.", e);
        }
        return event.result;
    }

    void until(String what, BooleanSupplier condition) {
        window.until(what, condition);
    }

    /** Runs the event loop as long as something that must not happen would need. */
    void settle() {
        window.settle(workers);
    }

    void type(String keys) {
        window.type(keys);
    }

    /** Presses a key that writes nothing. */
    void press(int keyCode) {
        window.press(keyCode);
    }

    void key(char character, int keyCode, int modifier) {
        window.key(character, keyCode, modifier);
    }

    /** SWT cannot post the mouse to a window that never gets the keyboard; so the list is told. */
    void click(int index) {
        settle();
        Table table = table();
        Rectangle row = table.getItem(index).getBounds();
        for (int type : new int[] { SWT.MouseDown, SWT.MouseUp }) {
            Event button = new Event();
            button.button = 1;
            button.x = row.x + 2;
            button.y = row.y + row.height / 2;
            table.notifyListeners(type, button);
        }
    }

    @Override
    public void close() {
        shell.dispose();
        while (display.readAndDispatch()) {
            // What is left over finds its widgets gone, and must not mind.
        }
        workers.shutdownNow();
        strangers.shutdownNow();
        log.assertNoErrors();
    }
}
