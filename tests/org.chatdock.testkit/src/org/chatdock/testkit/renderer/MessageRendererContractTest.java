// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.MessageZoo;
import org.chatdock.testkit.renderer.BenchContext.Look;
import org.chatdock.ui.api.MessageRenderer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Resource;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks whether a renderer keeps to {@link MessageRenderer}. A subclass says how the renderer is made and what it
 * shows; see the package's description. Every check is a test of its own and says what is wrong in the extender's
 * terms.
 */
public abstract class MessageRendererContractTest {
    /** What the renderers that Chatdock brings answer. */
    private static final int BUILT_IN = 10;
    private static final int NARROW = 120;
    /** How much wider a body may be than asked for: borders and margins that a toolkit adds. */
    private static final int SLACK = 8;
    private static final int LARGE_WIDTH = 200;
    /** Beyond this the window systems' coordinates end. */
    private static final int HIGHEST = 32_000;
    private static final Duration LARGE_LIMIT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final int LONGEST_SPOKEN = 1_000;
    private static final int MOST_CONTROLS = 12;
    private static final String LONG_TEXT = "Some words that do not fit into one line of a narrow bubble. ".repeat(5);

    private Display display;
    private Shell shell;
    private MessageRenderer renderer;
    private BenchContext context;
    private final List<BenchContext> others = new ArrayList<>();

    /** The renderer under test: a new one. UI thread. */
    protected abstract MessageRenderer renderer() throws Exception;

    /** Messages that the renderer is for: at least one; with two that look different more can be checked. */
    protected abstract List<Message> samples();

    /**
     * Whether the renderer must win the samples against those that Chatdock brings, so that its score must be above
     * 10. It must; otherwise 1 is enough.
     */
    protected boolean beatsBuiltIns() {
        return true;
    }

    /** Whether the renderer may want messages of a type that it has never heard of. It may not. */
    protected boolean showsForeignTypes() {
        return false;
    }

    /** Whether bodies show text, so that a larger font needs more room. They do. */
    protected boolean showsText() {
        return true;
    }

    /** Frees what a renderer holds, as its component's deactivation does: closes it if it can be closed. */
    protected void close(MessageRenderer old) throws Exception {
        if (old instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @BeforeEach
    protected final void openWindow() throws Exception {
        display = Display.getCurrent() == null ? Display.getDefault() : Display.getCurrent();
        assertSame(Thread.currentThread(), display.getThread(), "The tests must run on the display's thread.");
        shell = new Shell(display, SWT.NO_TRIM);
        shell.setBounds(0, 0, 700, 600);
        shell.open();
        context = new BenchContext(display, Look.LIGHT, 100);
        renderer = renderer();
        assertNotNull(renderer, "renderer() returned null.");
        List<Message> samples = samples();
        assertFalse(samples.isEmpty(), "samples() is empty: give one message at least.");
    }

    @AfterEach
    protected final void closeWindow() throws Exception {
        if (shell != null) {
            shell.dispose();
            while (display.readAndDispatch()) {
                // What is left over finds its widgets gone, and must not mind.
            }
        }
        if (context != null) {
            context.close();
        }
        others.forEach(BenchContext::close);
        if (renderer != null) {
            close(renderer);
        }
    }

    @Test
    protected void itWinsItsSamples() {
        for (Message sample : samples()) {
            int score = score(sample);
            int least = beatsBuiltIns() ? BUILT_IN : 0;
            assertTrue(score > least, () -> "score() for " + sample + " is " + score + ", but must be above " + least
                    + (beatsBuiltIns() ? ", for a renderer that Chatdock brings answers that. If it shall not win, "
                            + "override beatsBuiltIns()." : "."));
        }
    }

    @Test
    protected void itsScoreStaysTheSame() throws Exception {
        List<Integer> first = samples().stream().map(this::score).toList();
        try (Bubble bubble = bubble()) {
            samples().forEach(bubble::show);
        }
        assertEquals(first, samples().stream().map(this::score).toList(),
                "score() is not the same again: rows would change their looks as the agent scrolls.");
        close(renderer);
        renderer = renderer();
        assertEquals(first, samples().stream().map(this::score).toList(),
                "score() is not the same for a second instance.");
    }

    @Test
    protected void itLeavesForeignTypesAlone() {
        assumeTrue(!showsForeignTypes(), "The renderer is for any type.");
        int score = score(MessageZoo.foreign());
        assertTrue(score <= 0, () -> "score() for a message of an unknown type is " + score + ": other bundles' "
                + "messages would look like this renderer's. If that is meant, override showsForeignTypes().");
    }

    @Test
    protected void itsScoreThrowsForNothing() {
        for (Message message : everything()) {
            for (boolean understood : new boolean[] { true, false }) {
                try {
                    renderer.score(new StoredMessage(message, 1, understood));
                } catch (RuntimeException | LinkageError e) {
                    fail("score() threw " + e + " for " + message + ". It is asked about every message.", e);
                }
            }
        }
    }

    @Test
    protected void theBodyBelongsIntoItsParent() {
        try (Bubble bubble = bubble()) {
            Control control = bubble.control();
            assertSame(bubble.parent, control.getParent(), "The body's control must be a child of the parent that "
                    + "create() was given.");
            assertEquals(1, bubble.parent.getChildren().length, "The body has put more than its control into the "
                    + "parent. Only the control is placed: put the others into it.");
            for (Message sample : samples()) {
                bubble.show(sample);
                assertSame(control, bubble.control(), "control() must always be the same.");
            }
            assertNull(bubble.parent.getLayout(), "The body has set a layout on its parent, which is not its own.");
        }
    }

    @Test
    protected void aSecondMessageShowsNothingOfTheFirst() {
        List<Message> messages = twoOrMore();
        for (int i = 0; i < messages.size(); i++) {
            Message first = messages.get(i);
            Message second = messages.get((i + 1) % messages.size());
            try (Bubble fresh = bubble(); Bubble used = bubble()) {
                fresh.show(second);
                used.show(first);
                used.show(second);
                String difference = used.difference(fresh);
                assertTrue(difference.isEmpty(), () -> "A body that has shown " + first + " before shows " + second
                        + " differently from a new one: " + difference
                        + ". bind() must set everything, also what is absent.");
            }
        }
    }

    @Test
    protected void differentMessagesLookDifferent() {
        List<Message> samples = samples();
        assumeTrue(samples.size() > 1, "There is only one sample.");
        try (Bubble bubble = bubble()) {
            Bubble.Sight first = bubble.show(samples.get(0));
            Bubble.Sight second = bubble.show(samples.get(1));
            assertFalse(first.isSame(second), () -> samples.get(0) + " and " + samples.get(1) + " look the same.");
        }
    }

    @Test
    protected void unknownFieldsAreTolerated() {
        samples().stream().map(MessageZoo::withUnknownFields).forEach(message -> bindAlone(message, "unknown fields"));
    }

    @Test
    protected void missingFieldsAreTolerated() {
        for (Message sample : samples()) {
            MessageZoo.without(sample).stream().filter(message -> scoreOrNothing(message) > 0)
                    .forEach(message -> bindAlone(message, "content: " + message.content().length()
                            + " characters, attachment: " + !message.attachment().isEmpty() + ", extra fields: "
                            + message.extra().keySet()));
        }
    }

    @Test
    protected void oddValuesAreTolerated() {
        for (Message sample : samples()) {
            MessageZoo.withOddFields(sample).stream().filter(message -> scoreOrNothing(message) > 0)
                    .forEach(message -> bindAlone(message, "extra fields: " + message.extra()));
            MessageZoo.like(sample).stream().filter(message -> scoreOrNothing(message) > 0)
                    .forEach(message -> bindAlone(message, "a message of the zoo"));
        }
    }

    @Test
    protected void aLargeContentIsBoundSoonAndNotTooHigh() {
        Message large = MessageZoo.large(samples().get(0));
        Duration taken = LARGE_LIMIT;
        // A busy machine can make one attempt slow, but not all of them.
        for (int i = 0; i < ATTEMPTS && taken.compareTo(LARGE_LIMIT) >= 0; i++) {
            taken = bindLarge(large);
        }
        Duration least = taken;
        assertTrue(least.compareTo(LARGE_LIMIT) < 0, () -> "To bind and measure a content of " + MessageZoo.LARGE
                + " characters took " + least.toMillis() + " ms, while nothing else moved. Cut it first.");
    }

    private Duration bindLarge(Message large) {
        try (Bubble bubble = bubble()) {
            long start = System.nanoTime();
            bubble.bind(large);
            Point size = bubble.control().computeSize(LARGE_WIDTH, SWT.DEFAULT);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(size.y < HIGHEST, () -> "With a content of " + MessageZoo.LARGE + " characters the body is "
                    + size.y + " pixels high; window systems end at 32 767. Show the beginning of it.");
            return taken;
        }
    }

    @Test
    protected void itFitsANarrowBubble() {
        List<Message> messages = new ArrayList<>(samples());
        messages.add(MessageZoo.withContent(samples().get(0), LONG_TEXT));
        try (Bubble bubble = bubble()) {
            for (Message message : messages) {
                bubble.show(message);
                Point size = bubble.place(NARROW);
                assertTrue(size.x <= NARROW + SLACK, () -> "computeSize(" + NARROW + ", SWT.DEFAULT) is " + size.x
                        + " wide for " + message + ": let texts wrap.");
                List<String> over = reachOver(bubble.control());
                assertTrue(over.isEmpty(), () -> NARROW + " pixels wide, this reaches over the edge for " + message
                        + ": " + over + ". Let texts wrap.");
            }
        }
    }

    private static List<String> reachOver(Control control) {
        return Widgets.all(control).stream()
                .filter(each -> each != control && each.getVisible() && each.getParent() == control)
                .filter(each -> each.getBounds().x + each.getBounds().width > control.getSize().x + SLACK)
                .map(each -> Widgets.name(each) + " at " + each.getBounds()).toList();
    }

    @Test
    protected void aLargerFontGetsMoreRoom() {
        BenchContext twice = context(Look.LIGHT, 200);
        try (Bubble normal = bubble(); Bubble large = new Bubble(shell, renderer, twice)) {
            for (Message sample : samples()) {
                normal.show(sample);
                large.show(sample);
                int height = normal.place(Bubble.WIDTH).y;
                int larger = large.place(Bubble.WIDTH).y;
                assertTrue(!showsText() || larger > height, () -> "With a font of 200 % the body is " + larger
                        + " pixels high, with 100 % " + height + ": use the context's font for every text, and sizes "
                        + "that follow from it.");
                List<String> cut = Widgets.cut(large.control());
                assertTrue(cut.isEmpty(), () -> "With a font of 200 % this is cut off: " + cut);
            }
        }
    }

    @Test
    protected void itsColoursFitLightAndDarkThemes() {
        for (Look look : Look.values()) {
            BenchContext themed = context(look, 100);
            try (Bubble bubble = new Bubble(shell, renderer, themed)) {
                for (Message sample : samples()) {
                    bubble.bind(sample);
                    themed.runAll();
                    bubble.place(Bubble.WIDTH);
                    List<String> misfits = Widgets.misfits(bubble.control(), themed.background());
                    assertTrue(misfits.isEmpty(), () -> "In a " + look + " theme: " + misfits
                            + ". Set the context's background and a colour of the context on every control.");
                }
            }
        }
    }

    @Test
    protected void itHasWordsForScreenReaders() {
        List<Message> own = new ArrayList<>(samples());
        for (Message sample : samples()) {
            own.add(MessageZoo.large(sample));
            MessageZoo.without(sample).stream().filter(less -> scoreOrNothing(less) > 0).forEach(own::add);
        }
        for (Message message : own) {
            assertFalse(spoken(message).isBlank(), () -> "accessibleText() is empty for " + message + " (content: "
                    + message.content().length() + " characters, extra fields: " + message.extra().keySet()
                    + "): say at least what it is.");
        }
        everything().forEach(this::spoken);
    }

    private String spoken(Message message) {
        try {
            String text = renderer.accessibleText(message);
            assertNotNull(text, () -> "accessibleText() is null for " + message);
            assertTrue(text.length() <= LONGEST_SPOKEN, () -> "accessibleText() has " + text.length()
                    + " characters for " + message + ": more than " + LONGEST_SPOKEN + " is read out for minutes.");
            return text;
        } catch (RuntimeException | LinkageError e) {
            return fail("accessibleText() threw " + e + " for " + message, e);
        }
    }

    @Test
    protected void itHasTextForTheClipboard() {
        for (Message message : everything()) {
            try {
                assertNotNull(renderer.plainText(message), () -> "plainText() is null for " + message);
            } catch (RuntimeException | LinkageError e) {
                fail("plainText() threw " + e + " for " + message, e);
            }
        }
    }

    @Test
    protected void whatTakesTheFocusHasAName() {
        try (Bubble bubble = bubble()) {
            for (Message sample : samples()) {
                bubble.show(sample);
                List<String> nameless = Widgets.nameless(bubble.control());
                assertTrue(nameless.isEmpty(), () -> "These take the keyboard, and a screen reader has no words for "
                        + "them: " + nameless + ". Add an AccessibleListener to getAccessible() that answers getName.");
            }
        }
    }

    @Test
    protected void aDisposedBodyLeavesNothing() {
        boolean tracked = display.isTracking();
        display.setTracking(true);
        try {
            int shells = display.getShells().length;
            useAndDispose();
            Set<Object> before = resources();
            useAndDispose();
            List<String> left = left(before);
            assertTrue(left.isEmpty(), () -> "After the body was disposed these are still there: " + left
                    + ". Free them in a dispose listener of the control.");
            assertEquals(shells, display.getShells().length, "After the body was disposed a window of it is still "
                    + "there.");
        } finally {
            display.setTracking(tracked);
        }
    }

    private void useAndDispose() {
        try (Bubble bubble = bubble()) {
            twoOrMore().forEach(bubble::show);
        }
        context.runAll();
    }

    private Set<Object> resources() {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        DeviceData data = display.getDeviceData();
        for (Object object : data.objects) {
            if (object instanceof Resource) {
                all.add(object);
            }
        }
        return all;
    }

    private List<String> left(Set<Object> before) {
        List<String> left = new ArrayList<>();
        DeviceData data = display.getDeviceData();
        for (int i = 0; i < data.objects.length; i++) {
            if (data.objects[i] instanceof Resource resource && !before.contains(resource) && !resource.isDisposed()) {
                StringWriter origin = new StringWriter();
                data.errors[i].printStackTrace(new PrintWriter(origin, true));
                left.add(resource + " made here:\n" + origin);
            }
        }
        return left;
    }

    @Test
    protected void lateResultsAreNotShown() {
        Message first = twoOrMore().get(0);
        Message second = twoOrMore().get(1);
        try (Bubble inTime = bubble(); Bubble unfetched = bubble(); Bubble unseen = bubble()) {
            inTime.show(first);
            inTime.show(second);
            unfetched.bind(first);
            List<Runnable> work = context.takeWork();
            unfetched.show(second);
            work.forEach(context.workers()::execute);
            context.runAll();
            checkLate(inTime, unfetched, "What workers() did for a message");
            unseen.bind(first);
            context.runWorkers();
            List<Runnable> tasks = context.takeUi();
            unseen.show(second);
            tasks.forEach(context::onUi);
            context.runAll();
            checkLate(inTime, unseen, "What was given to onUi() for a message");
        }
    }

    private static void checkLate(Bubble inTime, Bubble used, String what) {
        String difference = used.difference(inTime);
        assertTrue(difference.isEmpty(), () -> what + " came after unbind(), and was shown with the next message: "
                + difference + ". Remember what is bound, and drop what is not for it.");
    }

    @Test
    protected void lateResultsFindADisposedBody() {
        Consumer<Bubble> fetched = bubble -> context.runWorkers();
        Consumer<Bubble> unfetched = bubble -> {
        };
        for (Consumer<Bubble> state : List.of(fetched, unfetched)) {
            for (Message sample : samples()) {
                try (Bubble bubble = bubble()) {
                    bubble.bind(sample);
                    state.accept(bubble);
                }
                try {
                    context.runAll();
                } catch (RuntimeException e) {
                    fail("A result that came after the body was disposed threw " + e
                            + ". Remember that nothing is bound, or ask the control whether it is disposed.", e);
                }
            }
        }
    }

    @Test
    protected void itNeedsFewControls() {
        try (Bubble bubble = bubble()) {
            for (Message sample : samples()) {
                bubble.show(sample);
                List<Control> controls = Widgets.all(bubble.control());
                assertTrue(controls.size() <= MOST_CONTROLS, () -> "The body has " + controls.size()
                        + " controls; more than " + MOST_CONTROLS + " make scrolling slow. Draw some of it.");
            }
        }
    }

    private Bubble bubble() {
        return new Bubble(shell, renderer, context);
    }

    /** Is closed at the end. */
    private BenchContext context(Look look, int percent) {
        BenchContext other = new BenchContext(display, look, percent);
        others.add(other);
        return other;
    }

    private int score(Message message) {
        return renderer.score(new StoredMessage(message, 1, true));
    }

    /** Another check looks at what it throws. */
    private int scoreOrNothing(Message message) {
        try {
            return score(message);
        } catch (@SuppressWarnings("unused") RuntimeException | LinkageError thrown) {
            return 0;
        }
    }

    /** The work for it is not done: what the zoo has for addresses leads nowhere. */
    private void bindAlone(Message message, String what) {
        try (Bubble bubble = bubble()) {
            bubble.bind(message);
            bubble.place(Bubble.WIDTH);
        } catch (RuntimeException | LinkageError e) {
            fail("To show " + message + " (" + what + ") threw " + e, e);
        } finally {
            context.takeWork();
            context.takeUi();
        }
    }

    /** The samples; if there is only one, something else that the renderer may have to show too. */
    private List<Message> twoOrMore() {
        List<Message> messages = new ArrayList<>(samples());
        if (messages.size() == 1) {
            messages.add(MessageZoo.withContent(messages.get(0), "another content"));
        }
        return messages;
    }

    private List<Message> everything() {
        List<Message> all = new ArrayList<>(MessageZoo.messages());
        for (Message sample : samples()) {
            all.add(MessageZoo.withUnknownFields(sample));
            all.addAll(MessageZoo.without(sample));
            all.addAll(MessageZoo.withOddFields(sample));
            all.addAll(MessageZoo.like(sample));
        }
        return all;
    }
}
